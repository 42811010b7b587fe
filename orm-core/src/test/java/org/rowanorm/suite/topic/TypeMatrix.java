package org.rowanorm.suite.topic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
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
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomGenerator;
import org.rowanorm.suite.topic.Everything.Colour;
import org.rowanorm.suite.topic.Everything.Point;
import org.rowanorm.suite.topic.Everything.Ratio;

/** Generated values for each attribute, and the rule by which they come back. */
@SuppressWarnings("JavaUtilDate")
final class TypeMatrix {

  private static final int TRIES = 1_000;
  private static final int NULL_PERCENT = 5;
  static final int MEBIBYTE = 1 << 20;
  private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
  private static final long DAY_NANOS = LocalTime.MAX.toNanoOfDay();

  /**
   * An attribute.
   *
   * @param extremes of what the first objects have one each, so that they are in every run
   * @param rule what a value is when it comes back
   */
  record Cell<T>(
      String attribute,
      RandomGenerator<T> values,
      List<RandomGenerator<T>> extremes,
      Function<Everything, T> getter,
      BiConsumer<Everything, T> setter,
      UnaryOperator<T> rule) {

    Cell<T> with(List<Arbitrary<T>> added) {
      List<RandomGenerator<T>> generators =
          added.stream().map(arbitrary -> arbitrary.generator(TRIES)).toList();
      return new Cell<>(attribute, values, generators, getter, setter, rule);
    }

    void fill(Everything object, Random random, boolean nullable) {
      int row = object.id - 1;
      if (row < extremes.size()) {
        setter.accept(object, extremes.get(row).next(random).value());
        return;
      }
      boolean isNull = nullable && random.nextInt(100) < NULL_PERCENT;
      setter.accept(object, isNull ? null : values.next(random).value());
    }

    Object expected(Everything written) {
      T value = getter.apply(written);
      return value == null ? null : rule.apply(value);
    }

    Object found(Everything read) {
      return getter.apply(read);
    }
  }

  final List<Cell<?>> primitives = new ArrayList<>();
  final List<Cell<?>> objects = new ArrayList<>();

  TypeMatrix(SuiteDatabase database) {
    primitives();
    numbers(database);
    texts();
    bytes();
    days();
    times();
    points();
    calendars();
    made();
    FurtherCells further = new FurtherCells(database);
    primitives.addAll(further.primitives);
    objects.addAll(further.objects);
  }

  /** A cell with a rule. */
  static <T> Cell<T> cell(
      String attribute,
      Arbitrary<T> values,
      Function<Everything, T> getter,
      BiConsumer<Everything, T> setter,
      UnaryOperator<T> rule) {
    return new Cell<>(attribute, values.generator(TRIES, true), List.of(), getter, setter, rule);
  }

  static <T> Cell<T> cell(
      String attribute,
      Arbitrary<T> values,
      Function<Everything, T> getter,
      BiConsumer<Everything, T> setter) {
    return cell(attribute, values, getter, setter, value -> value);
  }

  private <T> void add(
      String attribute,
      Arbitrary<T> values,
      Function<Everything, T> getter,
      BiConsumer<Everything, T> setter) {
    objects.add(cell(attribute, values, getter, setter));
  }

  private <T> void add(
      String attribute,
      Arbitrary<T> values,
      Function<Everything, T> getter,
      BiConsumer<Everything, T> setter,
      UnaryOperator<T> rule) {
    objects.add(cell(attribute, values, getter, setter, rule));
  }

  private void primitives() {
    primitives.add(cell("aByte", Arbitraries.bytes(), e -> e.aByte, (e, v) -> e.aByte = v));
    primitives.add(cell("aShort", Arbitraries.shorts(), e -> e.aShort, (e, v) -> e.aShort = v));
    primitives.add(cell("anInt", Arbitraries.integers(), e -> e.anInt, (e, v) -> e.anInt = v));
    primitives.add(cell("aLong", Arbitraries.longs(), e -> e.aLong, (e, v) -> e.aLong = v));
    primitives.add(cell("yes", Arbitraries.of(true, false), e -> e.yes, (e, v) -> e.yes = v));
  }

