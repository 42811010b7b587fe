package org.rowanorm.sql;

import java.time.Duration;

/**
 * What a lock does where another transaction holds the lock on a row. Immutable and thread-safe.
 *
 * @param kind whether to wait
 * @param timeout how long; only for a limited wait, in whole seconds or more
 */
public record LockWait(Kind kind, Duration timeout) {

  /** Waits as long as the database is set to. */
  public static final LockWait USUAL = new LockWait(Kind.USUAL, Duration.ZERO);

  /** Fails at once. */
  public static final LockWait NOWAIT = new LockWait(Kind.NOWAIT, Duration.ZERO);

  /** Leaves the row unlocked, and out of what is found. */
  public static final LockWait SKIP_LOCKED = new LockWait(Kind.SKIP_LOCKED, Duration.ZERO);

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
  public static LockWait atMost(Duration timeout) {
    return new LockWait(Kind.LIMITED, timeout);
  }

  /** Whether it waits for a time. */
  public boolean isLimited() {
    return kind == Kind.LIMITED;
  }

  /** The time in seconds, rounded up. */
  public long seconds() {
    return Math.max(1, timeout.plusMillis(999).toSeconds());
  }
}
