package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.SchemaException;
import org.rowanorm.schema.Schema;
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

  @Entity
  @Table(
      name = "described",
      indexes = @Index(name = "ix_described", columnList = "label desc, amount"),
      uniqueConstraints =
          @UniqueConstraint(
              name = "uq_described",
              columnNames = {"amount", "id"}),
      check = @CheckConstraint(name = "ck_described", constraint = "amount >= 0"),
      comment = "It's \\ a table")
  class Described {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @SequenceGenerator(allocationSize = 5)
    long id;

    @Column(length = 40, unique = true, comment = "It's \\ a column")
    String label;

    @Column(nullable = false, check = @CheckConstraint(constraint = "amount < 1000"))
    int amount;

    @ManyToOne
    @JoinColumn(name = "above_id", foreignKey = @ForeignKey(name = "fk_above"))
    Described above;

    @ManyToOne Beside beside;
  }

  @Entity
  class Beside {
    @Id int id;

    @ManyToOne
    @JoinColumn(foreignKey = @ForeignKey(name = "fk_back"))
    Described back;
  }

  @Test
  default void validate_ofWhatCreateMissingMade_findsNothing() {
    sessions().schema().validate();
  }

  @Test
  default void createDrop_makesAllAndTakesItAway() throws SQLException {
    try (SessionFactory other = otherFactory(Described.class, Beside.class).build()) {
      try (Schema.Lease tables = other.schema().createDrop()) {
        assertThat(tables).isNotNull();
        other.schema().validate();
        assertThat(remarks("tables", "described")).isEqualTo("It's \\ a table");
        assertThat(remarks("columns", "described")).contains("It's \\ a column");
        execute("insert into described (id, amount) values (1, 5)");
        assertThatThrownBy(() -> execute("insert into described (id, amount) values (2, -5)"))
            .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> execute("insert into described (id, amount) values (2, 2000)"))
            .isInstanceOf(SQLException.class);
        other.schema().createDrop();
        assertThat(queryOne("select count(*) from described")).isEqualTo("0");
      }
      assertThatThrownBy(() -> other.schema().validate())
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("table described is missing")
          .hasMessageContaining("table beside is missing");
      other.schema().drop();
    } finally {
      restoreCounters();
    }
  }

  /** Where a table counts the ids, it is one for all factories, and was dropped with the others. */
  private void restoreCounters() {
    sessions().schema().createMissing();
    log().clear();
  }

  private String remarks(String of, String table) throws SQLException {
    DatabaseMetaData database = jdbc().getMetaData();
    String name = database().fold(table);
    StringBuilder remarks = new StringBuilder();
    try (ResultSet rows =
        of.equals("tables")
            ? database.getTables(jdbc().getCatalog(), null, name, null)
            : database.getColumns(jdbc().getCatalog(), null, name, null)) {
      while (rows.next()) {
        String remark = rows.getString("REMARKS");
        remarks.append(remark == null ? "" : remark);
      }
    }
    return remarks.toString();
  }

  @Test
  default void validate_ofAnotherTable_namesEveryDifference() throws SQLException {
    try (SessionFactory other = otherFactory(Described.class, Beside.class).build()) {
      try (Schema.Lease tables = other.schema().createDrop()) {
        assertThat(tables).isNotNull();
        execute("alter table beside drop " + database().foreignKey() + " fk_back");
        execute("alter table beside drop column back_id");
        // not the amount: MySQL keeps the name of a column that a check uses
        execute("alter table described rename column label to labels");
        assertThatThrownBy(() -> other.schema().validate())
            .isInstanceOf(SchemaException.class)
            .extracting(e -> ((SchemaException) e).differences())
            .asInstanceOf(InstanceOfAssertFactories.list(String.class))
            .containsExactlyInAnyOrder(
                "column described.label is missing",
                "table described has no unique key of (label)",
                "table described has no index of (label, amount)",
                "column beside.back_id is missing",
                "table beside has no foreign key of (back_id) to described");
      }
    } finally {
      restoreCounters();
    }
  }

  @Entity
  @Table(
      name = "told",
      check = @CheckConstraint(name = "ck_told", constraint = "amount >= 0"),
      comment = "what it is")
  class Told {
    @Id int id;

    @Column(comment = "how many", check = @CheckConstraint(constraint = "amount < 1000"))
    int amount;

    String plain;
  }

  @Entity
  @Table(
      name = "told",
      check = {
        @CheckConstraint(name = "ck_other", constraint = "amount >= 0"),
        @CheckConstraint(constraint = "id > 0"),
        @CheckConstraint(constraint = "id < 9"),
      },
      comment = "what it's")
  class ToldOtherwise {
    @Id int id;

    @Column(comment = "of what", check = @CheckConstraint(constraint = "amount < 1000"))
    int amount;

    @Column(comment = "new")
    String plain;
  }

  @Test
  default void validate_ofChecksAndComments_namesEveryDifference() {
    try (SessionFactory first = otherFactory(Told.class).build();
        SessionFactory second = otherFactory(ToldOtherwise.class).build();
        Schema.Lease tables = first.schema().createDrop()) {
      assertThat(tables).isNotNull();
      first.schema().validate();
      assertThatThrownBy(() -> second.schema().validate())
          .isInstanceOf(SchemaException.class)
          .extracting(e -> ((SchemaException) e).differences())
          .asInstanceOf(InstanceOfAssertFactories.list(String.class))
          .containsExactly(
              "column told.amount has the comment 'how many', mapped is 'of what'",
              "column told.plain has no comment, mapped is 'new'",
              "table told has the comment 'what it is', mapped is 'what it's'",
              "table told has no check ck_other",
              "table told has 2 of 3 checks without a name: id > 0; id < 9; amount < 1000");
    }
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
