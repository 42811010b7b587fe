package org.rowanorm.declaration;

import org.rowanorm.mapping.NamingStrategy;
import org.rowanorm.mapping.TableName;

/**
 * How names in the database come about. Immutable.
 *
 * @param strategy how names are made that are not given
 * @param catalogs whether what JDBC calls a catalog stands before the name of a table
 */
public record Naming(NamingStrategy strategy, boolean catalogs) {

  /** The name of a table of which this is said; what is not is empty. */
  TableName table(String catalog, String schema, String name) {
    String qualifier = qualifier(catalog, schema);
    return new TableName(qualifier.isEmpty() ? null : qualifier, name);
  }

  /** What stands before the name of a table; empty for nothing. */
  String qualifier(String catalog, String schema) {
    return catalogs && !catalog.isEmpty() ? catalog : schema;
  }
}
