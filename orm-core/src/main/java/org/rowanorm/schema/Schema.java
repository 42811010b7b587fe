package org.rowanorm.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.TableName;
import org.rowanorm.schema.TableDefinition.ForeignKey;
import org.rowanorm.sql.Statement.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the tables of the mapping in a database. For development and tests: it adds what is missing
 * and changes nothing that is there. Thread-safe.
 */
public final class Schema {

  private static final Logger LOG = LoggerFactory.getLogger("org.rowanorm.schema");

  /** How a runner is made for each use. */
  @FunctionalInterface
  public interface Runners {
    /** A new runner. */
    SqlRunner open();
  }

  /** The length of a name, without prefix, that every database takes. */
  private static final int MAX_NAME = 60;

  private final Models models;
  private final Dialect dialect;
  private final TableNaming naming;
  private final Runners runners;

  /** The schema of models. */
  public Schema(Models models, Dialect dialect, TableNaming naming, Runners runners) {
    this.models = models;
    this.dialect = dialect;
    this.naming = naming;
    this.runners = runners;
  }

  /**
   * Creates the tables that are not there, with their keys; what is there is left as it is.
   *
   * @throws DatabaseException where the database refuses
   */
  public void createMissing() {
    SqlRunner runner = runners.open();
    try {
      List<TableDefinition> missing = missing(runner.connection());
      List<String> statements = new ArrayList<>();
      missing.forEach(table -> declareTypes(statements, table));
      missing.forEach(table -> statements.add(createTable(table)));
      missing.forEach(table -> table.foreignKeys().forEach(key -> addKey(statements, table, key)));
      for (String statement : statements) {
        LOG.debug("{}", statement);
        runner.execute(statement);
      }
    } finally {
      runner.release();
    }
  }

  private List<TableDefinition> missing(Connection connection) {
    List<TableDefinition> missing = new ArrayList<>();
    try {
      ExistingTables existing = new ExistingTables(connection, dialect);
      for (TableDefinition table : Tables.of(models, dialect)) {
        if (existing.add(resolved(table.name()))) {
          missing.add(table);
        }
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          ErrorCode.DATABASE,
          e,
          "The database does not tell its tables",
          "the database says: " + e.getMessage());
    }
    return missing;
  }

  private Table resolved(TableName name) {
    return naming.resolve(new Table(name.schema(), name.name()));
  }

  // ---- statements

  private void declareTypes(List<String> statements, TableDefinition table) {
    for (Column column : table.columns()) {
      String declaration = dialect.declaration(column.type());
      if (declaration != null && !statements.contains(declaration)) {
        statements.add(declaration);
      }
    }
  }

  private String createTable(TableDefinition table) {
    List<String> lines = new ArrayList<>();
    for (Column column : table.columns()) {
      lines.add(column(column, table.isMadeByDatabase(column)));
    }
    if (!table.key().isEmpty()) {
      lines.add("primary key (" + identifiers(table.key()) + ")");
    }
    return "create table "
        + dialect.table(resolved(table.name()))
        + " ("
        + String.join(", ", lines)
        + ")";
  }

  private String column(Column column, boolean madeByDatabase) {
    String type =
        column.definition().isEmpty()
            ? dialect.typeName(column.type(), column.size())
            : column.definition();
    return dialect.identifier(column.name())
        + " "
        + type
        + (madeByDatabase ? dialect.identity() : "")
        + (column.nullable() ? "" : " not null")
        + (column.unique() ? " unique" : "");
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }

  private String identifiers(List<Column> columns) {
    return String.join(", ", names(columns).stream().map(dialect::identifier).toList());
  }

  private void addKey(List<String> statements, TableDefinition from, ForeignKey key) {
    String table = dialect.table(resolved(from.name()));
    String column = identifiers(key.columns());
    String name = constraintName(from, key);
    statements.add(
        "alter table "
            + table
            + " add constraint "
            + dialect.identifier("fk_" + name)
            + " foreign key ("
            + column
            + ") references "
            + dialect.table(resolved(key.to()))
            + " ("
            + identifiers(key.toColumns())
            + ")");
    if (!dialect.indexesForeignKeys()) {
      String index = dialect.identifier("ix_" + name);
      statements.add("create index " + index + " on " + table + " (" + column + ")");
    }
  }

  /** Table and column; where letters had to go, a number that tells it from others like it. */
  private String constraintName(TableDefinition from, ForeignKey key) {
    String whole =
        dialect.stored(from.name().name())
            + '_'
            + String.join("_", names(key.columns()).stream().map(dialect::stored).toList());
    String letters = whole.replaceAll("\\W", "").toLowerCase(Locale.ROOT);
    if (letters.length() == whole.length() && letters.length() <= MAX_NAME) {
      return letters;
    }
    String number = '_' + Integer.toHexString(whole.hashCode());
    return letters.substring(0, Math.min(letters.length(), MAX_NAME - number.length())) + number;
  }
}
