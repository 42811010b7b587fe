package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Path.path;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.model.City;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Bulk statements beside objects that a session manages and rows that the second level keeps. */
class BulkCacheTest {

  private final H2 h2 = H2.with(City.class);

  @BeforeEach
  void fill() {
    h2.sessions().inTransaction(s -> s.addAll(List.of(new City(1, "Rome"), new City(2, "Oslo"))));
    try (Session session = h2.open()) {
      session.query(City.class).all(); // now the second level has them
    }
    h2.log().clear();
  }

  @AfterEach
  void close() {
    h2.close();
  }

  private String nameOf(long id) {
    h2.log().clear();
    try (Session session = h2.open()) {
      City city = session.get(City.class, id);
      return city == null ? "none" : city.name();
    }
  }

  @Test
  void rowsOfTheSecondLevel_areUsedWithoutABulkStatement() {
    assertThat(nameOf(1)).isEqualTo("Rome");
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void update_thatIsCommitted_dropsTheRowsOfTheClass() {
    h2.sessions()
        .inTransaction(
            s -> s.update(City.class).set(path("name"), "Roma").where(path("id").eq(1L)).execute());

    assertThat(nameOf(1)).isEqualTo("Roma");
    assertThat(h2.log().sql()).hasSize(1);
    assertThat(nameOf(2)).isEqualTo("Oslo");
    assertThat(h2.log().sql()).as("all of the class were dropped").hasSize(1);
    assertThat(nameOf(2)).isEqualTo("Oslo");
    assertThat(h2.log().sql()).as("and come back").isEmpty();
  }

  @Test
  void update_thatIsRolledBack_leavesTheRowsAsTheyAre() {
    try (Session session = h2.open()) {
      session.update(City.class).set(path("name"), "Roma").execute();
      assertThat(session.get(City.class, 1L).name()).isEqualTo("Roma");
      session.rollback();
    }
    assertThat(nameOf(1)).isEqualTo("Rome");
  }

  @Test
  void delete_thatIsCommitted_dropsTheRowsOfTheClass() {
    h2.sessions().inTransaction(s -> s.deleteFrom(City.class).where(path("id").eq(1L)).execute());

    assertThat(nameOf(1)).isEqualTo("none");
  }

  @Test
  void upsert_thatIsCommitted_dropsTheRowsOfTheClass() {
    h2.sessions()
        .inTransaction(
            s ->
                s.insertInto(City.class)
                    .columns(path("id"), path("name"))
                    .values(1L, "Roma")
                    .onConflict(path("id"))
                    .set(path("name"), "Roma")
                    .execute());

    assertThat(nameOf(1)).isEqualTo("Roma");
  }

  @Test
  void objectWithChanges_isWrittenFirstAndReadAgain() {
    try (Session session = h2.open()) {
      City rome = session.get(City.class, 1L);
      City oslo = session.get(City.class, 2L);
      rome.rename("Roma");
      h2.log().clear();
      session
          .update(City.class)
          .set(path("name"), "Capital")
          .where(path("name").eq("Roma"))
          .execute();
      assertThat(h2.log().sql())
          .containsExactly(
              "update city set name = ? where id = ?",
              "update city c set name = ? where c.name = ?");
      assertThat(rome.name()).isEqualTo("Capital");
      assertThat(oslo.name()).isEqualTo("Oslo");
      assertThat(h2.log().sql()).as("each is read again when it is touched").hasSize(4);
    }
  }

  @Test
  void objectWhoseRowIsGone_saysSoWhenItIsTouched() {
    try (Session session = h2.open()) {
      City rome = session.get(City.class, 1L);
      session.deleteFrom(City.class).where(path("id").eq(1L)).execute();

      assertThatThrownBy(rome::name).isInstanceOf(LazyLoadException.class);
      assertThat(session.get(City.class, 1L)).isNull();
    }
  }

  @Test
  void update_returningObjects_fillsThoseThatAreManaged() {
    try (Session session = h2.open()) {
      City rome = session.get(City.class, 1L);
      h2.log().clear();
      List<City> changed =
          session.update(City.class).set(path("name"), "Roma").where(path("id").eq(1L)).returning();

      assertThat(changed).containsExactly(rome);
      assertThat(rome.name()).isEqualTo("Roma");
      assertThat(h2.log().sql()).hasSize(1);
      session.commit();
    }
    assertThat(nameOf(1)).isEqualTo("Roma");
  }

  @Test
  void delete_returningObjects_givesThemDetached() {
    try (Session session = h2.open()) {
      City rome = session.get(City.class, 1L);
      List<City> gone = session.deleteFrom(City.class).where(path("id").eq(1L)).returning();

      assertThat(gone).containsExactly(rome);
      assertThat(rome.name()).isEqualTo("Rome");
      rome.rename("Roma");
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).isEmpty();
    assertThat(nameOf(1)).isEqualTo("none");
  }
}
