package org.rowanorm.dialect;

import org.rowanorm.sql.Statement.Table;

/** Resolves the name of a table when SQL is rendered, such as to a tenant's schema. */
@FunctionalInterface
public interface TableNaming {

  /** Tables as the mapping names them. */
  TableNaming AS_MAPPED = table -> table;

  /** The table to speak of in place of a mapped one. */
  Table resolve(Table table);
}
