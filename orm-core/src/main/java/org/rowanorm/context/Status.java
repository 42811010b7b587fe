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
  /** Deleted by a flush, or taken out of the session. */
  DETACHED
}