  /** Which floats stand in a database beside the usual ones. */
  static List<Arbitrary<Float>> extremeFloats(SuiteDatabase database) {
    List<Float> extremes =
        new ArrayList<>(List.of(-0.0f, 0.0f, Float.MIN_VALUE, -Float.MAX_VALUE, Float.MAX_VALUE));
    if (database.holdsNotANumber()) {
      extremes.addAll(List.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY));
    }
    return extremes.stream().map(Arbitraries::just).toList();
  }

  /** The same of doubles. */
  static List<Arbitrary<Double>> extremeDoubles(SuiteDatabase database) {
    List<Double> extremes =
        new ArrayList<>(List.of(-0.0, 0.0, Double.MIN_NORMAL, -Double.MAX_VALUE, Double.MAX_VALUE));
    if (database.holdsNotANumber()) {
      extremes.addAll(List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
    }
    return extremes.stream().map(Arbitraries::just).toList();
  }

  /** What becomes of -0.0. */
  static UnaryOperator<Float> floatRule(SuiteDatabase database) {
    return database.keepsNegativeZero() ? value -> value : value -> value + 0f;
  }

  /** The same of doubles. */
  static UnaryOperator<Double> doubleRule(SuiteDatabase database) {
    return database.keepsNegativeZero() ? value -> value : value -> value + 0.0;
  }

  private void numbers(SuiteDatabase database) {
    objects.add(
        cell(
                "boxedFloat",
                Arbitraries.floats(),
                e -> e.boxedFloat,
                (e, v) -> e.boxedFloat = v,
                floatRule(database))
            .with(extremeFloats(database)));
    objects.add(
        cell(
                "boxedDouble",
                Arbitraries.doubles(),
                e -> e.boxedDouble,
                (e, v) -> e.boxedDouble = v,
                doubleRule(database))
            .with(extremeDoubles(database)));
    BigDecimal most = BigDecimal.TEN.pow(36).subtract(BigDecimal.ONE);
    add(
        "decimal",
        Arbitraries.bigDecimals().between(most.negate(), most).ofScale(2),
        e -> e.decimal,
        (e, v) -> e.decimal = v,
        v -> v.setScale(2, RoundingMode.UNNECESSARY));
    BigInteger greatest = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
    add(
        "bigInteger",
        Arbitraries.bigIntegers().between(greatest.negate(), greatest),
        e -> e.bigInteger,
        (e, v) -> e.bigInteger = v);
  }

  /** Of all planes, with characters that combine; no character 0 and no half of a pair. */
  static Arbitrary<String> text(int length) {
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, Arbitraries.integers().between(1, 0x7F)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0x80, 0xD7FF)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0x300, 0x36F)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0x1F600, 0x1F64F)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0xE000, 0x10FFFF)))
        .list()
        .ofMaxSize(length)
        .map(
            points -> {
              StringBuilder text = new StringBuilder();
              points.forEach(text::appendCodePoint);
              return text.toString();
            });
  }

  /** A mebibyte of text, in which each character takes from one to four bytes. */
  static Arbitrary<String> longText() {
    return Arbitraries.randomValue(
        random -> {
          StringBuilder text = new StringBuilder();
          for (int bytes = 0; bytes < MEBIBYTE; ) {
            int most = Math.min(4, MEBIBYTE - bytes);
            int length = 1 + random.nextInt(most);
            text.appendCodePoint(point(length, random));
            bytes += length;
          }
          return text.toString();
        });
  }

  /** A character that takes so many bytes in UTF-8. */
  private static int point(int bytes, Random random) {
    return switch (bytes) {
      case 1 -> 1 + random.nextInt(0x7F);
      case 2 -> 0x80 + random.nextInt(0x780);
      case 3 -> 0x800 + random.nextInt(0xD000);
      default -> 0x10000 + random.nextInt(0x100000);
    };
  }

  /** A mebibyte of any bytes. */
  static Arbitrary<byte[]> longBytes() {
    return Arbitraries.randomValue(
        random -> {
          byte[] bytes = new byte[MEBIBYTE];
          random.nextBytes(bytes);
          return bytes;
        });
  }

  private void texts() {
    add("text", text(120), e -> e.text, (e, v) -> e.text = v);
    objects.add(
        cell("longText", text(2_000), e -> e.longText, (e, v) -> e.longText = v)
            .with(List.of(Arbitraries.just(""), longText())));
    add("chars", text(60).map(String::toCharArray), e -> e.chars, (e, v) -> e.chars = v);
    add(
        "locale",
        // the language tag of no_NO_NY is that of nn_NO
        Arbitraries.of(Locale.getAvailableLocales()).filter(l -> !l.getVariant().equals("NY")),
        e -> e.locale,
        (e, v) -> e.locale = v);
    add(
        "currency",
        Arbitraries.of(Currency.getAvailableCurrencies()),
        e -> e.currency,
        (e, v) -> e.currency = v);
  }

  private void bytes() {
    add(
        "bytes",
        Arbitraries.bytes().array(byte[].class).ofMaxSize(255),
        e -> e.bytes,
        (e, v) -> e.bytes = v);
    objects.add(
        cell(
                "manyBytes",
                Arbitraries.bytes().array(byte[].class).ofMaxSize(3_000),
                e -> e.manyBytes,
                (e, v) -> e.manyBytes = v)
            .with(List.of(Arbitraries.just(new byte[0]), longBytes())));
    add("uuid", uuids(), e -> e.uuid, (e, v) -> e.uuid = v);
  }

  /** Of the versions from 1 to 7; others are a test of their own. */
  private static Arbitrary<UUID> uuids() {
    return Combinators.combine(
            Arbitraries.longs(), Arbitraries.longs(), Arbitraries.longs().between(1, 7))
        .as(
            (high, low, version) ->
                new UUID(
                    (high & ~0xF000L) | (version << 12),
                    (low & 0x3FFF_FFFF_FFFF_FFFFL) | Long.MIN_VALUE));
  }

  static Arbitrary<LocalDate> dates() {
    return Arbitraries.longs().between(FIRST_DAY, LAST_DAY).map(LocalDate::ofEpochDay);
  }

  private static Arbitrary<LocalTime> clock() {
    return Arbitraries.longs().between(0, DAY_NANOS).map(LocalTime::ofNanoOfDay);
  }

  private static Arbitrary<LocalDateTime> dateTimes() {
    return Combinators.combine(dates(), clock()).as(LocalDateTime::of);
  }

  static Arbitrary<Instant> instants() {
    return dateTimes().map(time -> time.toInstant(ZoneOffset.UTC));
  }

  /** In years that no offset leads out of. */
  private static Arbitrary<Instant> innerInstants() {
    return Combinators.combine(
            Arbitraries.longs().between(FIRST_DAY + 1, LAST_DAY - 1).map(LocalDate::ofEpochDay),
            clock())
        .as((date, time) -> date.atTime(time).toInstant(ZoneOffset.UTC));
  }

  private static Arbitrary<ZoneOffset> offsets() {
    return Arbitraries.integers().between(-18 * 3600, 18 * 3600).map(ZoneOffset::ofTotalSeconds);
  }

  static Arbitrary<OffsetTime> offsetTimes() {
    return Combinators.combine(clock(), offsets()).as(OffsetTime::of);
  }

  private static Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZoneId.getAvailableZoneIds()).map(ZoneId::of);
  }

  private void days() {
    add("localDate", dates(), e -> e.localDate, (e, v) -> e.localDate = v);
    add("sqlDate", dates().map(java.sql.Date::valueOf), e -> e.sqlDate, (e, v) -> e.sqlDate = v);
  }

  private void times() {
    add(
        "localTime",
        clock(),
        e -> e.localTime,
        (e, v) -> e.localTime = v,
        v -> v.truncatedTo(ChronoUnit.MICROS));
    add(
        "tenth",
        clock(),
        e -> e.tenth,
        (e, v) -> e.tenth = v,
        v -> v.with(ChronoField.MILLI_OF_SECOND, v.get(ChronoField.MILLI_OF_SECOND) / 100 * 100L));
    add(
        "sqlTime",
        Arbitraries.integers()
            .between(0, 24 * 3600 * 1_000 - 1)
            .map(millis -> new Time(Time.valueOf("00:00:00").getTime() + millis)),
        e -> e.sqlTime,
        (e, v) -> e.sqlTime = v);
    add(
        "localDateTime",
        dateTimes(),
        e -> e.localDateTime,
        (e, v) -> e.localDateTime = v,
        v -> v.truncatedTo(ChronoUnit.MICROS));
    add(
        "secondOfDate",
        dateTimes(),
        e -> e.secondOfDate,
        (e, v) -> e.secondOfDate = v,
        v -> v.truncatedTo(ChronoUnit.SECONDS));
    add(
        "offsetTime",
        offsetTimes(),
        e -> e.offsetTime,
        (e, v) -> e.offsetTime = v,
        v -> v.truncatedTo(ChronoUnit.MICROS));
  }

  private void points() {
    add(
        "instant",
        instants(),
        e -> e.instant,
        (e, v) -> e.instant = v,
        v -> v.truncatedTo(ChronoUnit.MICROS));
    add(
        "millisecond",
        instants(),
        e -> e.millisecond,
        (e, v) -> e.millisecond = v,
        v -> v.truncatedTo(ChronoUnit.MILLIS));
    add(
        "offsetDateTime",
        Combinators.combine(innerInstants(), offsets()).as(OffsetDateTime::ofInstant),
        e -> e.offsetDateTime,
        (e, v) -> e.offsetDateTime = v,
        v -> v.withOffsetSameInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS));
    add(
        "zonedDateTime",
        Combinators.combine(innerInstants(), zones()).as(ZonedDateTime::ofInstant),
        e -> e.zonedDateTime,
        (e, v) -> e.zonedDateTime = v,
        v -> v.withZoneSameInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS));
    add("moment", instants().map(Date::from), e -> e.moment, (e, v) -> e.moment = v);
    add(
        "sqlTimestamp",
        instants().map(Timestamp::from),
        e -> e.sqlTimestamp,
        (e, v) -> e.sqlTimestamp = v,
        v -> Timestamp.from(v.toInstant().truncatedTo(ChronoUnit.MICROS)));
  }

  private void calendars() {
    add(
        "year",
        Arbitraries.integers().between(Year.MIN_VALUE, Year.MAX_VALUE).map(Year::of),
        e -> e.year,
        (e, v) -> e.year = v);
    add("yearMonth", dates().map(YearMonth::from), e -> e.yearMonth, (e, v) -> e.yearMonth = v);
    add("monthDay", dates().map(MonthDay::from), e -> e.monthDay, (e, v) -> e.monthDay = v);
    add(
        "duration",
        Arbitraries.longs().map(Duration::ofNanos),
        e -> e.duration,
        (e, v) -> e.duration = v);
    add(
        "period",
        Combinators.combine(Arbitraries.integers(), Arbitraries.integers(), Arbitraries.integers())
            .as(Period::of),
        e -> e.period,
        (e, v) -> e.period = v);
    add("zoneId", zones(), e -> e.zoneId, (e, v) -> e.zoneId = v);
    add("zoneOffset", offsets(), e -> e.zoneOffset, (e, v) -> e.zoneOffset = v);
  }

  private void made() {
    add("colour", Arbitraries.of(Colour.class), e -> e.colour, (e, v) -> e.colour = v);
    add(
        "nativeColour",
        Arbitraries.of(Colour.class),
        e -> e.nativeColour,
        (e, v) -> e.nativeColour = v);
    add(
        "point",
        Combinators.combine(Arbitraries.integers(), Arbitraries.integers()).as(Point::new),
        e -> e.point,
        (e, v) -> e.point = v);
    add(
        "ratio",
        Combinators.combine(Arbitraries.integers(), Arbitraries.integers()).as(Ratio::new),
        e -> e.ratio,
        (e, v) -> e.ratio = v);
  }
}
