package org.rowanorm.type;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A column type made of two functions, for immutable objects that JDBC knows. */
final class SimpleType<T> extends ColumnType<T> {

  /** The state of a time that is out of range, as the standard has it. */
  private static final String TIME_OVERFLOW = "22008";

  private static final int MICROSECONDS = 6;

  /** Reads a column. */
  interface Getter<T> {
    @Nullable T get(ResultSet row, int column) throws SQLException;
  }

  /** Binds a parameter. */
  interface Setter<T> {
    void set(PreparedStatement statement, int parameter, T value) throws SQLException;
  }

  private final Getter<T> getter;
  private final Setter<T> setter;
  private final boolean object;
  private final @Nullable BiFunction<T, Integer, T> part;
  private final int seconds;

  SimpleType(Class<T> javaType, SqlType sqlType, int jdbcType, Getter<T> getter, Setter<T> setter) {
    this(javaType, sqlType, jdbcType, getter, setter, false);
  }

  /** A type of values that the driver gives and takes as objects of their class. */
  SimpleType(Class<T> javaType, SqlType sqlType, int jdbcType) {
    this(
        javaType,
        sqlType,
        jdbcType,
        (row, column) -> row.getObject(column, javaType),
        PreparedStatement::setObject,
        true);
  }

  private SimpleType(
      Class<T> javaType,
      SqlType sqlType,
      int jdbcType,
      Getter<T> getter,
      Setter<T> setter,
      boolean object) {
    super(javaType, sqlType, jdbcType);
    this.getter = getter;
    this.setter = setter;
    this.object = object;
    this.part = null;
    this.seconds = MICROSECONDS;
  }

  private SimpleType(SimpleType<T> like, BiFunction<T, Integer, T> part, int seconds) {
    super(like.javaType(), like.sqlType(), like.jdbcType());
    this.getter = like.getter;
    this.setter = like.setter;
    this.object = like.object;
    this.part = part;
    this.seconds = seconds;
  }

  /**
   * The same type for times of which the column keeps only a part, by the number of digits of a
   * second; the rest is cut off here. The function refuses what is out of range.
   */
  SimpleType<T> keeping(BiFunction<T, Integer, T> kept) {
    return new SimpleType<>(this, kept, MICROSECONDS);
  }

  @Override
  public ColumnType<T> withSeconds(int digits) {
    return part == null ? this : new SimpleType<>(this, part, digits);
  }

  @Override
  public @Nullable T read(ResultSet row, int column) throws SQLException {
    return getter.get(row, column);
  }

  @Override
  protected void set(PreparedStatement statement, int parameter, T value) throws SQLException {
    T bound;
    try {
      bound = kept(value);
    } catch (DateTimeException e) {
      throw new SQLDataException(
          value + " does not fit into a column: " + e.getMessage(), TIME_OVERFLOW, e);
    }
    setter.set(statement, parameter, bound);
  }

  private T kept(T value) {
    return part == null ? value : part.apply(value, seconds);
  }

  @Override
  public boolean same(T left, T right) {
    if (part == null || left.equals(right)) {
      return left.equals(right);
    }
    try {
      return kept(left).equals(kept(right));
    } catch (DateTimeException e) {
      return false;
    }
  }

  @Override
  public boolean comparesByEquals() {
    return part == null;
  }

  @Override
  public boolean isDirect() {
    return part == null;
  }

  @Override
  public boolean isObject() {
    return object;
  }
}
