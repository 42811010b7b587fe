package org.rowanorm.type;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A column type made of two functions, for immutable values that JDBC knows. */
final class SimpleType<T> extends ColumnType<T> {

  /** Reads a column; a primitive's zero stands for null where {@code wasNull} says so. */
  interface Getter<T> {
    @Nullable T get(ResultSet row, int column) throws SQLException;
  }

  /** Binds a parameter. */
  interface Setter<T> {
    void set(PreparedStatement statement, int parameter, T value) throws SQLException;
  }

  private final Getter<T> getter;
  private final Setter<T> setter;
  private final @Nullable UnaryOperator<T> part;

  SimpleType(Class<T> javaType, SqlType sqlType, int jdbcType, Getter<T> getter, Setter<T> setter) {
    this(javaType, sqlType, jdbcType, getter, setter, null);
  }

  private SimpleType(
      Class<T> javaType,
      SqlType sqlType,
      int jdbcType,
      Getter<T> getter,
      Setter<T> setter,
      @Nullable UnaryOperator<T> part) {
    super(javaType, sqlType, jdbcType);
    this.getter = getter;
    this.setter = setter;
    this.part = part;
  }

  /** The same type for values of which the column keeps only a part; the rest is cut off here. */
  SimpleType<T> keeping(UnaryOperator<T> kept) {
    return new SimpleType<>(javaType(), sqlType(), jdbcType(), getter, setter, kept);
  }

  @Override
  public @Nullable T read(ResultSet row, int column) throws SQLException {
    T value = getter.get(row, column);
    return row.wasNull() ? null : value;
  }

  @Override
  protected void set(PreparedStatement statement, int parameter, T value) throws SQLException {
    setter.set(statement, parameter, part == null ? value : part.apply(value));
  }

  @Override
  public boolean same(T left, T right) {
    return left.equals(right) || (part != null && part.apply(left).equals(part.apply(right)));
  }
}
