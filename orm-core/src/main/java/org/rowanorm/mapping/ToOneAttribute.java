package org.rowanorm.mapping;

import jakarta.persistence.CascadeType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhanced;

/**
 * A reference to one other object, whose id stands in columns of this entity's table.
 *
 * @param columns the foreign key: a column for each of the target's id, in the same order and of
 *     the same types
 */
public record ToOneAttribute(
    EntityModel owner,
    String name,
    Place place,
    EntityModel target,
    List<Column> columns,
    Cascades cascades,
    boolean orphanRemoval)
    implements ColumnAttribute {

  /** Copies the list. */
  public ToOneAttribute {
    columns = List.copyOf(columns);
  }

  /** The same reference, with columns that take nulls or do not. */
  public ToOneAttribute asNullable(boolean allowed) {
    return in(columns.stream().map(column -> column.asNullable(allowed)).toList());
  }

  /** The same reference in other columns. */
  public ToOneAttribute in(List<Column> other) {
    return new ToOneAttribute(owner, name, place, target, other, cascades, orphanRemoval);
  }

  @Override
  public @Nullable Object columnValue(@Nullable Object value, int column) {
    if (value == null) {
      return null;
    }
    Object key = target.id().of((Enhanced) value);
    return key == null ? null : target.id().columnValue(key, column);
  }

  /** Whether what it refers to is deleted with its owner. */
  public boolean cascadeRemove() {
    return cascades.has(CascadeType.REMOVE);
  }

  /** Whether its columns may be null. */
  public boolean nullable() {
    return columns.stream().allMatch(Column::nullable);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return path();
  }
}
