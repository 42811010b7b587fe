package org.rowanorm.jdbc;

import java.time.Duration;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.TimedOutException;

/** Until when a transaction may go on. Immutable. */
final class Deadline {

  private static final long NANOS = 1_000_000_000L;

  private final Duration timeout;
  private final long end;

  /** A time from now on. */
  Deadline(Duration timeout) {
    this.timeout = timeout;
    this.end = System.nanoTime() + timeout.toNanos();
  }

  /**
   * The seconds that are left, rounded up.
   *
   * @throws TimedOutException where there are none
   */
  int secondsLeft(String sql) {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new TimedOutException(
          ErrorCode.TIMED_OUT,
          null,
          "The time of the transaction is over: it may take " + timeout,
          "it was about to send: " + sql,
          "roll back, then give it more time or less to do");
    }
    return (int) Math.min(Integer.MAX_VALUE, (left + NANOS - 1) / NANOS);
  }
}
