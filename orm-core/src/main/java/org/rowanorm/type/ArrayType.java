package org.rowanorm.type;

import java.lang.reflect.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Java array, or a list, in a column that is an array of the database. Elements may be null where
 * they are objects. It can change in place.
 *
 * @param <T> the array or list
 */
public final class ArrayType<T> extends ColumnType<T> {

  /** What JDBC calls the type of an element when an array is made. */
  private static final Map<Class<?>, String> NAMES =
      Map.of(
          String.class, "varchar",
          Boolean.class, "boolean",
          Short.class, "smallint",
          Integer.class, "integer",
          Long.class, "bigint",
          Float.class, "float4",
          Double.class, "float8",
          java.math.BigDecimal.class, "numeric",
          UUID.class, "uuid");

  private final ColumnType<?> element;
  private final String elementName;
  private final Function<T, Object[]> toElements;
  private final Function<Object[], T> toValue;

  private ArrayType(
      Class<T> javaType,
      ColumnType<?> element,
      Function<T, Object[]> toElements,
      Function<Object[], T> toValue) {
    super(javaType, SqlType.ARRAY, Types.ARRAY);
    this.element = element;
    this.elementName = String.valueOf(NAMES.get(element.javaType()));
    this.toElements = toElements;
    this.toValue = toValue;
  }

  /** Whether values of a class, a wrapper for a primitive, can be elements. */
  public static boolean canHold(Class<?> element) {
    return NAMES.containsKey(element);
  }

  /** The type of a Java array, of primitives too. */
  public static <T> ColumnType<T> ofArray(Class<T> array, ColumnType<?> element) {
    Class<?> component = array.getComponentType();
    return new ArrayType<>(
        array,
        element,
        value -> elements(value, element.javaType()),
        values -> array.cast(array(values, component)));
  }

  /** The type of a list. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  public static ColumnType<List> ofList(ColumnType<?> element) {
    return new ArrayType<>(
        List.class,
        element,
        value -> value.toArray((Object[]) Array.newInstance(element.javaType(), 0)),
        values -> new ArrayList<>(Arrays.asList(values)));
  }

  private static Object[] elements(Object array, Class<?> boxed) {
    Object[] elements = (Object[]) Array.newInstance(boxed, Array.getLength(array));
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Array.get(array, i);
    }
    return elements;
  }

  private static Object array(Object[] values, Class<?> component) {
    Object array = Array.newInstance(component, values.length);
    for (int i = 0; i < values.length; i++) {
      Array.set(array, i, values[i]);
    }
    return array;
  }

  /** The type of an element. */
  public ColumnType<?> element() {
    return element;
  }

  @Override
  public @Nullable T read(ResultSet row, int column) throws SQLException {
    java.sql.Array array = row.getArray(column);
    return array == null ? null : toValue.apply(typed((Object[]) array.getArray()));
  }

  /** Drivers may hold small numbers in greater ones. */
  private Object[] typed(Object[] values) {
    Object[] typed = (Object[]) Array.newInstance(element.javaType(), values.length);
    for (int i = 0; i < values.length; i++) {
      boolean small = element.javaType() == Short.class && values[i] instanceof Number;
      typed[i] = small ? (Object) ((Number) values[i]).shortValue() : values[i];
    }
    return typed;
  }

  @Override
  protected void set(PreparedStatement statement, int parameter, T value) throws SQLException {
    Connection connection = statement.getConnection();
    java.sql.Array array = connection.createArrayOf(elementName, toElements.apply(value));
    statement.setArray(parameter, array);
    array.free();
  }

  @Override
  public boolean isMutable() {
    return true;
  }

  @Override
  public T copy(T value) {
    return toValue.apply(toElements.apply(value));
  }

  @Override
  public boolean same(T left, T right) {
    return Arrays.deepEquals(toElements.apply(left), toElements.apply(right));
  }

  @Override
  public String toString() {
    return javaType().getSimpleName() + " in an array of " + element;
  }
}
