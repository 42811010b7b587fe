package org.rowanorm.type;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  SimpleType(Class<T> javaType, SqlType sqlType, int jdbcType, Getter<T> getter, Setter<T> setter) {
    super(javaType, sqlType, jdbcType);
    this.getter = getter;
    this.setter = setter;
  }

  @Override
  public @Nullable T read(ResultSet row, int column) throws SQLException {
    T value = getter.get(row, column);
    return row.wasNull() ? null : value;
  }

  @Override
  protected void set(PreparedStatement statement, int parameter, T value) throws SQLException {
    setter.set(statement, parameter, value);
  }
}
