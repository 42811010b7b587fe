package org.rowanorm.entity;

import java.sql.SQLException;

/**
 * Writes the objects of one class into the rows of one INSERT. Generated as a hidden nestmate of
 * the class; where that cannot be, each value is asked for by its slot. Immutable.
 */
public interface Binder {

  /** Gives the value of each column to the row, in their order. */
  void bind(Enhanced entity, RowWriter row) throws SQLException;
}
