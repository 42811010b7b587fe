package org.rowanorm.sql;

import org.jspecify.annotations.Nullable;

/** A value in a statement. */
public sealed interface Term {

  /**
   * A column.
   *
   * @param alias null where the statement has one table and speaks of it by no alias
   */
  record Column(@Nullable String alias, String name) implements Term {}

  /** A parameter. */
  enum Parameter implements Term {
    /** The one spelling of a parameter; which one is told by its position. */
    ONE
  }

  /** The number of rows. */
  enum CountAll implements Term {
    /** {@code count(*)}. */
    INSTANCE
  }

  /** The number 1. */
  enum One implements Term {
    /** The number 1. */
    INSTANCE
  }

  /** A null. */
  enum Null implements Term {
    /** The word {@code null}. */
    INSTANCE
  }
}
