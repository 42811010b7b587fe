package org.rowanorm.suite.topic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.rowanorm.suite.topic.Everything.Colour;
import org.rowanorm.suite.topic.Everything.Letter;
import org.rowanorm.suite.topic.Everything.Level;
import org.rowanorm.suite.topic.Everything.Point;
import org.rowanorm.suite.topic.Everything.Ratio;

/** The values that must come back from every database as they were written. */
@SuppressWarnings("JavaUtilDate")
final class TypeCases {

  static final String MEBIBYTE_OF_TEXT = "Grüße, 日本 😀 ".repeat(100_000).substring(0, 1 << 20);

  private final List<TypeCase<?>> cases = new ArrayList<>();

  private TypeCases() {}

  /** One value of each attribute that can be null. */
  static Stream<TypeCase<?>> nullable() {
    TypeCases all = new TypeCases();
    all.boxes();
    all.texts();
    all.numbers();
    all.others();
    all.arraysOfLetters();
    all.names();
    all.madeOfOthers();
    all.times();
    all.points();
    all.calendars();
    all.legacyPoints();
    all.legacyParts();
    Set<String> seen = new HashSet<>();
    return all.cases.stream().filter(one -> seen.add(one.attribute()));
  }

  static Stream<TypeCase<?>> ofPlainTypes() {
    TypeCases all = new TypeCases();
    all.primitives();
    all.boxes();
    all.texts();
    all.numbers();
    all.others();
    all.arraysOfLetters();
    all.names();
    all.madeOfOthers();
    return all.cases.stream();
  }

  static Stream<TypeCase<?>> ofTimes() {
    TypeCases all = new TypeCases();
    all.times();
    all.points();
    all.calendars();
    all.digits();
    all.legacyPoints();
    all.legacyParts();
    return all.cases.stream();
  }

  @SafeVarargs
  private <T> void add(
      String attribute,
      Function<Everything, T> getter,
      BiConsumer<Everything, T> setter,
      T... values) {
    for (T value : values) {
      cases.add(new TypeCase<>(attribute, getter, setter, value, value));
    }
  }

  /** Values that come back in another form, such as another offset. */
  @SafeVarargs
  private <T> void addChanged(
      String attribute,
      Function<Everything, T> getter,
      BiConsumer<Everything, T> setter,
      UnaryOperator<T> asRead,
      T... values) {
    for (T value : values) {
      cases.add(new TypeCase<>(attribute, getter, setter, value, asRead.apply(value)));
    }
  }

