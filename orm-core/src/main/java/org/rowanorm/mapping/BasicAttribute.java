package org.rowanorm.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.type.ColumnType;

/** An attribute whose value stands in one column. */
public record BasicAttribute(
    EntityModel owner, String name, Place place, Class<?> javaType, Column column, boolean version)
    implements ColumnAttribute, ValueAttribute {

  @Override
  public List<Column> columns() {
    return List.of(column);
  }

  @Override
  public @Nullable Object columnValue(@Nullable Object value, int number) {
    return value;
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable Object snapshot(@Nullable Object value) {
    return value == null ? null : ((ColumnType<Object>) column.type()).copy(value);
  }

  @Override
  public boolean isSame(@Nullable Object snapshot, @Nullable Object value) {
    return column.type().equal(snapshot, value);
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
