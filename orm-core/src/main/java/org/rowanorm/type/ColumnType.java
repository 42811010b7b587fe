package org.rowanorm.type;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How values of one Java type stand in a column. Extend it for a type of your own; a type is
 * immutable and thread-safe.
 *
 * @param <T> the Java type of the values
 */
public abstract class ColumnType<T> {

  private final Class<T> javaType;
  private final SqlType sqlType;
  private final int jdbcType;

  /** A type whose nulls are bound with a code of {@link java.sql.Types}. */
  protected ColumnType(Class<T> javaType, SqlType sqlType, int jdbcType) {
    this.javaType = javaType;
    this.sqlType = sqlType;
    this.jdbcType = jdbcType;
  }

  /** The Java type; the wrapper for a primitive. */
  public final Class<T> javaType() {
    return javaType;
  }

  /** What kind of column holds it. */
  public final SqlType sqlType() {
    return sqlType;
  }

  /** The code of {@link java.sql.Types} that a null is bound with. */
  public final int jdbcType() {
    return jdbcType;
  }

  /** The value in a column of the current row, or null. */
  public abstract @Nullable T read(ResultSet row, int column) throws SQLException;

  /** Binds a value that is not null to a parameter. */
  protected abstract void set(PreparedStatement statement, int parameter, T value)
      throws SQLException;

  /** Binds a value or null to a parameter. */
  @SuppressWarnings("unchecked")
  public void bind(PreparedStatement statement, int parameter, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(parameter, jdbcType);
    } else {
      set(statement, parameter, (T) value);
    }
  }

  /** Whether a value can change in place; such values are watched after their first read. */
  public boolean isMutable() {
    return false;
  }

  /** A copy that does not change with the original; the value itself where it is immutable. */
  public T copy(T value) {
    return value;
  }

  /** What is kept of a value that can change in place, to find out later whether it did. */
  public Object snapshot(T value) {
    return copy(value);
  }

  /** Whether a value would still make the row that it made when the snapshot was taken. */
  @SuppressWarnings("unchecked")
  public boolean isUnchanged(Object snapshot, T value) {
    return same((T) snapshot, value);
  }

  /** Whether a row is found by comparing the column with a value. */
  public boolean isComparable() {
    return true;
  }

  /**
   * Whether the driver itself gives values of this Java type: generated code may then ask it for a
   * primitive, a text or a decimal number without {@link #read}.
   */
  public boolean isDirect() {
    return false;
  }

  /**
   * Whether {@link #read} is {@link ResultSet#getObject(int, Class)} of its Java type: generated
   * code may then call that.
   */
  public boolean isObject() {
    return false;
  }

  /**
   * Whether the driver takes values of this Java type as they are, by the method that JDBC has for
   * it: generated code may then call that without {@link #bind}.
   */
  public boolean isBoundDirectly() {
    return false;
  }

  /**
   * This type for a column that holds fewer or more digits of a second after the point; itself
   * where it has no seconds.
   */
  public ColumnType<T> withSeconds(int digits) {
    return this;
  }

  /**
   * The value as a value of the JDK that does not change with the original, to be kept beyond the
   * session, such as in the second-level cache.
   */
  protected Object dehydrate(T value) {
    return copy(value);
  }

  /** The value that {@link #dehydrate} has made this of, as one that is the caller's own. */
  @SuppressWarnings("unchecked")
  protected T assemble(Object image) {
    return copy((T) image);
  }

  /** {@link #dehydrate} for a value that may be null and is known to be of this type. */
  @SuppressWarnings("unchecked")
  public @Nullable Object toImage(@Nullable Object value) {
    return value == null ? null : dehydrate((T) value);
  }

  /** {@link #assemble} for an image that may be null. */
  public @Nullable T fromImage(@Nullable Object image) {
    return image == null ? null : assemble(image);
  }

  /** Whether two values, neither null, would make the same row. */
  public boolean same(T left, T right) {
    return left.equals(right);
  }

  /** Whether {@link #same} is {@code equals}: who compares need not ask the type then. */
  public boolean comparesByEquals() {
    return false;
  }

  /** {@link #same} for values that may be null and are known to be of this type. */
  @SuppressWarnings("unchecked")
  public final boolean equal(@Nullable Object left, @Nullable Object right) {
    return left == right || (left != null && right != null && same((T) left, (T) right));
  }

  @Override
  public String toString() {
    return javaType.getSimpleName() + " in " + sqlType;
  }
}
