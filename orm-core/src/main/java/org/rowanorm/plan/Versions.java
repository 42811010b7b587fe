package org.rowanorm.plan;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.BasicAttribute;

/**
 * Makes the values of versions: numbers count up from 0; times are those of the clock, and always
 * later than the one before, also where the clock was put back.
 */
public final class Versions {

  private static final int NANO_DIGITS = 9;

  private Versions() {}

  /** The version of a new row. */
  public static Object first(BasicAttribute version) {
    return after(version, null);
  }

  /**
   * The version after another one; where there is none, as where the column was added, the first.
   */
  public static Object after(BasicAttribute version, @Nullable Object now) {
    Class<?> type = version.column().type().javaType();
    if (type == Instant.class) {
      return later(version, (Instant) now);
    }
    if (type == Timestamp.class) {
      return Timestamp.from(later(version, now == null ? null : ((Timestamp) now).toInstant()));
    }
    if (type == LocalDateTime.class) {
      return later(version, (LocalDateTime) now);
    }
    long next = now == null ? 0 : ((Number) now).longValue() + 1;
    return number(type, next);
  }

  private static Object number(Class<?> type, long value) {
    if (type == Integer.class) {
      return (int) value;
    }
    if (type == Short.class) {
      return (short) value;
    }
    return value;
  }

  /** What the column cannot hold is cut off, or the next UPDATE would not find the row. */
  private static Duration unit(BasicAttribute version) {
    int digits = Math.min(version.column().size().seconds(), 6);
    return Duration.ofNanos((long) Math.pow(10, NANO_DIGITS - (double) digits));
  }

  private static Instant later(BasicAttribute version, @Nullable Instant before) {
    Clock clock = Clock.tick(Clock.systemUTC(), unit(version));
    Instant now = clock.instant();
    return before == null || now.isAfter(before) ? now : before.plus(unit(version));
  }

  /** In UTC, which no change to summer time turns back. */
  private static LocalDateTime later(BasicAttribute version, @Nullable LocalDateTime before) {
    LocalDateTime now = LocalDateTime.now(Clock.tick(Clock.systemUTC(), unit(version)));
    return before == null || now.isAfter(before) ? now : before.plus(unit(version));
  }
}
