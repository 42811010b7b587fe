package org.rowanorm.dialect;

import java.time.Duration;

/**
 * What to do where another transaction holds the lock on a row.
 *
 * @param kind whether to wait
 * @param timeout how long; only for a limited wait, in whole seconds or more
 */
public record RowWait(Kind kind, Duration timeout) {

  /** Waits as long as the database is set to. */
  public static final RowWait USUAL = new RowWait(Kind.USUAL, Duration.ZERO);

  /** Fails at once. */
  public static final RowWait NOWAIT = new RowWait(Kind.NOWAIT, Duration.ZERO);

  /** Leaves the row unlocked. */
  public static final RowWait SKIP_LOCKED = new RowWait(Kind.SKIP_LOCKED, Duration.ZERO);

  /** The kinds of waiting. */
  public enum Kind {
    /** As long as the database is set to. */
    USUAL,
    /** Not at all. */
    NOWAIT,
    /** Not at all, and the row is left out. */
    SKIP_LOCKED,
    /** For a time. */
    LIMITED
  }

  /** Waits for a time; databases count in seconds, so less than one is one. */
  public static RowWait atMost(Duration timeout) {
    return new RowWait(Kind.LIMITED, timeout);
  }

  /** The time in seconds, rounded up. */
  public long seconds() {
    return Math.max(1, timeout.plusMillis(999).toSeconds());
  }
}
