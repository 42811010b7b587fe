package org.rowanorm.mapping;

import org.rowanorm.type.ColumnSize;
import org.rowanorm.type.ColumnType;

/**
 * A column of an entity's table.
 *
 * @param definition what the user wrote for its DDL
 * @param table the table that it was said to stand in, or empty for that of its entity
 */
public record Column(
    String name,
    ColumnType<?> type,
    boolean nullable,
    boolean unique,
    boolean insertable,
    boolean updatable,
    ColumnSize size,
    ColumnDefinition definition,
    String table) {

  /** The same column, where it may not be null. */
  public Column notNull() {
    return asNullable(false);
  }

  /** The same column, where it may be null. */
  public Column orNull() {
    return asNullable(true);
  }

  /** The same column, with or without nulls. */
  Column asNullable(boolean allowed) {
    return new Column(name, type, allowed, unique, insertable, updatable, size, definition, table);
  }

  /** A column of the same type that something else writes. */
  public Column readOnly(String other) {
    return new Column(other, type, false, false, false, false, size, definition, table);
  }

  /** The same column, whose constraints have the names by the rule. */
  public Column withoutNames() {
    return defined(definition.withoutNames());
  }

  /** The same column in another table. */
  public Column inTable(String other) {
    return new Column(name, type, nullable, unique, insertable, updatable, size, definition, other);
  }

  /** The same column with another definition. */
  public Column defined(ColumnDefinition other) {
    return new Column(name, type, nullable, unique, insertable, updatable, size, other, table);
  }

  /** The same column under another name. */
  public Column named(String other) {
    return new Column(
        other, type, nullable, unique, insertable, updatable, size, definition, table);
  }
}
