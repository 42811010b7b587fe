package org.rowanorm.entity;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The current row as generated hydrators read it: by column, counted from 1, typed where that
 * spares a box. Bound to one thread and one result.
 */
public abstract class RowReader {

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

  /** The value of a column of the slot's type, or null; for a to-one, the object that it names. */
  public abstract @Nullable Object get(int column, int slot) throws SQLException;
}
