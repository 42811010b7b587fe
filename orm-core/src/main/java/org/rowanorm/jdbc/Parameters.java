package org.rowanorm.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.type.ColumnType;

/**
 * The values of one statement and how they are bound, in the order of its parameters. The arrays
 * are not copied: whoever makes it leaves them alone.
 */
public record Parameters(ColumnType<?>[] types, @Nullable Object[] values) {

  /** About the most bytes that a driver makes of a number, a time and the like. */
  public static final int SMALL_BYTES = 32;

  /** What is made of a value that nobody knows the size of, such as JSON. */
  private static final int UNKNOWN_BYTES = 8_192;

  /** No values. */
  public static final Parameters NONE = new Parameters(new ColumnType<?>[0], new Object[0]);

  /** One value. */
  public static Parameters of(ColumnType<?> type, @Nullable Object value) {
    return new Parameters(new ColumnType<?>[] {type}, new Object[] {value});
  }

  /** The values of several statements, one after the other. */
  public static Parameters joined(List<Parameters> all) {
    return new Parameters(
        all.stream().flatMap(p -> Arrays.stream(p.types)).toArray(ColumnType<?>[]::new),
        all.stream().flatMap(p -> Arrays.stream(p.values)).toArray());
  }

  void bind(PreparedStatement statement) throws SQLException {
    bind(statement, types, values);
  }

  static void bind(PreparedStatement statement, ColumnType<?>[] types, @Nullable Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      types[i].bind(statement, i + 1, values[i]);
    }
  }

  /** About the most bytes that a driver makes of a value: text in UTF-8, escaped binary values. */
  public static long bytes(@Nullable Object value) {
    if (value instanceof String text) {
      return SMALL_BYTES + 3L * text.length();
    }
    if (value instanceof byte[] binary) {
      return SMALL_BYTES + 2L * binary.length;
    }
    return value == null || isSmall(value.getClass()) ? SMALL_BYTES : UNKNOWN_BYTES;
  }

  /** Whether no value of a class takes more than {@link #SMALL_BYTES}. */
  public static boolean isSmall(Class<?> type) {
    return type.isPrimitive()
        || (type != String.class
            && (Number.class.isAssignableFrom(type)
                || Comparable.class.isAssignableFrom(type)
                || type == Boolean.class));
  }
}
