package org.rowanorm.mapping;

import org.rowanorm.type.ColumnType;

/**
 * A column of an entity's table.
 *
 * @param length the greatest number of characters or bytes
 * @param definition the type in DDL as the user wrote it, or empty
 */
public record Column(
    String name,
    ColumnType<?> type,
    boolean nullable,
    boolean unique,
    boolean insertable,
    boolean updatable,
    int length,
    int precision,
    int scale,
    String definition) {

  /** The same column, with or without nulls. */
  Column asNullable(boolean allowed) {
    return new Column(
        name,
        type,
        allowed,
        unique,
        insertable,
        updatable,
        length,
        precision,
        scale,
        definition);
  }

  /** A column of the same type that something else writes. */
  Column readOnly(String other) {
    return new Column(
        other, type, false, false, false, false, length, precision, scale, definition);
  }
}
