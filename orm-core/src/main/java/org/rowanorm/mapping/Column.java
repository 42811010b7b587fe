package org.rowanorm.mapping;

import org.rowanorm.type.ColumnSize;
import org.rowanorm.type.ColumnType;

/**
 * A column of an entity's table.
 *
 * @param definition the type in DDL as the user wrote it, or empty
 */
public record Column(
    String name,
    ColumnType<?> type,
    boolean nullable,
    boolean unique,
    boolean insertable,
    boolean updatable,
    ColumnSize size,
    String definition) {}
