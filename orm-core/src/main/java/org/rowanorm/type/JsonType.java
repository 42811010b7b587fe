package org.rowanorm.type;

import java.lang.reflect.Type;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A value as JSON. It may change in place, and is compared by its text. No row is looked for by it:
 * databases do not agree on when two pieces of JSON are equal.
 *
 * @param <T> the class of the attribute
 */
public final class JsonType<T> extends ColumnType<T> {

  private final JsonFormat format;
  private final ColumnType<String> text;
  private final Type declared;
  private final String place;

  /**
   * A type for the values of one attribute.
   *
   * @param text how the text is bound and read
   * @param declared which attribute that is
   */
  public JsonType(JsonFormat format, ColumnType<String> text, Declared<T> declared) {
    super(declared.javaType(), SqlType.JSON, text.jdbcType());
    this.format = format;
    this.text = text;
    this.declared = declared.type();
    this.place = declared.place();
  }

  /**
   * An attribute of a type.
   *
   * @param type the type with its arguments
   * @param place the attribute, for messages
   */
  public record Declared<T>(Class<T> javaType, Type type, String place) {}

  @Override
  public @Nullable T read(ResultSet row, int column) throws SQLException {
    String json = text.read(row, column);
    return json == null ? null : assemble(json);
  }

  @Override
  protected void set(PreparedStatement statement, int parameter, T value) throws SQLException {
    text.set(statement, parameter, dehydrate(value));
  }

  @Override
  protected String dehydrate(T value) {
    try {
      return format.write(value, declared);
    } catch (RuntimeException e) {
      throw new ConversionException(place, "JSON", value, e);
    }
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // the text null is that of no value
  protected T assemble(Object json) {
    try {
      return (T) format.read((String) json, declared);
    } catch (RuntimeException e) {
      throw new ConversionException(place, "JSON", json, e);
    }
  }

  @Override
  public boolean isMutable() {
    return true;
  }

  @Override
  public T copy(T value) {
    return assemble(dehydrate(value));
  }

  @Override
  public Object snapshot(T value) {
    return dehydrate(value);
  }

  @Override
  public boolean isUnchanged(Object snapshot, T value) {
    try {
      return format.same((String) snapshot, dehydrate(value));
    } catch (ConversionException e) {
      return false; // the UPDATE will say so
    }
  }

  @Override
  public boolean same(T left, T right) {
    return left.equals(right) || isUnchanged(dehydrate(left), right);
  }

  @Override
  public boolean isComparable() {
    return false;
  }

  @Override
  public String toString() {
    return declared.getTypeName() + " in " + sqlType();
  }
}
