package org.rowanorm.load;

import java.lang.reflect.Constructor;
import java.sql.SQLException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;

/**
 * Gives the values of a row to a constructor. Here is how primitives are read without a box, and
 * what is said where that goes wrong. Immutable.
 */
abstract class ConstructorMaker<R> implements RowMaker<R> {

  private final Constructor<?> constructor;

  ConstructorMaker(Constructor<?> constructor) {
    this.constructor = constructor;
  }

  final boolean getBoolean(ItemRow row, int place) throws SQLException {
    boolean value = row.result().getBoolean(row.column(place));
    if (!value) {
      requireValue(row, place);
    }
    return value;
  }

  final byte getByte(ItemRow row, int place) throws SQLException {
    byte value = row.result().getByte(row.column(place));
    if (value == 0) {
      requireValue(row, place);
    }
    return value;
  }

  final short getShort(ItemRow row, int place) throws SQLException {
    short value = row.result().getShort(row.column(place));
    if (value == 0) {
      requireValue(row, place);
    }
    return value;
  }

  final int getInt(ItemRow row, int place) throws SQLException {
    int value = row.result().getInt(row.column(place));
    if (value == 0) {
      requireValue(row, place);
    }
    return value;
  }

  final long getLong(ItemRow row, int place) throws SQLException {
    long value = row.result().getLong(row.column(place));
    if (value == 0) {
      requireValue(row, place);
    }
    return value;
  }

  final float getFloat(ItemRow row, int place) throws SQLException {
    float value = row.result().getFloat(row.column(place));
    if (value == 0) {
      requireValue(row, place);
    }
    return value;
  }

  final double getDouble(ItemRow row, int place) throws SQLException {
    double value = row.result().getDouble(row.column(place));
    if (value == 0) {
      requireValue(row, place);
    }
    return value;
  }

  /** Refuses the zero that stands for a null. */
  private void requireValue(ItemRow row, int place) throws SQLException {
    if (row.result().wasNull()) {
      throw isNull(place);
    }
  }

  /** A value in a box, for a parameter that takes it without. */
  final Object getPresent(ItemRow row, int place) throws SQLException {
    Object value = row.get(place);
    if (value == null) {
      throw isNull(place);
    }
    return value;
  }

  private QueryException isNull(int place) {
    return new QueryException(
        ErrorCode.WRONG_CONSTRUCTOR,
        null,
        "Value "
            + (place + 1)
            + " of a row is null, but "
            + constructor.getDeclaringClass().getSimpleName()
            + " takes "
            + constructor.getParameterTypes()[place]
            + " there",
        "declare it with the wrapper type, or select orElse(...)");
  }

  /** What is thrown where the constructor threw something: the same, if it is not checked. */
  final RuntimeException failed(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new QueryException(
            ErrorCode.WRONG_CONSTRUCTOR,
            cause,
            "The constructor of " + constructor.getDeclaringClass().getName() + " failed");
  }
}
