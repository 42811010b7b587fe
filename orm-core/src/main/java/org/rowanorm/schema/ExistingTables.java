package org.rowanorm.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.sql.Statement.Table;

/**
 * The tables that a database has, asked for once per schema. What some databases call a schema is a
 * catalog to JDBC. For one use by one thread.
 */
final class ExistingTables {

  private final Connection connection;
  private final DatabaseMetaData database;
  private final Dialect dialect;
  private final boolean schemasAreCatalogs;
  private final boolean caseMatters;
  private final Map<String, Set<String>> namesBySchema = new HashMap<>();

  ExistingTables(Connection connection, Dialect dialect) throws SQLException {
    this.connection = connection;
    this.database = connection.getMetaData();
    this.dialect = dialect;
    this.schemasAreCatalogs = !database.supportsSchemasInTableDefinitions();
    this.caseMatters = database.supportsMixedCaseQuotedIdentifiers();
  }

  /** Notes a table, and tells whether it was not there before. */
  boolean add(Table table) throws SQLException {
    String schema = table.schema() == null ? null : dialect.stored(table.schema());
    Set<String> names = namesBySchema.get(String.valueOf(schema));
    if (names == null) {
      names = read(schema);
      namesBySchema.put(String.valueOf(schema), names);
    }
    return names.add(comparable(dialect.stored(table.name())));
  }

  private Set<String> read(@Nullable String said) throws SQLException {
    String schema = said == null && !schemasAreCatalogs ? connection.getSchema() : said;
    Set<String> names = new HashSet<>();
    try (ResultSet tables = tables(schema)) {
      while (tables.next()) {
        // JDBC takes the schema for a pattern, which may match others
        if (schemasAreCatalogs
            || schema == null
            || schema.equals(tables.getString("TABLE_SCHEM"))) {
          names.add(comparable(tables.getString("TABLE_NAME")));
        }
      }
    }
    return names;
  }

  private ResultSet tables(@Nullable String schema) throws SQLException {
    String current = connection.getCatalog();
    return schemasAreCatalogs
        ? database.getTables(schema == null ? current : schema, null, "%", null)
        : database.getTables(current, schema, "%", null);
  }

  private String comparable(String name) {
    return caseMatters ? name : name.toLowerCase(Locale.ROOT);
  }
}
