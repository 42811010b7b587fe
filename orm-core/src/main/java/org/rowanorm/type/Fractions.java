package org.rowanorm.type;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;

/**
 * What all databases hold of a time: the digits of a second that the column has, and the years from
 * 1 to 9999. What is finer is cut off, towards the past also before 1970.
 */
final class Fractions {

  private static final int LAST_YEAR = 9_999;
  private static final int NANO_DIGITS = 9;

  private Fractions() {}

  /** A time with so many digits of its second. */
  @SuppressWarnings("unchecked")
  static <T extends Temporal> T cut(T time, int digits) {
    int unit = 1;
    for (int i = digits; i < NANO_DIGITS; i++) {
      unit *= 10;
    }
    int nanos = time.get(ChronoField.NANO_OF_SECOND);
    return nanos % unit == 0
        ? time
        : (T) time.with(ChronoField.NANO_OF_SECOND, nanos - nanos % unit);
  }

  /** A time on a day, with so many digits of its second. */
  static <T extends Temporal> T held(T time, int digits) {
    requireYear(time.get(ChronoField.YEAR));
    return cut(time, digits);
  }

  /** A day. */
  static LocalDate held(LocalDate date) {
    requireYear(date.getYear());
    return date;
  }

  private static void requireYear(int year) {
    if (year < 1 || year > LAST_YEAR) {
      throw new DateTimeException("its year, " + year + ", is not one from 1 to " + LAST_YEAR);
    }
  }
}
