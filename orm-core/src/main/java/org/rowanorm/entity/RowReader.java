package org.rowanorm.entity;

import java.math.BigDecimal;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The current row as generated hydrators read it: by column, counted from 1, typed where that
 * spares a box. Bound to one thread and one result.
 */
public abstract class RowReader {

  /** The id of the row, which is a whole number and was read before. */
  public abstract long number();

  /** The value of a column that may not be null. */
  public abstract boolean getBoolean(int column) throws SQLException;

  /** The value of a column that may not be null. */
  public abstract byte getByte(int column) throws SQLException;

  /** The value of a column that may not be null. */
  public abstract short getShort(int column) throws SQLException;

  /** The value of a column that may not be null. */
  public abstract int getInt(int column) throws SQLException;

  /** The value of a column that may not be null. */
  public abstract long getLong(int column) throws SQLException;

  /** The value of a column that may not be null. */
  public abstract float getFloat(int column) throws SQLException;

  /** The value of a column that may not be null. */
  public abstract double getDouble(int column) throws SQLException;

  /** A text column, or null. */
  public abstract @Nullable String getString(int column) throws SQLException;

  /** A column of decimal numbers, or null. */
  public abstract @Nullable BigDecimal getDecimal(int column) throws SQLException;

  /** A column of values that the driver gives as objects of a class, or null. */
  public abstract <T> @Nullable T getObject(int column, Class<T> type) throws SQLException;

  /** The value of a column of the slot's type, or null; for a to-one, the object that it names. */
  public abstract @Nullable Object get(int column, int slot) throws SQLException;
}
