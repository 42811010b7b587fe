package org.rowanorm.session;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.LockFailedException;
import org.rowanorm.error.RowanException;
import org.rowanorm.error.SessionStateException;

/**
 * How often work is repeated that the database ended because of other transactions: a deadlock, or
 * a conflict at a strict isolation level. Each attempt has a session of its own, so the work must
 * load what it needs and change nothing outside. Immutable and thread-safe.
 *
 * @param attempts how often the work runs at most, the first time included; at least 1
 * @param pause about how long to wait before the second attempt; each further one waits about twice
 *     as long, and by chance a little more or less, so that two that met do not meet again
 */
public record Retry(int attempts, Duration pause) {

  private static final int MOST_DOUBLINGS = 10;

  /** No repetition. */
  public static final Retry NEVER = new Retry(1, Duration.ZERO);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where there is no attempt, or the pause is below nothing
   */
  public Retry {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts: " + attempts + "; at least 1 is needed");
    }
    if (pause.isNegative()) {
      throw new IllegalArgumentException("pause: " + pause + "; it must not be negative");
    }
  }

  /** Up to a number of attempts, with a first pause of about 20 milliseconds. */
  public static Retry upTo(int attempts) {
    return new Retry(attempts, Duration.ofMillis(20));
  }

  /**
   * Whether an error may not come again, and there is another attempt after those made. Where the
   * work went on after the error, the session has refused that.
   */
  boolean mayRepeat(RowanException error, int made) {
    Throwable cause = error instanceof SessionStateException ? error.getCause() : error;
    return made < attempts
        && cause instanceof LockFailedException lock
        && (lock.code() == ErrorCode.DEADLOCK || lock.code() == ErrorCode.SERIALIZATION);
  }

  /**
   * Waits before the next attempt.
   *
   * @return whether it may be made: not where the thread was interrupted
   */
  boolean await(int made) {
    long millis = pause.toMillis() << Math.min(made - 1, MOST_DOUBLINGS);
    try {
      Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis + 1));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
