package org.rowanorm.mapping;

import jakarta.persistence.CascadeType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhanced;

/**
 * A reference to one other object, whose key stands in columns of this entity's table.
 *
 * @param key what of the target the foreign key holds: its id, or another key of it
 * @param columns the foreign key: a column for each of the target's key, in the same order and of
 *     the same types
 */
public record ToOneAttribute(
    EntityModel owner,
    String name,
    Place place,
    EntityModel target,
    RowKey key,
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
    return new ToOneAttribute(owner, name, place, target, key, other, cascades, orphanRemoval);
  }

  @Override
  public @Nullable Object columnValue(@Nullable Object value, int column) {
    if (value == null) {
      return null;
    }
    Object held = key.of((Enhanced) value);
    return held == null ? null : key.columnValue(held, column);
  }

  /** Whether its foreign key holds the id of the target. */
  public boolean refersToId() {
    return key instanceof IdModel;
  }

  /**
   * Whether a foreign key alone tells its object: the id, the exact class, and that there is one
   * where the row may be marked as deleted.
   */
  public boolean tellsObject() {
    return refersToId() && !target.isPolymorphic() && target.deletionMark() == null;
  }

  /** Whether a foreign key that is a whole number tells its object. */
  public boolean tellsObjectByNumber() {
    return tellsObject() && target.id().isNumber();
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
