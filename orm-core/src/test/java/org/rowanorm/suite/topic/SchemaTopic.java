package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.sql.Statement;

/** The tables that {@code createMissing} makes. */
public interface SchemaTopic extends SuiteFixture {

  @Entity
  @Table(name = "\"Casing\"")
  class UpperCasing {
    @Id int id;
  }

  @Entity
  @Table(name = "\"casing\"")
  class LowerCasing {
    @Id int id;
  }

  @Entity
  @Table(name = "a_table_whose_name_is_nearly_as_long_as_any_database_allows")
  class LongName {
    @Id int id;

    @ManyToOne
    @JoinColumn(name = "a_column_whose_name_is_as_long_too_and_refers_to_the_left")
    LongName left;

    @ManyToOne
    @JoinColumn(name = "a_column_whose_name_is_as_long_too_and_refers_to_the_right")
    LongName right;
  }

  @Entity
  class Elsewhere {
    @Id int id;
    @ManyToOne Elsewhere other;
  }

  @Entity
  class Nonsense {
    @Id int id;

    @Column(columnDefinition = "no such type")
    String text;
  }

  @Test
  default void createMissing_again_sendsNothing() {
    sessions().schema().createMissing();

    assertThat(log().sql()).isEmpty();
  }

  @Test
  default void createMissing_withATableOfAnotherCase_createsItToo() {
    try (SessionFactory upper = otherFactory(UpperCasing.class).build();
        SessionFactory lower = otherFactory(LowerCasing.class).build()) {
      upper.schema().createMissing();
      lower.schema().createMissing();

      assertThat(log().sql())
          .containsExactly(
              sql("create table {Casing} (id integer not null, primary key (id))"),
              sql("create table {casing} (id integer not null, primary key (id))"));
      log().clear();
      upper.schema().createMissing();
      lower.schema().createMissing();
      assertThat(log().sql()).isEmpty();
    }
  }

  @Test
  default void createMissing_withLongNames_makesKeysWithShorterOnes() {
    try (SessionFactory other = otherFactory(LongName.class).build()) {
      other.schema().createMissing();
      other.schema().createMissing();

      LongName left = new LongName();
      LongName right = new LongName();
      right.id = 1;
      right.left = left;
      other.inTransaction(session -> session.addAll(List.of(left, right)));
      other.inTransaction(
          session -> {
            LongName found = session.get(LongName.class, 1);
            assertThat(found.left.id).isEqualTo(0);
            session.delete(found);
            session.delete(found.left);
          });
    }
  }

  @Test
  default void createMissing_inAnotherSchema_looksThere() throws SQLException {
    String schema = "elsewhere_of_" + getClass().getSimpleName().toLowerCase(Locale.ROOT);
    execute("drop schema if exists " + schema);
    execute("create schema " + schema);
    try (SessionFactory here = otherFactory(Elsewhere.class).build();
        SessionFactory there =
            otherFactory(Elsewhere.class)
                .tables(table -> new Statement.Table(schema, table.name()))
                .build()) {
      here.schema().createMissing();
      there.schema().createMissing();
      assertThat(queryOne("select count(*) from " + schema + ".elsewhere")).isEqualTo("0");
      assertThat(queryOne("select count(*) from elsewhere")).isEqualTo("0");
      there.inTransaction(session -> session.query(Elsewhere.class).all());
      assertThat(log().sql().get(log().sql().size() - 1))
          .contains(" from " + schema + ".elsewhere e");
      log().clear();
      here.schema().createMissing();
      there.schema().createMissing();
      assertThat(log().sql()).isEmpty();
    } finally {
      execute("drop table if exists " + schema + ".elsewhere");
      execute("drop table if exists elsewhere");
      execute("drop schema " + schema);
    }
  }

  @Test
  default void createMissing_withATypeThatIsNone_saysWhatTheDatabaseSays() {
    try (SessionFactory other = otherFactory(Nonsense.class).build()) {
      assertThatThrownBy(() -> other.schema().createMissing())
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("create table nonsense")
          .hasMessageContaining("no such type");
    }
  }
}
