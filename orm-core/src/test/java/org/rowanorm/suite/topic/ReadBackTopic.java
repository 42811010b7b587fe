package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Column;
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

  List<Class<?>> ENTITIES = List.of(Filled.class);

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
      assertThat(log().sql().size()).isEqualTo(database().returnsWritten() ? 1 : 2);
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
}
