package org.rowanorm.plan;

import java.util.BitSet;

/**
 * The shape of a statement that writes rows of a collection's table.
 *
 * @param columns for an UPDATE the element's columns that it sets; for a DELETE by value those that
 *     are null
 */
public record RowForm(Kind kind, BitSet columns) {

  /** What a statement does to the rows of a collection's table. */
  public enum Kind {
    /** Deletes all rows of an owner. */
    DELETE_ALL,
    /** Deletes the row at a position, or all rows with an element. */
    DELETE,
    /** Deletes one of the rows with an element. */
    DELETE_ONE,
    /** Sets the element at a position. */
    UPDATE,
    /** Inserts a row. */
    INSERT
  }

  /** A form without columns. */
  public static RowForm of(Kind kind) {
    return new RowForm(kind, new BitSet());
  }
}
