package org.rowanorm.session;

/** What a read does that needs a row after the session of its object is closed, or let go of it. */
public enum LazyAfterClose {
  /**
   * It loads, for the window of its cohort, on a connection that is leased for it and given back at
   * once. What it brings is detached as well.
   */
  LOAD,
  /** It is a {@link org.rowanorm.error.LazyLoadException}. */
  RAISE
}
