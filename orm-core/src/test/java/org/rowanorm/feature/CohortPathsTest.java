package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Basic;
import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Each kind of path is loaded for a window of the cohort at its first touch. */
class CohortPathsTest {

  private static final int PARCELS = 20;
  private static final int WINDOW = 5;

  @Entity
  static class Depot {
    @Id int id;
    String name;

    Depot(int id) {
      this.id = id;
      this.name = "d" + id;
    }
  }

  @Entity
  static class Truck {
    @Id int id;
    String plate;

    Truck(int id) {
      this.id = id;
      this.plate = "t" + id;
    }
  }

  @Embeddable
  static class Route {
    @ManyToOne @Nullable Depot start;
    @ManyToOne @Nullable Truck truck;
    @ManyToOne @Nullable Depot goal;
  }

  /** Its class is known from its row only. */
  @Entity
  @Cacheable
  @Inheritance(strategy = InheritanceType.JOINED)
  abstract static class Payer {
    @Id int id;

    Payer(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Person extends Payer {
    @ManyToOne @Nullable Truck drives;
    String first = "Ann";

    Person(int id) {
      super(id);
    }
  }

  @Entity
  static class Firm extends Payer {
    String title = "Firm";
    boolean large;
    @ManyToOne @Nullable Depot seat;

    Firm(int id) {
      super(id);
    }
  }

  @Entity
  static class Parcel {
    @Id int id;
    Route route = new Route();
    @ManyToOne @Nullable Payer payer;

    @Basic(fetch = FetchType.LAZY)
    @Nullable String text;

    @ElementCollection Set<String> marks = new LinkedHashSet<>();
    @ElementCollection Map<String, Integer> weights = new HashMap<>();

    @OneToMany(mappedBy = "parcel")
    List<Stop> stops = new ArrayList<>();

    @ManyToMany Set<Depot> seen = new LinkedHashSet<>();

    @OneToOne(mappedBy = "parcel")
    @Nullable Receipt receipt;

    Parcel(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Stop {
    @Id int id;
    @ManyToOne Parcel parcel;
    @ManyToOne Depot depot;

    Stop(int id, Parcel parcel, Depot depot) {
      this.id = id;
      this.parcel = parcel;
      this.depot = depot;
    }
  }

  @Entity
  static class Receipt {
    @Id int id;
    @OneToOne Parcel parcel;

    Receipt(int id, Parcel parcel) {
      this.id = id;
      this.parcel = parcel;
    }
  }

  private final H2 h2 =
      H2.with(
          b ->
              b.entities(
                      Depot.class,
                      Truck.class,
                      Payer.class,
                      Person.class,
                      Firm.class,
                      Parcel.class,
                      Stop.class,
                      Receipt.class)
                  .cohortSize(WINDOW));

  CohortPathsTest() {
    h2.sessions()
        .inTransaction(
            session -> {
              for (int i = 1; i <= PARCELS; i++) {
                session.add(parcel(session, i));
              }
            });
    h2.sql("update firm set large = true"); // what the cache has is old now
    h2.log().clear();
  }

  private static Parcel parcel(Session session, int i) {
    Depot start = new Depot(i);
    Depot goal = new Depot(100 + i);
    Parcel parcel = new Parcel(i);
    parcel.route.start = start;
    parcel.route.goal = goal;
    parcel.route.truck = new Truck(i);
    Firm firm = new Firm(i);
    firm.seat = start;
    Person person = new Person(i);
    person.drives = parcel.route.truck;
    parcel.payer = i % 2 == 0 ? firm : person;
    parcel.text = "text " + i;
    parcel.marks.addAll(List.of("a" + i, "b" + i));
    parcel.weights.put("kg", i);
    parcel.seen.addAll(List.of(start, goal));
    session.addAll(List.of(new Stop(i, parcel, goal), new Receipt(i, parcel)));
    return parcel;
  }

  @AfterEach
  void close() {
    h2.close();
  }

  private List<String> readAll(Consumer<Parcel> path) {
    try (Session session = h2.open()) {
      List<Parcel> parcels = session.query(Parcel.class).orderBy(Path.path("id").asc()).all();
      assertThat(parcels).hasSize(PARCELS);
      h2.log().clear();
      parcels.forEach(path);
      return h2.log().sql();
    }
  }

  @Test
  void lazyValue_isLoadedByWindows() {
    assertThat(readAll(parcel -> assertThat(parcel.text).endsWith("" + parcel.id)))
        .hasSize(PARCELS / WINDOW);
  }

  @Test
  void elements_areLoadedByWindows() {
    assertThat(readAll(parcel -> assertThat(parcel.marks).hasSize(2))).hasSize(PARCELS / WINDOW);
  }

  @Test
  void map_isLoadedByWindows() {
    assertThat(readAll(parcel -> assertThat(parcel.weights).containsEntry("kg", parcel.id)))
        .hasSize(PARCELS / WINDOW);
  }

  @Test
  void oneToMany_andWhatItsElementsReferTo_areLoadedByWindows() {
    List<String> sql =
        readAll(
            parcel -> {
              assertThat(parcel.stops).hasSize(1);
              assertThat(parcel.stops.get(0).parcel).isSameAs(parcel);
              assertThat(parcel.stops.get(0).depot.name).isEqualTo("d" + (100 + parcel.id));
            });
    assertThat(sql).filteredOn(s -> s.contains("from stop")).hasSize(PARCELS / WINDOW);
    assertThat(sql).filteredOn(s -> s.contains("from depot")).hasSize(PARCELS / WINDOW);
    assertThat(sql).hasSize(2 * PARCELS / WINDOW);
  }

  @Test
  void manyToMany_isLoadedByWindows() {
    assertThat(readAll(parcel -> assertThat(parcel.seen).hasSize(2))).hasSize(PARCELS / WINDOW);
  }

  @Test
  void inverseOneToOne_isLoadedByWindows() {
    assertThat(readAll(parcel -> assertThat(parcel.receipt.id).isEqualTo(parcel.id)))
        .hasSize(PARCELS / WINDOW);
  }

  @Test
  void referencesInOneEmbeddable_areCohortsOfTheirOwn() {
    List<String> sql =
        readAll(
            parcel -> {
              assertThat(parcel.route.start.name).isEqualTo("d" + parcel.id);
              assertThat(parcel.route.truck.plate).isEqualTo("t" + parcel.id);
            });
    assertThat(sql).filteredOn(s -> s.contains("from depot")).hasSize(PARCELS / WINDOW);
    assertThat(sql).filteredOn(s -> s.contains("from truck")).hasSize(PARCELS / WINDOW);
    assertThat(h2.log().events()).allSatisfy(e -> assertThat(e.rows()).isEqualTo(WINDOW));
  }

  @Test
  void polymorphicReference_isLoadedByWindows_inOneStatementOfTheRoot() {
    List<String> sql =
        readAll(
            parcel -> {
              if (parcel.payer instanceof Firm firm) {
                assertThat(firm.title).isEqualTo("Firm");
              } else {
                assertThat(((Person) parcel.payer).first).isEqualTo("Ann");
              }
            });
    assertThat(sql).hasSize(PARCELS / WINDOW).allMatch(s -> s.contains("from payer"));
  }

  @Test
  void referencesOfSiblingClasses_areCohortsOfTheirOwn() {
    try (Session session = h2.open()) {
      List<Payer> payers = session.query(Payer.class).orderBy(Path.path("id").asc()).all();
      h2.log().clear();
      for (Payer payer : payers) {
        if (payer instanceof Firm firm) {
          assertThat(firm.seat.name).isEqualTo("d" + firm.id);
        } else {
          assertThat(((Person) payer).drives.plate).isEqualTo("t" + payer.id);
        }
      }
    }
    assertThat(h2.log().events()).hasSize(PARCELS / WINDOW);
    assertThat(h2.log().events()).allSatisfy(e -> assertThat(e.rows()).isEqualTo(WINDOW));
  }

  @Test
  void polymorphicReference_isFoundInTheSession_thenInTheCache_thenByOneStatement() {
    try (Session session = h2.open()) {
      session.getAll(Payer.class, List.of(1, 2)); // into the cache
    }
    try (Session session = h2.open()) {
      Payer third = session.get(Payer.class, 3);
      List<Parcel> parcels = session.query(Parcel.class).orderBy(Path.path("id").asc()).all();
      h2.log().clear();
      assertThat(parcels.get(2).payer).isSameAs(third);
      assertThat(h2.log().sql()).isEmpty();
      assertThat(parcels.get(0).payer.id).isEqualTo(1);
      assertThat(parcels.get(1).payer).isInstanceOf(Firm.class);
      assertThat(parcels.get(3).payer).isInstanceOf(Firm.class);
    }
    assertThat(h2.log().events()).hasSize(1);
    assertThat(h2.log().events().get(0).parameters().get(0)).startsWith(4, 5, 6);
  }

  @Test
  void objectsThatABulkStatementMadeHollow_areReadAgainTogether_whateverTheirClass() {
    try (Session session = h2.open()) {
      List<Payer> payers = session.query(Payer.class).orderBy(Path.path("id").asc()).all();
      session.sql("update firm set title = 'new'").execute();
      h2.log().clear();
      for (Payer payer : payers) {
        if (payer instanceof Firm firm) {
          assertThat(firm.title).isEqualTo("new");
        }
      }
    }
    // the windows begin at firms and take persons in between
    assertThat(h2.log().events()).hasSize(PARCELS / WINDOW);
  }
}
