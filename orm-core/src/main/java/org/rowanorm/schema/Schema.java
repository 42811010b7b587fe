package org.rowanorm.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
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

  /** A foreign key of a table. */
  private record ForeignKey(EntityModel from, List<Column> columns, EntityModel to) {}

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
      List<EntityModel> missing = missing(runner.connection());
      List<String> statements = new ArrayList<>();
      missing.forEach(model -> statements.add(createTable(model)));
      missing.forEach(model -> foreignKeys(model).forEach(key -> addKey(statements, key)));
      for (String statement : statements) {
        LOG.debug("{}", statement);
        runner.execute(statement);
      }
    } finally {
      runner.release();
    }
  }

  private List<EntityModel> missing(Connection connection) {
    List<EntityModel> missing = new ArrayList<>();
    try {
      ExistingTables existing = new ExistingTables(connection, dialect);
      for (EntityModel model : models.all()) {
        if (existing.add(table(model))) {
          missing.add(model);
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

  private Table table(EntityModel model) {
    return naming.resolve(new Table(model.table().schema(), model.table().name()));
  }

  // ---- statements

  private String createTable(EntityModel model) {
    // a column that two attributes share is made once
    Map<String, String> columns = new LinkedHashMap<>();
    for (BasicAttribute attribute : model.basics()) {
      boolean id = model.id().has(attribute.slot());
      boolean byDatabase = id && model.idGeneration() == IdGeneration.IDENTITY;
      columns.put(
          dialect.stored(attribute.column().name()), column(attribute.column(), byDatabase));
    }
    for (ForeignKey key : foreignKeys(model)) {
      for (Column column : key.columns()) {
        columns.putIfAbsent(dialect.stored(column.name()), column(column, false));
      }
    }
    List<String> lines = new ArrayList<>(columns.values());
    lines.add("primary key (" + identifiers(model.id().columns()) + ")");
    return "create table " + dialect.table(table(model)) + " (" + String.join(", ", lines) + ")";
  }

  private String column(Column column, boolean madeByDatabase) {
    String type =
        column.definition().isEmpty()
            ? dialect.typeName(
                column.type().sqlType(), column.length(), column.precision(), column.scale())
            : column.definition();
    return dialect.identifier(column.name())
        + " "
        + type
        + (madeByDatabase ? dialect.identity() : "")
        + (column.nullable() ? "" : " not null")
        + (column.unique() ? " unique" : "");
  }

  private static List<ForeignKey> foreignKeys(EntityModel model) {
    List<ForeignKey> keys = new ArrayList<>();
    for (ToOneAttribute attribute : model.toOnes()) {
      keys.add(new ForeignKey(model, attribute.columns(), attribute.target()));
    }
    for (ToManyAttribute collection : model.foreignKeys()) {
      boolean taken =
          keys.stream().anyMatch(k -> names(k.columns()).equals(names(collection.key())));
      if (!taken) {
        keys.add(new ForeignKey(model, collection.key(), collection.owner()));
      }
    }
    return keys;
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }

  private String identifiers(List<Column> columns) {
    return String.join(", ", names(columns).stream().map(dialect::identifier).toList());
  }

  private void addKey(List<String> statements, ForeignKey key) {
    String table = dialect.table(table(key.from()));
    String column = identifiers(key.columns());
    String name = constraintName(key);
    statements.add(
        "alter table "
            + table
            + " add constraint "
            + dialect.identifier("fk_" + name)
            + " foreign key ("
            + column
            + ") references "
            + dialect.table(table(key.to()))
            + " ("
            + identifiers(key.to().id().columns())
            + ")");
    if (!dialect.indexesForeignKeys()) {
      String index = dialect.identifier("ix_" + name);
      statements.add("create index " + index + " on " + table + " (" + column + ")");
    }
  }

  /** Table and column; where letters had to go, a number that tells it from others like it. */
  private String constraintName(ForeignKey key) {
    String whole =
        dialect.stored(key.from().table().name())
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
