package org.rowanorm.entity;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The row that is written as generated binders fill it: by column, counted from 1, typed where that
 * spares a box. Bound to one thread and one statement.
 */
public abstract class RowWriter {

  /** A value of a type that the driver has a method for. */
  public abstract void setBoolean(int column, boolean value) throws SQLException;

  /** A value of a type that the driver has a method for. */
  public abstract void setByte(int column, byte value) throws SQLException;

  /** A value of a type that the driver has a method for. */
  public abstract void setShort(int column, short value) throws SQLException;

  /** A value of a type that the driver has a method for. */
  public abstract void setInt(int column, int value) throws SQLException;

  /** A value of a type that the driver has a method for. */
  public abstract void setLong(int column, long value) throws SQLException;

  /** A value of a type that the driver has a method for. */
  public abstract void setFloat(int column, float value) throws SQLException;

  /** A value of a type that the driver has a method for. */
  public abstract void setDouble(int column, double value) throws SQLException;

  /** A text, or null. */
  public abstract void setString(int column, @Nullable String value) throws SQLException;

  /** The value of an attribute with one column, or null. */
  public abstract void set(int column, @Nullable Object value) throws SQLException;

  /** What the engine finds out by itself: a part of an embeddable, the key of a reference. */
  public abstract void setFound(int column) throws SQLException;
}
