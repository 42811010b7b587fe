package org.rowanorm.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.sql.Statement.Table;

/**
 * The tables and sequences that a database has, asked for once per schema. What some databases call
 * a schema is a catalog to JDBC. For one use by one thread.
 */
final class ExistingTables {

  /** What JDBC calls a table. */
  record Located(@Nullable String catalog, @Nullable String schema, String name) {}

  private final Connection connection;
  private final DatabaseMetaData database;
  private final Dialect dialect;
  private final boolean schemasAreCatalogs;
  private final boolean caseMatters;
  private final Map<String, Map<String, String>> namesBySchema = new HashMap<>();
  private final Map<String, Map<String, Long>> sequencesBySchema = new HashMap<>();
  private final Map<String, Map<String, Set<String>>> checksBySchema = new HashMap<>();
  private final Map<String, Map<String, String>> commentsBySchema = new HashMap<>();

  ExistingTables(Connection connection, Dialect dialect) throws SQLException {
    this.connection = connection;
    this.database = connection.getMetaData();
    this.dialect = dialect;
    this.schemasAreCatalogs = !database.supportsSchemasInTableDefinitions();
    this.caseMatters = database.supportsMixedCaseQuotedIdentifiers();
  }

  DatabaseMetaData database() {
    return database;
  }

  /** Notes a table, and tells whether it was not there before. */
  boolean add(Table table) throws SQLException {
    String stored = dialect.stored(table.name());
    return names(table).putIfAbsent(comparable(stored), stored) == null;
  }

  /** Where a table is; null where it is not there. */
  @Nullable Located find(Table table) throws SQLException {
    String name = names(table).get(comparable(dialect.stored(table.name())));
    String schema = schema(table);
    if (name == null) {
      return null;
    }
    return schemasAreCatalogs
        ? new Located(schema, null, name)
        : new Located(connection.getCatalog(), schema, name);
  }

  /** The increment of a sequence, 0 where it is not known; null where it is not there. */
  @Nullable Long sequence(Table sequence) throws SQLException {
    String schema = schema(sequence);
    Map<String, Long> known = sequencesBySchema.get(String.valueOf(schema));
    if (known == null) {
      known = readSequences(schema);
      sequencesBySchema.put(String.valueOf(schema), known);
    }
    return known.get(comparable(dialect.stored(sequence.name())));
  }

  private Map<String, Long> readSequences(@Nullable String schema) throws SQLException {
    Map<String, Long> found = new HashMap<>();
    ask(
        dialect.sequencesSql(),
        schema,
        row -> found.put(comparable(row.getString(1)), row.getLong(2)));
    return found;
  }

  /** The names of the checks of a table, as they are compared. */
  Set<String> checks(Table table) throws SQLException {
    String schema = schema(table);
    Map<String, Set<String>> known = checksBySchema.get(String.valueOf(schema));
    if (known == null) {
      Map<String, Set<String>> found = new HashMap<>();
      ask(
          dialect.checksSql(),
          schema,
          row ->
              found
                  .computeIfAbsent(comparable(row.getString(1)), t -> new HashSet<>())
                  .add(comparable(row.getString(2))));
      checksBySchema.put(String.valueOf(schema), found);
      known = found;
    }
    return known.getOrDefault(comparableTo(table.name()), Set.of());
  }

  /** The comment on a table; empty where it has none. */
  String comment(Table table) throws SQLException {
    String schema = schema(table);
    Map<String, String> known = commentsBySchema.get(String.valueOf(schema));
    if (known == null) {
      known = readComments(schema);
      commentsBySchema.put(String.valueOf(schema), known);
    }
    return known.getOrDefault(comparableTo(table.name()), "");
  }

  private Map<String, String> readComments(@Nullable String schema) throws SQLException {
    Map<String, String> found = new HashMap<>();
    String sql = dialect.tableCommentsSql();
    if (sql != null) {
      ask(sql, schema, row -> found.put(comparable(row.getString(1)), row.getString(2)));
      return found;
    }
    try (ResultSet tables = tables(schema)) {
      while (tables.next()) {
        String comment = tables.getString("REMARKS");
        if (comment != null && isIn(schema, tables)) {
          found.put(comparable(tables.getString("TABLE_NAME")), comment);
        }
      }
    }
    return found;
  }

  /** What is done with a row. */
  @FunctionalInterface
  private interface RowUse {
    void take(ResultSet row) throws SQLException;
  }

  private void ask(String sql, @Nullable String schema, RowUse use) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, schema);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          use.take(rows);
        }
      }
    }
  }

  private Map<String, String> names(Table table) throws SQLException {
    String schema = schema(table);
    Map<String, String> names = namesBySchema.get(String.valueOf(schema));
    if (names == null) {
      names = read(schema);
      namesBySchema.put(String.valueOf(schema), names);
    }
    return names;
  }

  /** The schema of a table, or the connection's own; where schemas are catalogs, the catalog. */
  private @Nullable String schema(Table table) throws SQLException {
    if (table.schema() != null) {
      return dialect.stored(table.schema());
    }
    return schemasAreCatalogs ? connection.getCatalog() : connection.getSchema();
  }

  private Map<String, String> read(@Nullable String schema) throws SQLException {
    Map<String, String> names = new LinkedHashMap<>();
    try (ResultSet tables = tables(schema)) {
      while (tables.next()) {
        if (isIn(schema, tables)) {
          String name = tables.getString("TABLE_NAME");
          names.put(comparable(name), name);
        }
      }
    }
    return names;
  }

  /** JDBC takes the schema for a pattern, which may match others. */
  private boolean isIn(@Nullable String schema, ResultSet tables) throws SQLException {
    return schemasAreCatalogs || schema == null || schema.equals(tables.getString("TABLE_SCHEM"));
  }

  private ResultSet tables(@Nullable String schema) throws SQLException {
    return schemasAreCatalogs
        ? database.getTables(schema, null, "%", null)
        : database.getTables(connection.getCatalog(), schema, "%", null);
  }

  /** A name of the mapping as it is compared with those that are there. */
  String comparableTo(String mapped) {
    return comparable(dialect.stored(mapped));
  }

  /** A name as it is compared with others. */
  String comparable(String name) {
    return caseMatters ? name : name.toLowerCase(Locale.ROOT);
  }
}
