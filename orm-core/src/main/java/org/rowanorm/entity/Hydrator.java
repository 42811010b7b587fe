package org.rowanorm.entity;

import java.sql.SQLException;

/**
 * Makes objects of one class and fills them from rows of one select shape. Generated as a hidden
 * nestmate of the class; its reflective twin is the readable reference and the fallback. Immutable.
 */
public interface Hydrator {

  /** A new, empty object with all traps down. */
  Enhanced instantiate();

  /**
   * Fills the selected slots from the current row, whose first column of this class is {@code
   * first} (counted from 1).
   */
  void hydrate(Enhanced entity, RowReader row, int first) throws SQLException;
}
