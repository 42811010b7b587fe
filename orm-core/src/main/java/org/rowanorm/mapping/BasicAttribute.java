package org.rowanorm.mapping;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.annotation.ReadBack;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.SqlType;

/**
 * An attribute whose value stands in one column.
 *
 * @param lazy whether it is loaded when it is first read, and not with its row
 * @param readBack when the database tells what it made of it, or null where it is asked for nothing
 */
public record BasicAttribute(
    EntityModel owner,
    String name,
    Place place,
    Class<?> javaType,
    Column column,
    boolean version,
    boolean lazy,
    ReadBack.@Nullable After readBack)
    implements ColumnAttribute, ValueAttribute {

  /** The same attribute, with a column that takes nulls or does not. */
  public BasicAttribute asNullable(boolean allowed) {
    return new BasicAttribute(
        owner, name, place, javaType, column.asNullable(allowed), version, lazy, readBack);
  }

  /** Whether it is read back after an INSERT, or else after an UPDATE. */
  public boolean isReadBackAfter(boolean insert) {
    return readBack == ReadBack.After.EACH_WRITE || (insert && readBack != null);
  }

  /**
   * Whether the rows that a database finds by a value are sure to have those with an equal one
   * among them. Fractions are left out, which a database may round.
   */
  public boolean isFoundByValue() {
    ColumnType<?> type = column.type();
    return type.isComparable()
        && !type.isMutable()
        && !Set.of(SqlType.REAL, SqlType.DOUBLE, SqlType.TEXT).contains(type.sqlType());
  }

  /** Whether the rows that a database finds by a value are just those with an equal one. */
  public boolean isToldByValue() {
    SqlType type = column.type().sqlType();
    return isFoundByValue()
        && Set.of(SqlType.SMALLINT, SqlType.INTEGER, SqlType.BIGINT, SqlType.DATE, SqlType.UUID)
            .contains(type);
  }

  @Override
  public List<Column> columns() {
    return List.of(column);
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public @Nullable Object columnValue(@Nullable Object value, int number) {
    return value;
  }

  @Override
  public @Nullable Object snapshot(@Nullable Object value) {
    return value == null || !column.type().isMutable() ? value : type().snapshot(value);
  }

  @Override
  public boolean isSame(@Nullable Object snapshot, @Nullable Object value) {
    if (snapshot == null || value == null) {
      return snapshot == value;
    }
    return column.type().isMutable()
        ? type().isUnchanged(snapshot, value)
        : column.type().equal(snapshot, value);
  }

  @SuppressWarnings("unchecked")
  private ColumnType<Object> type() {
    return (ColumnType<Object>) column.type();
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
