package org.rowanorm.type;

import jakarta.persistence.TemporalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the column types that are there without registration, each when it is first asked for: the
 * two functions of a type cost more of the start than all that is done with them. What they keep
 * says {@link ColumnTypes}. Holds no state.
 */
final class BuiltInTypes {

  private static final int MICROSECONDS = 6;

  private BuiltInTypes() {}

  /** The type for a Java type, a primitive by its wrapper, or null. */
  static @Nullable ColumnType<?> of(Class<?> javaType, ColumnType<OffsetDateTime> point) {
    String name = javaType.getName();
    ColumnType<?> found = number(name);
    found = found == null ? text(name) : found;
    found = found == null ? name(name) : found;
    found = found == null ? time(name) : found;
    return found == null ? point(name, point) : found;
  }

  /** The type of a column of any length for a class of texts or bytes, or null. */
  static @Nullable ColumnType<?> lob(Class<?> javaType) {
    return switch (javaType.getName()) {
      case "java.lang.String" -> ColumnTypes.TEXT;
      case "[C" -> chars(ColumnTypes.TEXT);
      case "[Ljava.lang.Character;" -> charObjects(ColumnTypes.TEXT);
      case "[B" -> ColumnTypes.BLOB;
      case "[Ljava.lang.Byte;" -> byteObjects(ColumnTypes.BLOB);
      default -> null;
    };
  }

  // ---- numbers

  private static @Nullable ColumnType<?> number(String name) {
    return switch (name) {
      case "java.lang.Integer" -> ColumnTypes.INTEGER;
      case "java.lang.Long" -> ColumnTypes.LONG;
      case "java.lang.Boolean" -> booleans();
      case "java.lang.Byte" -> bytes();
      case "java.lang.Short" -> shorts();
      case "java.lang.Float" -> floats();
      case "java.lang.Double" -> doubles();
      case "java.math.BigDecimal" -> new DecimalType();
      case "java.math.BigInteger" ->
          new ConvertedType<>(
              BigInteger.class, new DecimalType(), BigDecimal::new, BigDecimal::toBigIntegerExact);
      default -> null;
    };
  }

  private static ColumnType<Boolean> booleans() {
    return new OwnMethodType<>(
        Boolean.class, SqlType.BOOLEAN, Types.BOOLEAN, OwnMethodType.Method.BOOLEAN);
  }

  private static ColumnType<Byte> bytes() {
    return new OwnMethodType<>(
        Byte.class, SqlType.TINYINT, Types.TINYINT, OwnMethodType.Method.BYTE);
  }

  private static ColumnType<Short> shorts() {
    return new OwnMethodType<>(
        Short.class, SqlType.SMALLINT, Types.SMALLINT, OwnMethodType.Method.SHORT);
  }

  private static ColumnType<Float> floats() {
    return new OwnMethodType<>(Float.class, SqlType.REAL, Types.REAL, OwnMethodType.Method.FLOAT);
  }

  static ColumnType<Double> doubles() {
    return new OwnMethodType<>(
        Double.class, SqlType.DOUBLE, Types.DOUBLE, OwnMethodType.Method.DOUBLE);
  }

  // ---- texts and bytes

  private static @Nullable ColumnType<?> text(String name) {
    return switch (name) {
      case "java.lang.String" -> ColumnTypes.STRING;
      case "[C" -> chars(ColumnTypes.STRING);
      case "[Ljava.lang.Character;" -> charObjects(ColumnTypes.STRING);
      case "[B" -> ColumnTypes.BINARY;
      case "[Ljava.lang.Byte;" -> byteObjects(ColumnTypes.BINARY);
      case "java.lang.Character" ->
          new ConvertedType<>(
              Character.class, ColumnTypes.STRING, String::valueOf, text -> text.charAt(0));
      default -> null;
    };
  }

  private static ColumnType<char[]> chars(ColumnType<String> text) {
    return new ConvertedType<>(char[].class, text, String::new, String::toCharArray).mutable();
  }

  private static ColumnType<Character[]> charObjects(ColumnType<String> text) {
    return new ConvertedType<>(
            Character[].class,
            text,
            value -> Stream.of(value).map(String::valueOf).collect(Collectors.joining()),
            string -> string.chars().mapToObj(c -> (char) c).toArray(Character[]::new))
        .mutable();
  }

