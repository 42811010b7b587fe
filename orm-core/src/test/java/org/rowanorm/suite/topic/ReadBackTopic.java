package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.ReadBack;
import org.rowanorm.session.Session;

/** Columns that the database fills: given back by the statement, or read by one SELECT after it. */
public interface ReadBackTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Filled.class, FilledInside.class, Shouted.class);

  /** A part of an embeddable that the database fills. */
  @Embeddable
  record Inside(
      @Nullable String said,
      @ReadBack
          @Column(insertable = false, updatable = false, columnDefinition = "integer default 5")
          @Nullable Integer filled) {}

  @Entity
  class FilledInside {
    @Id @GeneratedValue long id;
    Inside inside;

    FilledInside(String said) {
      inside = new Inside(said, null);
    }
  }

  @Test
  default void filledPartsOfEmbeddables_areReadBack() throws SQLException {
    FilledInside object = new FilledInside("a");
    try (Session session = sessions().open()) {
      session.add(object);
      session.commit();
      assertThat(object.inside).isEqualTo(new Inside("a", 5));
      execute("update filledinside set filled = 6");
      object.inside = new Inside("b", null);
      session.commit();
      assertThat(object.inside).isEqualTo(new Inside("b", 6));
      log().clear();
      session.commit();
      assertThat(log().sql()).isEmpty();
    }
  }

  @Entity
  class Filled {
    @Id @GeneratedValue long id;
    String name;

    @ReadBack
    @Column(
        name = "amount",
        insertable = false,
        updatable = false,
        columnDefinition = "integer default 7")
    @Nullable Integer amount;

    @ReadBack(ReadBack.After.INSERT)
    @Column(insertable = false, columnDefinition = "varchar(10) default 'new'")
    @Nullable String state;

    Filled(String name) {
      this.name = name;
    }
  }

  @Test
  default void filledColumns_areReadBack_byOneSelectAtMost() throws SQLException {
    List<Filled> made = List.of(new Filled("a"), new Filled("b"), new Filled("c"));
    try (Session session = sessions().open()) {
      session.addAll(made);
      session.commit();
      assertThat(log().sql())
          .filteredOn(sql -> !sql.equals(database().idStepSql()))
          .hasSize(database().returnsWritten() ? 1 : 2);
      assertThat(made).extracting(filled -> filled.amount).containsOnly(7);
      assertThat(made).extracting(filled -> filled.state).containsOnly("new");

      execute("update filled set amount = 9, state = 'old'");
      made.get(0).name = "A";
      made.get(2).name = "C";
      log().clear();
      session.commit();
      assertThat(log().sql().size()).isEqualTo(database().returnsWritten() ? 1 : 2);
      assertThat(made).extracting(filled -> filled.amount).containsExactly(9, 7, 9);
      assertThat(made).extracting(filled -> filled.state).containsOnly("new");
    }
  }

  /** A column that a trigger fills. */
  @Entity
  class Shouted {
    @Id @GeneratedValue long id;
    String said;

    @ReadBack
    @Column(insertable = false, updatable = false, columnDefinition = "varchar(20)")
    @Nullable String shouted;

    Shouted(String said) {
      this.said = said;
    }
  }

  @Test
  default void whatATriggerFills_isReadBack() throws SQLException {
    for (String statement : database().fillingTrigger("shouted", "said", "shouted")) {
      execute(statement);
    }
    try (Session session = sessions().open()) {
      List<Shouted> made = List.of(new Shouted("a"), new Shouted("b"));
      session.addAll(made);
      session.commit();
      assertThat(made).extracting(object -> object.shouted).containsExactly("A", "B");
      made.get(0).said = "c";
      session.commit();
      assertThat(made).extracting(object -> object.shouted).containsExactly("C", "B");
      log().clear();
      session.commit();
      assertThat(log().sql()).isEmpty();
    }
  }
}
