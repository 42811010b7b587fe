package org.rowanorm.type;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column type that turns its values into those of another one. Two values are the same if they
 * are so in the column. A value for which the column has none is refused when it is bound.
 *
 * @param <T> the type of the attribute
 * @param <C> the type of the column
 */
final class ConvertedType<T, C> extends ColumnType<T> {

  /** The state of a number that is too great, as the standard has it. */
  private static final String OUT_OF_RANGE = "22003";

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
  protected Object dehydrate(T value) {
    return column.dehydrate(toColumn.apply(value));
  }

  @Override
  protected T assemble(Object image) {
    return toValue.apply(column.assemble(image));
  }

  @Override
  protected void set(PreparedStatement statement, int parameter, T value) throws SQLException {
    C converted;
    try {
      converted = toColumn.apply(value);
    } catch (ArithmeticException e) {
      throw new SQLDataException(value + " does not fit into a column", OUT_OF_RANGE, e);
    }
    column.set(statement, parameter, converted);
  }

  @Override
  public boolean same(T left, T right) {
    if (left.equals(right)) {
      return true;
    }
    try {
      return column.same(toColumn.apply(left), toColumn.apply(right));
    } catch (ArithmeticException e) {
      return false;
    }
  }
}