  private static ColumnType<Byte[]> byteObjects(ColumnType<byte[]> bytes) {
    return new ConvertedType<>(
            Byte[].class,
            bytes,
            value -> {
              byte[] plain = new byte[value.length];
              for (int i = 0; i < plain.length; i++) {
                plain[i] = value[i];
              }
              return plain;
            },
            value -> {
              Byte[] objects = new Byte[value.length];
              for (int i = 0; i < objects.length; i++) {
                objects[i] = value[i];
              }
              return objects;
            })
        .mutable();
  }

  // ---- names

  private static @Nullable ColumnType<?> name(String name) {
    ColumnType<String> text = ColumnTypes.STRING;
    return switch (name) {
      case "java.util.Currency" ->
          new ConvertedType<>(
              Currency.class, text, Currency::getCurrencyCode, Currency::getInstance);
      case "java.util.Locale" -> // an older mapping may have written de_DE
          new ConvertedType<>(
              Locale.class,
              text,
              Locale::toLanguageTag,
              tag -> Locale.forLanguageTag(tag.replace('_', '-')));
      case "java.util.TimeZone" ->
          new ConvertedType<>(TimeZone.class, text, TimeZone::getID, TimeZone::getTimeZone)
              .mutable();
      case "java.net.URI" -> new ConvertedType<>(URI.class, text, URI::toString, URI::create);
      case "java.net.URL" ->
          new ConvertedType<>(URL.class, text, URL::toExternalForm, BuiltInTypes::url);
      default -> null;
    };
  }

  private static URL url(String text) {
    try {
      return new URL(text);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  // ---- times

  /** A day. */
  static ColumnType<LocalDate> date() {
    return new SimpleType<>(LocalDate.class, SqlType.DATE, Types.DATE)
        .keeping((date, digits) -> Fractions.held(date));
  }

  /** A time of day. */
  static ColumnType<LocalTime> time() {
    return new SimpleType<>(LocalTime.class, SqlType.TIME, Types.TIME).keeping(Fractions::cut);
  }

  private static @Nullable ColumnType<?> time(String name) {
    ColumnType<String> text = ColumnTypes.STRING;
    return switch (name) {
      case "java.time.LocalDate" -> date();
      case "java.time.LocalTime" -> time();
      case "java.time.OffsetTime" -> offsetTime(MICROSECONDS);
      case "java.time.Year" ->
          new ConvertedType<>(Year.class, ColumnTypes.INTEGER, Year::getValue, Year::of);
      case "java.time.Duration" ->
          new ConvertedType<>(
              Duration.class, ColumnTypes.LONG, Duration::toNanos, Duration::ofNanos);
      case "java.time.YearMonth" ->
          new ConvertedType<>(YearMonth.class, text, YearMonth::toString, YearMonth::parse);
      case "java.time.MonthDay" ->
          new ConvertedType<>(MonthDay.class, text, MonthDay::toString, MonthDay::parse);
      case "java.time.Period" ->
          new ConvertedType<>(Period.class, text, Period::toString, Period::parse);
      case "java.time.ZoneId" -> new ConvertedType<>(ZoneId.class, text, ZoneId::getId, ZoneId::of);
      case "java.time.ZoneOffset" ->
          new ConvertedType<>(ZoneOffset.class, text, ZoneOffset::getId, ZoneOffset::of);
      default -> null;
    };
  }

  private static ColumnType<OffsetTime> offsetTime(int seconds) {
    return new ConvertedType<>(
            OffsetTime.class,
            ColumnTypes.STRING,
            time -> Fractions.cut(time, seconds).toString(),
            OffsetTime::parse)
        .cutBy(BuiltInTypes::offsetTime);
  }

  @SuppressWarnings("deprecation") // mappings still say it
  private static @Nullable ColumnType<?> point(String name, ColumnType<OffsetDateTime> base) {
    return switch (name) {
      case "java.time.OffsetDateTime" -> base;
      case "java.time.Instant" ->
          new ConvertedType<>(
              Instant.class,
              base,
              instant -> instant.atOffset(ZoneOffset.UTC),
              OffsetDateTime::toInstant);
      case "java.time.ZonedDateTime" ->
          new ConvertedType<>(
              ZonedDateTime.class,
              base,
              ZonedDateTime::toOffsetDateTime,
              OffsetDateTime::toZonedDateTime);
      case "java.util.Date" -> LegacyTimes.date(TemporalType.TIMESTAMP, base);
      case "java.util.Calendar" -> LegacyTimes.calendar(TemporalType.TIMESTAMP, base);
      case "java.sql.Date" -> LegacyTimes.sqlDate();
      case "java.sql.Time" -> LegacyTimes.sqlTime();
      case "java.sql.Timestamp" -> LegacyTimes.sqlTimestamp(base);
      default -> null;
    };
  }
}
