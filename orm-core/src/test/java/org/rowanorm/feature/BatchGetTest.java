package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.QueryException;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.model.City;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;
import org.rowanorm.support.Misuse;

class BatchGetTest {

  @Embeddable
  record Seat(String row, int number) {}

  @Entity
  static class Booking {
    @EmbeddedId Seat seat;
    String guest;
    @ManyToOne City from;

    Booking(String row, int number, City from) {
      this.seat = new Seat(row, number);
      this.guest = row + number;
      this.from = from;
    }
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  abstract static class Animal {
    @Id int id;

    Animal(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Dog extends Animal {
    String bark = "wuff";

    Dog(int id) {
      super(id);
    }
  }

  @Entity
  static class Fish extends Animal {
    int depth;

    Fish(int id, int depth) {
      super(id);
      this.depth = depth;
    }
  }

  private final H2 h2 =
      H2.with(
          b ->
              b.entities(City.class, Booking.class, Animal.class, Dog.class, Fish.class)
                  .cohortSize(100));

  BatchGetTest() {
    h2.sql("insert into city (id, name) select x, 'c' || x from system_range(1, 250)");
    h2.log().clear();
  }

  @AfterEach
  void close() {
    h2.close();
  }

  private static List<@Nullable String> names(List<@Nullable City> cities) {
    return cities.stream().map(city -> city == null ? null : city.name()).toList();
  }

  @Test
  void getAll_keepsTheOrder_andTellsMissingAndRepeatedIds() {
    try (Session session = h2.open()) {
      List<@Nullable City> found = session.getAll(City.class, List.of(3L, 999L, 1L, 3L));
      assertThat(names(found)).containsExactly("c3", null, "c1", "c3");
      assertThat(found.get(0)).isSameAs(found.get(3));
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select c.id, c.name, c.founded, c.arms from city c where c.id in (?, ?, ?, ?)");
    assertThat(h2.log().events().get(0).parameters().get(0)).containsExactly(3L, 999L, 1L, 1L);
  }

  @Test
  void getAll_ofNothing_sendsNothing() {
    try (Session session = h2.open()) {
      assertThat(session.getAll(City.class, List.of())).isEmpty();
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void getAll_asksForAChunkInOneStatement() {
    List<Long> ids = IntStream.rangeClosed(1, 250).mapToObj(Long::valueOf).toList();
    try (Session session = h2.open()) {
      assertThat(session.getAll(City.class, ids)).doesNotContainNull().hasSize(250);
    }
    assertThat(h2.log().events()).extracting(e -> e.rows()).containsExactly(100L, 100L, 50L);
  }

  @Test
  void getAll_asksFirstTheSession_thenTheCache() {
    try (Session session = h2.open()) {
      City known = session.get(City.class, 1L);
      assertThat(session.getAll(City.class, List.of(1L, 2L))).startsWith(known);
      assertThat(h2.log().events().get(1).parameters().get(0)).containsExactly(2L);
      h2.log().clear();
      assertThat(session.getAll(City.class, List.of(2L, 1L))).endsWith(known);
    }
    try (Session session = h2.open()) {
      assertThat(names(session.getAll(City.class, List.of(1L, 2L)))).containsExactly("c1", "c2");
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void getAll_ofDeletedAndAddedObjects_seesWhatTheSessionSees() {
    try (Session session = h2.open()) {
      session.delete(session.get(City.class, 1L));
      City added = new City(900, "new");
      session.add(added);
      session.flush();
      h2.log().clear();
      assertThat(session.getAll(City.class, List.of(1L, 900L))).containsExactly(null, added);
      assertThat(h2.log().sql()).hasSize(1);
      session.delete(session.get(City.class, 2L));
      assertThat(session.getAll(City.class, List.of(2L))).containsExactly((City) null);
    }
  }

  @Test
  void getAll_withIdsOfSeveralColumns_findsThem() {
    h2.sessions()
        .inTransaction(
            session -> {
              City one = session.get(City.class, 1L);
              session.add(new Booking("A", 1, one));
              session.add(new Booking("B", 2, one));
            });
    h2.log().clear();
    try (Session session = h2.open()) {
      List<@Nullable Booking> found =
          session.getAll(
              Booking.class, List.of(new Seat("B", 2), new Seat("C", 3), new Seat("A", 1)));
      assertThat(found.get(0).guest).isEqualTo("B2");
      assertThat(found.get(1)).isNull();
      assertThat(found.get(2).guest).isEqualTo("A1");
    }
    assertThat(h2.log().sql()).hasSize(1);
    assertThat(h2.log().sql().get(0)).endsWith("in ((?, ?), (?, ?), (?, ?), (?, ?))");
  }

  @Test
  void getAll_ofEntitiesThatOthersExtend_givesEachItsClass() {
    h2.sessions().inTransaction(s -> s.addAll(List.of(new Dog(1), new Fish(2, 30), new Dog(3))));
    h2.log().clear();
    try (Session session = h2.open()) {
      List<@Nullable Animal> animals = session.getAll(Animal.class, List.of(3, 2, 1));
      assertThat(animals)
          .hasExactlyElementsOfTypes(Dog.class, Fish.class, Dog.class)
          .extracting(animal -> animal.id)
          .containsExactly(3, 2, 1);
      assertThat(h2.log().sql()).hasSize(1);
      assertThat(session.getAll(Dog.class, List.of(2, 1)))
          .containsExactly(null, (Dog) animals.get(2));
      assertThat(h2.log().sql()).hasSize(1);
    }
  }

  @Test
  void getAll_formsACohort_ofNewAndLonelyObjects() {
    h2.sessions()
        .inTransaction(
            session -> {
              for (int i = 1; i <= 4; i++) {
                session.add(new Booking("A", i, session.get(City.class, (long) i)));
              }
            });
    h2.sessions()
        .inTransaction(session -> session.update(City.class).set(Path.path("name"), "x").execute());
    h2.log().clear();
    try (Session session = h2.open()) {
      Booking lonely = session.get(Booking.class, new Seat("A", 1));
      List<@Nullable Booking> found =
          session.getAll(
              Booking.class, IntStream.rangeClosed(1, 4).mapToObj(i -> new Seat("A", i)).toList());
      assertThat(found).startsWith(lonely);
      h2.log().clear();
      found.forEach(booking -> assertThat(booking.from.name()).isEqualTo("x"));
    }
    assertThat(h2.log().sql()).hasSize(2); // that of the lonely one, and those of the others
  }

  // ---- misuse

  @Test
  @Misuse(Misuse.Of.GET_ALL)
  void getAll_withAnIdOfAnotherType_saysWhich_andLoadsNothing() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.getAll(City.class, List.of(1L, "2")))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              The id of City is of type Long, not String
                  in getAll(City, 2) [ROWAN-203]""");
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  @Test
  @Misuse(Misuse.Of.GET_ALL)
  void getAll_withNull_saysSo() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.getAll(City.class, new ArrayList<>(Arrays.asList(1L, null))))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              The id of City is of type Long, not null
                  in getAll(City, null) [ROWAN-203]""");
    }
  }

  @Test
  @Misuse(Misuse.Of.GET_ALL)
  void getAll_ofAClassThatIsNotMapped_saysSo() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.getAll(String.class, List.of("a")))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              java.lang.String is not an entity of this session factory
                  give its class to entities(...) when the factory is built [ROWAN-201]""");
    }
  }

  @Test
  @Misuse(Misuse.Of.GET_ALL)
  void getAll_afterClose_isRefused() {
    Session session = h2.open();
    session.close();
    assertThatThrownBy(() -> session.getAll(City.class, List.of(1L)))
        .isInstanceOf(SessionStateException.class)
        .hasMessage(
            """
            The session is closed
                open another one with sessions.open() [ROWAN-301]""");
  }
}
