package org.rowanorm.type;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.function.Function;
import java.util.function.IntFunction;
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
  private final boolean mutable;
  private final @Nullable IntFunction<ColumnType<T>> bySeconds;

  ConvertedType(
      Class<T> javaType, ColumnType<C> column, Function<T, C> toColumn, Function<C, T> toValue) {
    super(javaType, column.sqlType(), column.jdbcType());
    this.column = column;
    this.toColumn = toColumn;
    this.toValue = toValue;
    this.mutable = false;
    this.bySeconds = null;
  }

  private ConvertedType(
      ConvertedType<T, C> like,
      ColumnType<C> column,
      boolean mutable,
      @Nullable IntFunction<ColumnType<T>> bySeconds) {
    super(like.javaType(), column.sqlType(), column.jdbcType());
    this.column = column;
    this.toColumn = like.toColumn;
    this.toValue = like.toValue;
    this.mutable = mutable;
    this.bySeconds = bySeconds;
  }

  /** The same type for values that can change in place. */
  ConvertedType<T, C> mutable() {
    return new ConvertedType<>(this, column, true, bySeconds);
  }

  /** The same type, which cuts seconds itself; by the digits that are kept. */
  ConvertedType<T, C> cutBy(IntFunction<ColumnType<T>> types) {
    return new ConvertedType<>(this, column, mutable, types);
  }

  @Override
  public ColumnType<T> withSeconds(int digits) {
    if (bySeconds != null) {
      return bySeconds.apply(digits);
    }
    ColumnType<C> cut = column.withSeconds(digits);
    return cut == column ? this : new ConvertedType<>(this, cut, mutable, null);
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
    } catch (ArithmeticException | DateTimeException e) {
      throw new SQLDataException(value + " does not fit into a column", OUT_OF_RANGE, e);
    }
    column.set(statement, parameter, converted);
  }

  @Override
  public boolean same(T left, T right) {
    try {
      return column.same(toColumn.apply(left), toColumn.apply(right));
    } catch (ArithmeticException | DateTimeException e) {
      return false;
    }
  }

  @Override
  public boolean isMutable() {
    return mutable;
  }

  @Override
  public T copy(T value) {
    return mutable ? toValue.apply(toColumn.apply(value)) : value;
  }

  @Override
  public Object snapshot(T value) {
    return column.snapshot(toColumn.apply(value));
  }

  @Override
  public boolean isUnchanged(Object snapshot, T value) {
    try {
      return column.isUnchanged(snapshot, toColumn.apply(value));
    } catch (ArithmeticException | DateTimeException e) {
      return false;
    }
  }

  /**
   * Drivers turn one kind of number into another as this would, but not decimals, which are cut.
   */
  @Override
  public boolean isDirect() {
    return Number.class.isAssignableFrom(javaType())
        && column.isDirect()
        && column.javaType() != BigDecimal.class;
  }
}
