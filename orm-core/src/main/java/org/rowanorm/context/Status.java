package org.rowanorm.context;

/** Where an object stands in its session. */
public enum Status {
  /** Added, not inserted yet. */
  PENDING,
  /** Known by its id only; its row was not read. */
  HOLLOW,
  /** Loaded, or inserted by a flush. */
  MANAGED,
  /** To be deleted by the next flush. */
  REMOVED,
  /** Deleted by a flush: there is no row, so it is new to every session. */
  DELETED,
  /** Taken out of the session; a pending object that was let go of is new again. */
  DETACHED;

  /** Whether the session stands behind an object no longer. */
  public boolean isOut() {
    return this == DELETED || this == DETACHED;
  }
}
