package org.rowanorm.type;

import jakarta.persistence.AttributeConverter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a converter of the user's makes of a value, in a column of another type. The converter is
 * asked for nulls too, and may make values of them. Where the values can change in place they are
 * compared by what the converter makes of them.
 *
 * @param <X> the type of the attribute
 * @param <Y> the type of the column
 */
public final class ConverterType<X, Y> extends ColumnType<X> {

  private final AttributeConverter<X, Y> converter;
  private final ColumnType<Y> column;
  private final boolean mutable;
  private final String place;

  /**
   * A type for the values of one attribute.
   *
   * @param use which attribute that is
   */
  public ConverterType(
      Class<X> javaType, AttributeConverter<X, Y> converter, ColumnType<Y> column, Use use) {
    super(javaType, column.sqlType(), column.jdbcType());
    this.converter = converter;
    this.column = column;
    this.mutable = use.mutable();
    this.place = use.place();
  }

  /**
   * The attribute that a converter is used for.
   *
   * @param mutable whether the values can change in place
   * @param place the attribute, for messages
   */
  public record Use(boolean mutable, String place) {}

  @Override
  public @Nullable X read(ResultSet row, int index) throws SQLException {
    return toValue(column.read(row, index));
  }

  @Override
  public void bind(PreparedStatement statement, int parameter, @Nullable Object value)
      throws SQLException {
    column.bind(statement, parameter, toColumn(cast(value)));
  }

  @Override
  protected void set(PreparedStatement statement, int parameter, X value) throws SQLException {
    bind(statement, parameter, value);
  }

  @Override
  public @Nullable Object toImage(@Nullable Object value) {
    return column.toImage(toColumn(cast(value)));
  }

  @Override
  public @Nullable X fromImage(@Nullable Object image) {
    return toValue(column.fromImage(image));
  }

  @Override
  public boolean isMutable() {
    return mutable;
  }

  @Override
  public Object snapshot(X value) {
    Y converted = toColumn(value);
    return converted == null ? Nothing.NOTHING : column.snapshot(converted);
  }

  /** What a snapshot of a value that stands for null is. */
  private enum Nothing {
    NOTHING
  }

  @Override
  public boolean isUnchanged(Object snapshot, X value) {
    Y converted;
    try {
      converted = toColumn(value);
    } catch (ConversionException e) {
      return false; // the UPDATE will say so
    }
    if (converted == null || snapshot == Nothing.NOTHING) {
      return converted == null && snapshot == Nothing.NOTHING;
    }
    return column.isUnchanged(snapshot, converted);
  }

  @Override
  public boolean same(X left, X right) {
    if (left.equals(right)) {
      return true;
    }
    try {
      return column.equal(toColumn(left), toColumn(right));
    } catch (ConversionException e) {
      return false;
    }
  }

  @Override
  public boolean isComparable() {
    return column.isComparable();
  }

  @Override
  public ColumnType<X> withSeconds(int digits) {
    ColumnType<Y> cut = column.withSeconds(digits);
    return cut == column
        ? this
        : new ConverterType<>(javaType(), converter, cut, new Use(mutable, place));
  }

  @SuppressWarnings("unchecked")
  private @Nullable X cast(@Nullable Object value) {
    return (X) value;
  }

  private @Nullable Y toColumn(@Nullable X value) {
    try {
      return converter.convertToDatabaseColumn(value);
    } catch (RuntimeException e) {
      throw failed(value, e);
    }
  }

  private @Nullable X toValue(@Nullable Y value) {
    try {
      return converter.convertToEntityAttribute(value);
    } catch (RuntimeException e) {
      throw failed(value, e);
    }
  }

  private ConversionException failed(@Nullable Object value, RuntimeException cause) {
    String name = converter.getClass().getSimpleName();
    return new ConversionException(place, name, value, cause);
  }

  @Override
  public String toString() {
    return super.toString() + " by " + converter.getClass().getName();
  }
}
