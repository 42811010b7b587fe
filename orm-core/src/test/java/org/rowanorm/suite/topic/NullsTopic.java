package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.query.Predicate;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** Nothing, in rows, in objects and in conditions. */
public interface NullsTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Holes.class);

  /** The table of {@link Holes} as one who has forgotten that its columns can be null sees it. */
  @Entity
  @Table(name = "holes")
  class NoHoles {
    @Id int id;
    int amount;
    boolean flag;
    double weight;
    char letter;
  }

  @Entity
  class Holes {
    @Id int id;
    Integer amount = 1;
    Boolean flag = true;
    Double weight = 1.0;
    Character letter = 'l';

    Holes(int id) {
      this.id = id;
    }
  }

  @ParameterizedTest
  @MethodSource("org.rowanorm.suite.topic.TypeCases#nullable")
  default void null_ofEveryType_goesInAndOut(TypeCase<?> given) {
    Everything object = new Everything();
    store(object);
    assertStored(given, null);

    sessions().inTransaction(session -> given.write(session.get(Everything.class, 1)));
    assertStored(given, given.read());

    log().clear();
    sessions().inTransaction(session -> given.writeNull(session.get(Everything.class, 1)));
    assertThat(log().sql()).hasSize(2);
    assertStored(given, null);
  }

  private void assertStored(TypeCase<?> given, Object value) {
    try (Session session = sessions().open()) {
      Everything found = session.get(Everything.class, 1);
      assertThat((Object) given.get(found)).isEqualTo(value);
      boolean isNull = value == null;
      long count = session.query(Everything.class).filterBy(given.attribute(), null).count();
      assertThat(count).isEqualTo(isNull ? 1 : 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"amount", "flag", "weight", "letter"})
  default void null_readIntoAPrimitive_isAnError(String attribute) throws SQLException {
    store(new Holes(1));
    execute("update holes set " + attribute + " = null");

    try (SessionFactory other = otherFactory(NoHoles.class).build();
        Session session = other.open()) {
      assertThatThrownBy(() -> session.get(NoHoles.class, 1))
          .isInstanceOfSatisfying(
              DatabaseException.class,
              error -> assertThat(error.code()).isEqualTo(ErrorCode.NULL_IN_PRIMITIVE))
          .hasMessageContaining("NoHoles." + attribute);
    }
  }

  private List<Integer> idsWhere(Predicate condition) {
    return freshly(
        session ->
            session.query(Holes.class).filter(condition).orderBy(path("id").asc()).all().stream()
                .map(found -> found.id)
                .toList());
  }

  private void assertWhere(String condition) {
    assertThat(onlyEvent().sql())
        .endsWith(sql(" from holes h where " + condition + " order by h.id"));
    log().clear();
  }

  @Test
  default void null_inConditions_isTestedWithIs() {
    Holes none = new Holes(1);
    none.amount = null;
    Holes two = new Holes(2);
    two.amount = 2;
    Holes three = new Holes(3);
    three.amount = 3;
    store(none, two, three);

    assertThat(idsWhere(path("amount").eq(null))).containsExactly(1);
    assertWhere("h.amount is null");
    assertThat(idsWhere(path("amount").isNull())).containsExactly(1);
    assertWhere("h.amount is null");
    assertThat(idsWhere(path("amount").ne(null))).containsExactly(2, 3);
    assertWhere("h.amount is not null");
    assertThat(idsWhere(path("amount").isNotNull())).containsExactly(2, 3);
    assertWhere("h.amount is not null");
  }

  @Test
  default void null_inComparisons_isNeitherTrueNorFalse() {
    Holes none = new Holes(1);
    none.amount = null;
    store(none, new Holes(2));

    assertThat(idsWhere(path("amount").ne(5))).containsExactly(2);
    log().clear();
    assertThat(idsWhere(path("amount").eq(5).not())).containsExactly(2);
    log().clear();
    assertThat(idsWhere(path("amount").lt(5).or(path("amount").ge(5)))).containsExactly(2);
  }

  @Test
  default void null_inASortKey_standsWhereTheDatabasePutsIt() {
    Holes none = new Holes(1);
    none.amount = null;
    store(none, new Holes(2));

    List<Integer> ids =
        freshly(
            session ->
                session.query(Holes.class).orderBy(path("amount").asc()).all().stream()
                    .map(found -> found.id)
                    .toList());
    assertThat(ids).isEqualTo(database().sortsNullsFirst() ? List.of(1, 2) : List.of(2, 1));
  }
}