  private void primitives() {
    add("aBoolean", e -> e.aBoolean, (e, v) -> e.aBoolean = v, true, false);
    add("yes", e -> e.yes, (e, v) -> e.yes = v, true, false);
    add("aByte", e -> e.aByte, (e, v) -> e.aByte = v, Byte.MIN_VALUE, Byte.MAX_VALUE);
    add("aShort", e -> e.aShort, (e, v) -> e.aShort = v, Short.MIN_VALUE, Short.MAX_VALUE);
    add("anInt", e -> e.anInt, (e, v) -> e.anInt = v, Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
    add("aLong", e -> e.aLong, (e, v) -> e.aLong = v, Long.MIN_VALUE, Long.MAX_VALUE);
    add(
        "aFloat",
        e -> e.aFloat,
        (e, v) -> e.aFloat = v,
        Float.MIN_VALUE,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        0.1f,
        16_777_215f,
        3.1415927f);
    add(
        "aDouble",
        e -> e.aDouble,
        (e, v) -> e.aDouble = v,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        0.1,
        Math.PI);
    add("aChar", e -> e.aChar, (e, v) -> e.aChar = v, 'a', ' ', '\'', '\\', 'ß', '日', '\uFFFD');
  }

  private void boxes() {
    add("boxedBoolean", e -> e.boxedBoolean, (e, v) -> e.boxedBoolean = v, true, false);
    add("boxedByte", e -> e.boxedByte, (e, v) -> e.boxedByte = v, Byte.MIN_VALUE, (byte) 0);
    add("boxedShort", e -> e.boxedShort, (e, v) -> e.boxedShort = v, Short.MIN_VALUE, (short) 0);
    add("boxedInt", e -> e.boxedInt, (e, v) -> e.boxedInt = v, Integer.MIN_VALUE, 0);
    add("boxedLong", e -> e.boxedLong, (e, v) -> e.boxedLong = v, Long.MAX_VALUE, 0L);
    add("boxedFloat", e -> e.boxedFloat, (e, v) -> e.boxedFloat = v, -0.1f, 0f, Float.MIN_NORMAL);
    add("boxedDouble", e -> e.boxedDouble, (e, v) -> e.boxedDouble = v, -0.1, 0.0, 1e-300);
    add("boxedChar", e -> e.boxedChar, (e, v) -> e.boxedChar = v, 'é', ' ');
  }

  private void texts() {
    add(
        "text",
        e -> e.text,
        (e, v) -> e.text = v,
        "plain",
        "",
        "ü".repeat(255),
        "😀👩‍👩‍👧‍👦",
        "cafe\u0301 \u1E9B\u0323",
        "blanks  ",
        "  ",
        "it's \"quoted\" `so` \\ and \\' so",
        "tab\t, line\n, return\r, \u001A and \u0001");
    add("longText", e -> e.longText, (e, v) -> e.longText = v, "short", "", MEBIBYTE_OF_TEXT);
  }

  private void numbers() {
    addChanged(
        "decimal",
        e -> e.decimal,
        (e, v) -> e.decimal = v,
        value -> value.setScale(2),
        new BigDecimal("0"),
        new BigDecimal("-0.01"),
        new BigDecimal("1E+3"),
        new BigDecimal("9".repeat(36) + ".99"));
    addChanged(
        "fine",
        e -> e.fine,
        (e, v) -> e.fine = v,
        value -> value.setScale(10),
        new BigDecimal("0.0000000001"),
        new BigDecimal("-" + "9".repeat(20) + ".9999999999"));
    add(
        "bigInteger",
        e -> e.bigInteger,
        (e, v) -> e.bigInteger = v,
        BigInteger.ZERO,
        BigInteger.TWO.pow(64),
        BigInteger.TEN.pow(38).subtract(BigInteger.ONE).negate());
  }

  private void others() {
    add(
        "uuid",
        e -> e.uuid,
        (e, v) -> e.uuid = v,
        new UUID(0, 0),
        new UUID(-1, -1),
        UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e"));
    addChanged(
        "bytes",
        e -> e.bytes,
        (e, v) -> e.bytes = v,
        byte[]::clone,
        new byte[] {0},
        new byte[0],
        everyByte(255));
    addChanged(
        "manyBytes",
        e -> e.manyBytes,
        (e, v) -> e.manyBytes = v,
        byte[]::clone,
        new byte[] {1},
        new byte[0],
        everyByte(1 << 20));
    add("colour", e -> e.colour, (e, v) -> e.colour = v, Colour.RED, Colour.BLUE);
    add("colourName", e -> e.colourName, (e, v) -> e.colourName = v, Colour.RED, Colour.BLUE);
  }

  private void arraysOfLetters() {
    addChanged(
        "chars",
        e -> e.chars,
        (e, v) -> e.chars = v,
        char[]::clone,
        "Grüße 😀".toCharArray(),
        new char[0]);
    addChanged(
        "manyChars",
        e -> e.manyChars,
        (e, v) -> e.manyChars = v,
        char[]::clone,
        MEBIBYTE_OF_TEXT.toCharArray(),
        new char[0]);
    addChanged(
        "charObjects",
        e -> e.charObjects,
        (e, v) -> e.charObjects = v,
        Character[]::clone,
        new Character[] {'ß', ' ', '日'});
    addChanged(
        "byteObjects",
        e -> e.byteObjects,
        (e, v) -> e.byteObjects = v,
        Byte[]::clone,
        new Byte[] {0, -128, 127},
        new Byte[0]);
    addChanged(
        "manyByteObjects",
        e -> e.manyByteObjects,
        (e, v) -> e.manyByteObjects = v,
        Byte[]::clone,
        new Byte[] {-1, 0});
    add("wideText", e -> e.wideText, (e, v) -> e.wideText = v, "日".repeat(20_000));
  }

  private void names() {
    add("letter", e -> e.letter, (e, v) -> e.letter = v, Letter.ALPHA, Letter.BETA);
    add("grade", e -> e.grade, (e, v) -> e.grade = v, Level.LOW, Level.HIGH);
    add("nativeColour", e -> e.nativeColour, (e, v) -> e.nativeColour = v, Colour.RED, Colour.BLUE);
    add("nativeLetter", e -> e.nativeLetter, (e, v) -> e.nativeLetter = v, Letter.BETA);
    add(
        "currency",
        e -> e.currency,
        (e, v) -> e.currency = v,
        Currency.getInstance("EUR"),
        Currency.getInstance("XXX"));
    add(
        "locale",
        e -> e.locale,
        (e, v) -> e.locale = v,
        Locale.GERMANY,
        Locale.ROOT,
        Locale.forLanguageTag("zh-Hant-TW"),
        new Locale("ja", "JP", "JP"));
    add(
        "timeZone",
        e -> e.timeZone,
        (e, v) -> e.timeZone = v,
        TimeZone.getTimeZone("Asia/Kathmandu"),
        TimeZone.getTimeZone("GMT-03:30"));
    add(
        "uri",
        e -> e.uri,
        (e, v) -> e.uri = v,
        URI.create("https://example.org/a%20b?c=d#e"),
        URI.create("../up"));
    add("url", e -> e.url, (e, v) -> e.url = v, url("file:/a/b?c#d"), url("http://localhost:1/"));
    add("type", e -> e.type, (e, v) -> e.type = v, String.class, Letter.class, int[][].class);
  }

  private void madeOfOthers() {
    add("point", e -> e.point, (e, v) -> e.point = v, new Point(1, -2));
    add("lobPoint", e -> e.lobPoint, (e, v) -> e.lobPoint = v, new Point(3, 4));
    add("ratio", e -> e.ratio, (e, v) -> e.ratio = v, new Ratio(1, 3), new Ratio(0, -1));
  }

  private static URL url(String text) {
    try {
      return new URL(text);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Fewer digits of a second than a value has: the rest is cut off, towards the past. */
  private void digits() {
    addChanged(
        "secondOfDate",
        e -> e.secondOfDate,
        (e, v) -> e.secondOfDate = v,
        value -> value.truncatedTo(ChronoUnit.SECONDS),
        LocalDateTime.of(2024, 12, 31, 23, 59, 59, 999_999_999),
        LocalDateTime.of(1960, 1, 1, 0, 0, 0, 999_999_999));
    addChanged(
        "millisecond",
        e -> e.millisecond,
        (e, v) -> e.millisecond = v,
        value -> value.truncatedTo(ChronoUnit.MILLIS),
        Instant.parse("2024-12-31T23:59:59.999999999Z"),
        Instant.parse("1960-01-01T00:00:00.000999999Z"));
    addChanged(
        "tenth",
        e -> e.tenth,
        (e, v) -> e.tenth = v,
        value -> value.withNano(900_000_000),
        LocalTime.of(23, 59, 59, 999_999_999));
    addChanged(
        "hundredth",
        e -> e.hundredth,
        (e, v) -> e.hundredth = v,
        value -> value.withNano(990_000_000),
        OffsetTime.parse("23:59:59.999999999+05:45"));
    addChanged(
        "secondOfPoint",
        e -> e.secondOfPoint,
        (e, v) -> e.secondOfPoint = v,
        value -> new Date(Math.floorDiv(value.getTime(), 1_000) * 1_000),
        new Date(1_999),
        new Date(-1));
  }

  private void legacyPoints() {
    add(
        "moment",
        e -> e.moment,
        (e, v) -> e.moment = v,
        new Date(0),
        new Date(-1),
        Date.from(Instant.parse("2024-03-10T02:30:00.123Z")),
        Date.from(Instant.parse("2024-11-03T03:45:00Z")),
        Date.from(Instant.parse("0001-01-01T00:00:00Z")),
        Date.from(Instant.parse("9999-12-31T23:59:59.999Z")));
    add(
        "sqlTimestamp",
        e -> e.sqlTimestamp,
        (e, v) -> e.sqlTimestamp = v,
        Timestamp.from(Instant.parse("2024-11-03T04:45:00.123456Z")),
        Timestamp.from(Instant.parse("1582-10-10T01:02:03Z")));
    add("calendar", e -> e.calendar, (e, v) -> e.calendar = v, calendar(-1), calendar(1L << 40));
  }

  private void legacyParts() {
    add(
        "sqlDate",
        e -> e.sqlDate,
        (e, v) -> e.sqlDate = v,
        java.sql.Date.valueOf("2024-03-10"),
        java.sql.Date.valueOf("1500-02-28"),
        java.sql.Date.valueOf("9999-12-31"));
    add(
        "sqlTime",
        e -> e.sqlTime,
        (e, v) -> e.sqlTime = v,
        Time.valueOf("23:59:59"),
        new Time(Time.valueOf("02:30:00").getTime() + 123));
    add(
        "dateAsDay",
        e -> e.dateAsDay,
        (e, v) -> e.dateAsDay = v,
        new Date(java.sql.Date.valueOf("2024-11-03").getTime()));
    add(
        "dateAsTime",
        e -> e.dateAsTime,
        (e, v) -> e.dateAsTime = v,
        new Date(Time.valueOf("12:34:56").getTime() + 789));
    add(
        "calendarAsDay",
        e -> e.calendarAsDay,
        (e, v) -> e.calendarAsDay = v,
        calendar(java.sql.Date.valueOf("2024-03-10").getTime()));
    add(
        "calendarAsTime",
        e -> e.calendarAsTime,
        (e, v) -> e.calendarAsTime = v,
        calendar(Time.valueOf("00:00:01").getTime()));
  }

  private static Calendar calendar(long millis) {
    Calendar calendar = Calendar.getInstance();
    calendar.setTimeInMillis(millis);
    return calendar;
  }

  private void times() {
    add(
        "localDate",
        e -> e.localDate,
        (e, v) -> e.localDate = v,
        LocalDate.of(1970, 1, 1),
        LocalDate.of(1, 1, 1),
        LocalDate.of(1582, 10, 10),
        LocalDate.of(1900, 2, 28),
        LocalDate.of(2024, 2, 29),
        LocalDate.of(9999, 12, 31));
    add(
        "localTime",
        e -> e.localTime,
        (e, v) -> e.localTime = v,
        LocalTime.NOON,
        LocalTime.MIN,
        LocalTime.of(2, 30, 0, 1_000),
        LocalTime.of(23, 59, 59, 999_999_000));
    add(
        "localDateTime",
        e -> e.localDateTime,
        (e, v) -> e.localDateTime = v,
        LocalDateTime.of(2024, 7, 1, 12, 0),
        LocalDateTime.of(1, 1, 1, 0, 0),
        LocalDateTime.of(1582, 10, 10, 10, 10, 10, 123_456_000),
        LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
        // skipped in St John's, and had twice
        LocalDateTime.of(2024, 3, 10, 2, 30),
        LocalDateTime.of(2024, 11, 3, 1, 30),
        LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000));
  }

  private void points() {
    add(
        "instant",
        e -> e.instant,
        (e, v) -> e.instant = v,
        Instant.parse("2024-07-01T12:00:00.123456Z"),
        Instant.EPOCH,
        Instant.parse("0001-01-01T00:00:00Z"),
        Instant.parse("1969-12-31T23:59:59.999999Z"),
        // by the clock of UTC in the hour that St John's skips; and in the one that it has twice
        Instant.parse("2024-03-10T02:30:00Z"),
        Instant.parse("2024-11-03T03:45:00Z"),
        Instant.parse("2024-11-03T04:45:00Z"),
        Instant.parse("9999-12-31T23:59:59.999999Z"));
    addChanged(
        "offsetDateTime",
        e -> e.offsetDateTime,
        (e, v) -> e.offsetDateTime = v,
        value -> value.withOffsetSameInstant(ZoneOffset.UTC),
        OffsetDateTime.parse("2024-07-01T12:00:00.123456+05:45"),
        OffsetDateTime.parse("2024-01-01T00:00:00-18:00"),
        OffsetDateTime.parse("2024-12-31T23:59:59+14:00"),
        OffsetDateTime.parse("1850-06-01T01:02:03+01:02:03"),
        OffsetDateTime.parse("0001-01-02T00:00:00+05:45"));
    addChanged(
        "zonedDateTime",
        e -> e.zonedDateTime,
        (e, v) -> e.zonedDateTime = v,
        value -> value.withZoneSameInstant(ZoneOffset.UTC),
        ZonedDateTime.parse("2024-11-03T01:30:00-03:30[America/St_Johns]"),
        ZonedDateTime.parse("2024-07-01T12:00:00.123456+05:45[Asia/Kathmandu]"));
  }

  private void calendars() {
    add(
        "offsetTime",
        e -> e.offsetTime,
        (e, v) -> e.offsetTime = v,
        OffsetTime.parse("12:00Z"),
        OffsetTime.parse("23:59:59.999999+05:45"),
        OffsetTime.MIN);
    add("year", e -> e.year, (e, v) -> e.year = v, Year.of(2024), Year.of(1), Year.of(-9999));
    add(
        "yearMonth",
        e -> e.yearMonth,
        (e, v) -> e.yearMonth = v,
        YearMonth.of(2024, 2),
        YearMonth.of(1, 1),
        YearMonth.of(9999, 12));
    add("monthDay", e -> e.monthDay, (e, v) -> e.monthDay = v, MonthDay.of(2, 29));
    add(
        "duration",
        e -> e.duration,
        (e, v) -> e.duration = v,
        Duration.ofHours(25),
        Duration.ZERO,
        Duration.ofNanos(Long.MIN_VALUE),
        Duration.ofNanos(Long.MAX_VALUE));
    add(
        "period",
        e -> e.period,
        (e, v) -> e.period = v,
        Period.of(1, 14, -3),
        Period.ZERO,
        Period.ofWeeks(2));
    add(
        "zoneId",
        e -> e.zoneId,
        (e, v) -> e.zoneId = v,
        ZoneId.of("America/St_Johns"),
        ZoneId.of("UTC"),
        ZoneOffset.UTC);
    add(
        "zoneOffset",
        e -> e.zoneOffset,
        (e, v) -> e.zoneOffset = v,
        ZoneOffset.of("+05:45"),
        ZoneOffset.UTC,
        ZoneOffset.MAX,
        ZoneOffset.of("-01:02:03"));
  }

  private static byte[] everyByte(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 256);
    }
    return bytes;
  }
}
