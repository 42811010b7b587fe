package org.rowanorm.plan;

import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.type.ColumnType;

/**
 * One column of an entity's table as statements use it.
 *
 * @param index its number among the planned columns of the entity
 * @param source the attribute whose value it holds: one of the entity's own, or the collection of
 *     another entity that keeps its foreign key here
 * @param part its number among the columns of the attribute
 * @param table the number of its table among those of the entity
 */
public record PlannedColumn(int index, Attribute source, int part, Column column, int table) {

  /** The name of the column. */
  public String name() {
    return column.name();
  }

  /** How its values are bound and read. */
  public ColumnType<?> type() {
    return column.type();
  }

  /** Whether it holds the foreign key of a collection of another entity. */
  public boolean isForeignKeyOfCollection() {
    return source instanceof ToManyAttribute;
  }
}
