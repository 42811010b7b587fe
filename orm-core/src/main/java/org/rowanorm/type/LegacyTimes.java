package org.rowanorm.type;

import jakarta.persistence.TemporalType;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Column types for the time classes before {@code java.time}, all of which can change in place.
 *
 * <p>As points they are stored like an {@code Instant}. As dates and times of day they are what
 * their own zone shows, that of the JVM, except for a {@code Calendar}, which has one: the day in
 * the row is the one on the user's calendar, in each zone that the JVM may have later.
 */
@SuppressWarnings({"deprecation", "JavaUtilDate"}) // it is what they are about
final class LegacyTimes {

  private static final int MILLIS = 1_000;

  private LegacyTimes() {}

  /** A {@code java.util.Date} as a part of a point; the point needs the database's own type. */
  static ColumnType<java.util.Date> date(TemporalType part, ColumnType<OffsetDateTime> point) {
    return switch (part) {
      case DATE ->
          of(
              java.util.Date.class,
              BuiltInTypes.date(),
              value -> new Date(value.getTime()).toLocalDate(),
              date -> new java.util.Date(Date.valueOf(date).getTime()));
      case TIME ->
          of(
              java.util.Date.class,
              BuiltInTypes.time(),
              value -> timeOf(new Time(value.getTime())),
              time -> new java.util.Date(timeOf(time).getTime()));
      case TIMESTAMP ->
          of(
              java.util.Date.class,
              point,
              value -> Instant.ofEpochMilli(value.getTime()).atOffset(ZoneOffset.UTC),
              value -> java.util.Date.from(value.toInstant()));
    };
  }

  /** A {@code Calendar} as a part of a point. It comes back in the JVM's own zone. */
  static ColumnType<Calendar> calendar(TemporalType part, ColumnType<OffsetDateTime> point) {
    return switch (part) {
      case DATE ->
          of(
              Calendar.class,
              BuiltInTypes.date(),
              LegacyTimes::dateOf,
              date -> calendar(Date.valueOf(date).getTime()));
      case TIME ->
          of(
              Calendar.class,
              BuiltInTypes.time(),
              LegacyTimes::timeOf,
              time -> calendar(timeOf(time).getTime()));
      case TIMESTAMP ->
          of(
              Calendar.class,
              point,
              value -> value.toInstant().atOffset(ZoneOffset.UTC),
              value -> calendar(value.toInstant().toEpochMilli()));
    };
  }

  static ColumnType<Date> sqlDate() {
    return of(Date.class, BuiltInTypes.date(), Date::toLocalDate, Date::valueOf);
  }

  static ColumnType<Time> sqlTime() {
    return of(Time.class, BuiltInTypes.time(), LegacyTimes::timeOf, LegacyTimes::timeOf);
  }

  static ColumnType<Timestamp> sqlTimestamp(ColumnType<OffsetDateTime> point) {
    return of(
        Timestamp.class,
        point,
        value -> value.toInstant().atOffset(ZoneOffset.UTC),
        value -> Timestamp.from(value.toInstant()));
  }

  private static <T, C> ColumnType<T> of(
      Class<T> type, ColumnType<C> column, Function<T, C> toColumn, Function<C, T> toValue) {
    return new ConvertedType<>(type, column, toColumn, toValue).mutable();
  }

  /** What the calendar shows; where it is set to before 1582, on the calendar of that time. */
  private static LocalDate dateOf(Calendar value) {
    return LocalDate.of(
        yearOf(value), value.get(Calendar.MONTH) + 1, value.get(Calendar.DAY_OF_MONTH));
  }

  private static int yearOf(Calendar value) {
    int year = value.get(Calendar.YEAR);
    return value.get(Calendar.ERA) == java.util.GregorianCalendar.BC ? 1 - year : year;
  }

  private static LocalTime timeOf(Calendar value) {
    return LocalTime.of(
            value.get(Calendar.HOUR_OF_DAY), value.get(Calendar.MINUTE), value.get(Calendar.SECOND))
        .plus(value.get(Calendar.MILLISECOND), ChronoUnit.MILLIS);
  }

  /** {@code Time} hides its milliseconds, but has them. */
  private static LocalTime timeOf(Time value) {
    return value.toLocalTime().plus(Math.floorMod(value.getTime(), MILLIS), ChronoUnit.MILLIS);
  }

  private static Time timeOf(LocalTime time) {
    return new Time(Time.valueOf(time).getTime() + time.get(ChronoField.MILLI_OF_SECOND));
  }

  private static Calendar calendar(long millis) {
    Calendar calendar = Calendar.getInstance();
    calendar.setTimeInMillis(millis);
    return calendar;
  }

  /** The kind of column for a class that needs to be told; null for a class that is none. */
  static @Nullable ColumnType<?> of(
      Class<?> type, TemporalType part, ColumnType<OffsetDateTime> point) {
    if (type == java.util.Date.class) {
      return date(part, point);
    }
    return type == Calendar.class ? calendar(part, point) : null;
  }
}
