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
   * A new object with all traps down, of which those selected slots are filled that are fields of
   * its class and refer to no other object; {@link #complete} fills the others. For a row whose
   * first column of this class is {@code first} (counted from 1).
   */
  Enhanced create(RowReader row, int first) throws SQLException;

  /** Fills what {@link #create} has left, once the session has the object. */
  void complete(Enhanced entity, RowReader row, int first) throws SQLException;

  /**
   * Fills all selected slots from the current row, whose first column of this class is {@code
   * first} (counted from 1).
   */
  void hydrate(Enhanced entity, RowReader row, int first) throws SQLException;
}
