package org.rowanorm.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.Isolation;

/**
 * How a transaction is run. What is not set is as the connection has it, and costs nothing.
 * Immutable and thread-safe.
 *
 * @param isolation how far it is kept apart from others; null for what the connection has
 * @param readOnly whether it only reads: a change is refused, and the database is told
 * @param timeout how long all of its statements may take together, from its begin on; null for no
 *     limit
 * @param retry how often the work is repeated; a transaction that {@link
 *     Session#begin(Transaction)} begins is not
 */
public record Transaction(
    @Nullable Isolation isolation, boolean readOnly, @Nullable Duration timeout, Retry retry) {

  /** As the connection is, once. */
  public static final Transaction USUAL = new Transaction(null, false, null, Retry.NEVER);

  /** One that only reads. */
  public static final Transaction READ_ONLY = new Transaction(null, true, null, Retry.NEVER);

  /**
   * Checks the time.
   *
   * @throws IllegalArgumentException where it is none
   */
  public Transaction {
    if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
      throw new IllegalArgumentException("timeout: " + timeout + "; it must be more than nothing");
    }
  }

  /** With another isolation. */
  public Transaction isolated(Isolation level) {
    return new Transaction(level, readOnly, timeout, retry);
  }

  /** With a limit of time for all of its statements together. */
  public Transaction within(Duration time) {
    return new Transaction(isolation, readOnly, time, retry);
  }

  /** With work that is repeated where the database ended it because of other transactions. */
  public Transaction repeated(Retry times) {
    return new Transaction(isolation, readOnly, timeout, times);
  }
}
