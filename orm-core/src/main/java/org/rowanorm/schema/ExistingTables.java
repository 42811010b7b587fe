package org.rowanorm.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
    try (PreparedStatement query = connection.prepareStatement(dialect.sequencesSql())) {
      query.setString(1, schema);
      try (ResultSet sequences = query.executeQuery()) {
        while (sequences.next()) {
          found.put(comparable(sequences.getString(1)), sequences.getLong(2));
        }
      }
    }
    return found;
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
        // JDBC takes the schema for a pattern, which may match others
        if (schemasAreCatalogs
            || schema == null
            || schema.equals(tables.getString("TABLE_SCHEM"))) {
          String name = tables.getString("TABLE_NAME");
          names.put(comparable(name), name);
        }
      }
    }
    return names;
  }

  private ResultSet tables(@Nullable String schema) throws SQLException {
    return schemasAreCatalogs
        ? database.getTables(schema, null, "%", null)
        : database.getTables(connection.getCatalog(), schema, "%", null);
  }

  /** A name as it is compared with others. */
  String comparable(String name) {
    return caseMatters ? name : name.toLowerCase(Locale.ROOT);
  }
}
