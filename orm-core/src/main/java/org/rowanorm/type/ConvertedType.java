package org.rowanorm.type;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column type that turns its values into those of another one.
 *
 * @param <T> the type of the attribute
 * @param <C> the type of the column
 */
final class ConvertedType<T, C> extends ColumnType<T> {

  private final ColumnType<C> column;
  private final Function<T, C> toColumn;
  private final Function<C, T> toValue;

  ConvertedType(
      Class<T> javaType, ColumnType<C> column, Function<T, C> toColumn, Function<C, T> toValue) {
    super(javaType, column.sqlType(), column.jdbcType());
    this.column = column;
    this.toColumn = toColumn;
    this.toValue = toValue;
  }

  @Override
  public @Nullable T read(ResultSet row, int index) throws SQLException {
    C value = column.read(row, index);
    return value == null ? null : toValue.apply(value);
  }

  @Override
  protected void set(PreparedStatement statement, int parameter, T value) throws SQLException {
    column.set(statement, parameter, toColumn.apply(value));
  }
}
