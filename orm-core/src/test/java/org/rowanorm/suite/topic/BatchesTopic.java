package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.session.Session;

/** Rows of one kind go together. */
public interface BatchesTopic extends SuiteFixture {

  List<Class<?>> ENTITIES =
      List.of(
          Part.class,
          Leaflet.class,
          Landmass.class,
          Shire.class,
          Strait.class,
          Croft.class,
          Pond.class);

  @Entity
  class Part {
    @Id int id;
    String name;
    int amount;

    Part(int id) {
      this.id = id;
      this.name = "part " + id;
    }
  }

  @Entity
  class Leaflet {
    @Id int id;

    @Column(length = 1_000_000)
    String text;

    Leaflet(int id, String text) {
      this.id = id;
      this.text = text;
    }
  }

  /** The first of three levels, of five classes. */
  @Entity
  class Landmass {
    @Id @GeneratedValue long id;

    @OneToMany(mappedBy = "landmass")
    List<Shire> shires = new ArrayList<>();

    @OneToMany(mappedBy = "landmass")
    List<Strait> straits = new ArrayList<>();

    Landmass(int number) {
      for (int i = 0; i < 5; i++) {
        shires.add(new Shire(this, number * 5 + i));
      }
      for (int i = 0; i < 4; i++) {
        straits.add(new Strait(this));
      }
    }
  }

  @Entity
  class Shire {
    @Id int id;
    @ManyToOne Landmass landmass;

    @OneToMany(mappedBy = "shire")
    List<Croft> crofts = new ArrayList<>();

    @OneToMany(mappedBy = "shire")
    List<Pond> ponds = new ArrayList<>();

    Shire(Landmass landmass, int id) {
      this.landmass = landmass;
      this.id = id;
      crofts.add(new Croft(this));
      ponds.add(new Pond(this, id));
    }
  }

  @Entity
  class Strait {
    @Id @GeneratedValue long id;
    @ManyToOne Landmass landmass;

    Strait(Landmass landmass) {
      this.landmass = landmass;
    }
  }

  @Entity
  class Croft {
    @Id @GeneratedValue int id;
    @ManyToOne Shire shire;

    Croft(Shire shire) {
      this.shire = shire;
    }
  }

  @Entity
  class Pond {
    @Id int id;
    @ManyToOne Shire shire;

    Pond(Shire shire, int id) {
      this.shire = shire;
      this.id = id;
    }
  }

  private static Object[] parts(int count) {
    return IntStream.range(0, count).mapToObj(Part::new).toArray();
  }

  @Test
  default void inserts_of1000_areOneBatch() {
    try (Session session = sessions().open()) {
      session.addAll(List.of(parts(1_000)));
      session.commit();
    }

    StatementEvent insert = onlyEvent();
    assertThat(insert.sql()).isEqualTo(sql("insert into part (id, name, amount) values (?, ?, ?)"));
    assertThat(insert.batchSize()).isEqualTo(1_000);
    assertThat(insert.rows()).isEqualTo(1_000);
    inFresh(session -> assertThat(session.query(Part.class).count()).isEqualTo(1_000));
  }

  @Test
  default void rows_thatAreMoreThanABatchHolds_areSeveral() {
    sessions().inTransaction(session -> session.addAll(List.of(parts(2_001))));
    assertThat(log().events())
        .extracting(StatementEvent::batchSize)
        .containsExactly(1_000, 1_000, 1);
    inFresh(session -> assertThat(session.query(Part.class).count()).isEqualTo(2_001));
    log().clear();

    sessions().inTransaction(session -> session.query(Part.class).all().forEach(session::delete));

    assertThat(log().events().stream().filter(event -> event.sql().startsWith("delete")))
        .extracting(StatementEvent::rows)
        .containsExactly(1_000L, 1_000L, 1L);
  }

  @Test
  default void inserts_ofLongTexts_areBoundedByTheirBytes() {
    String text = "ä".repeat(100_000); // up to 300,000 bytes for the driver
    List<Leaflet> pages = IntStream.range(0, 10).mapToObj(i -> new Leaflet(i, text)).toList();

    sessions().inTransaction(session -> session.addAll(pages));

    assertThat(log().events()).extracting(StatementEvent::batchSize).containsExactly(3, 3, 3, 1);
    inFresh(
        session ->
            assertThat(session.query(Leaflet.class).all())
                .hasSize(10)
                .allMatch(page -> page.text.equals(text)));
  }

  @Test
  default void graph_of2000RowsOfFiveClasses_isOneInsertForEachBatchOfAClass() {
    List<Landmass> landmasses = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      landmasses.add(new Landmass(i));
    }

    sessions().inTransaction(session -> session.addAll(landmasses));

    assertThat(log().events().stream().filter(event -> event.sql().startsWith("insert")))
        .extracting(StatementEvent::batchSize)
        .containsExactlyInAnyOrder(100, 500, 400, 500, 500);
    inFresh(session -> assertThat(session.query(Croft.class).count()).isEqualTo(500));
  }

  @Test
  default void updates_ofSeveralColumns_areGroupedByThem() {
    store(parts(6));

    try (Session session = sessions().open()) {
      for (Part part : session.query(Part.class).all()) {
        if (part.id < 4) {
          part.name = "new";
        }
        if (part.id > 2) {
          part.amount = 7;
        }
      }
      log().clear();
      session.commit();
    }

    assertThat(log().events())
        .extracting(StatementEvent::sql, StatementEvent::batchSize, StatementEvent::rows)
        .containsExactlyInAnyOrder(
            tuple(sql("update part set name = ? where id = ?"), 3, 3L),
            tuple(sql("update part set name = ?, amount = ? where id = ?"), 1, 1L),
            tuple(sql("update part set amount = ? where id = ?"), 2, 2L));
    inFresh(
        session ->
            assertThat(session.query(Part.class).filterBy("amount", 7).count()).isEqualTo(3));
  }

  @Test
  default void deletes_ofSeveral_areOneBatch() {
    store(parts(5));

    try (Session session = sessions().open()) {
      session.query(Part.class).all().forEach(session::delete);
      log().clear();
      session.commit();
    }

    StatementEvent delete = onlyEvent();
    assertThat(delete.sql()).isEqualTo(sql("delete from part where id = ?"));
    assertThat(delete.batchSize()).isEqualTo(5);
    assertThat(delete.rows()).isEqualTo(5);
    inFresh(session -> assertThat(session.query(Part.class).exists()).isFalse());
  }
}
