package org.rowanorm.suite.topic;

import static net.jqwik.api.Arbitraries.integers;

import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.sql.Time;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.rowanorm.suite.topic.Everything.Colour;
import org.rowanorm.suite.topic.Everything.Letter;
import org.rowanorm.suite.topic.Everything.Level;
import org.rowanorm.suite.topic.TypeMatrix.Cell;

/**
 * Generated values for wrappers, objects in arrays, enums, legacy times and what stands as text.
 */
@SuppressWarnings({"JavaUtilDate", "deprecation"})
final class FurtherCells {

  private static final long MIDNIGHT = Time.valueOf("00:00:00").getTime();
  private static final long CENTISECOND = 10_000_000;

  final List<Cell<?>> primitives = new ArrayList<>();
  final List<Cell<?>> objects = new ArrayList<>();

  FurtherCells(SuiteDatabase database) {
    primitives();
    fractions(database);
    wrappers();
    arrays();
    enums();
    asText();
    legacyTimes();
    calendars();
  }

  private <T> void add(
      String attribute,
      Arbitrary<T> values,
      Function<Everything, T> getter,
      BiConsumer<Everything, T> setter) {
    add(attribute, values, getter, setter, value -> value);
  }

  private <T> void add(
      String attribute,
      Arbitrary<T> values,
      Function<Everything, T> getter,
      BiConsumer<Everything, T> setter,
      UnaryOperator<T> rule) {
    objects.add(TypeMatrix.cell(attribute, values, getter, setter, rule));
  }

  private <T> void addPrimitive(
      String attribute,
      Arbitrary<T> values,
      Function<Everything, T> getter,
      BiConsumer<Everything, T> setter) {
    primitives.add(TypeMatrix.cell(attribute, values, getter, setter, value -> value));
  }

  private static Arbitrary<Character> chars() {
    return Arbitraries.chars().range((char) 1, (char) 0xD7FF);
  }

  private void primitives() {
    addPrimitive(
        "aBoolean", Arbitraries.of(true, false), e -> e.aBoolean, (e, v) -> e.aBoolean = v);
    addPrimitive("aChar", chars(), e -> e.aChar, (e, v) -> e.aChar = v);
  }

  private void fractions(SuiteDatabase database) {
    primitives.add(
        TypeMatrix.cell(
                "aFloat",
                Arbitraries.floats(),
                e -> e.aFloat,
                (e, v) -> e.aFloat = v,
                TypeMatrix.floatRule(database))
            .with(TypeMatrix.extremeFloats(database)));
    primitives.add(
        TypeMatrix.cell(
                "aDouble",
                Arbitraries.doubles(),
                e -> e.aDouble,
                (e, v) -> e.aDouble = v,
                TypeMatrix.doubleRule(database))
            .with(TypeMatrix.extremeDoubles(database)));
  }

  private void wrappers() {
    add(
        "boxedBoolean",
        Arbitraries.of(true, false),
        e -> e.boxedBoolean,
        (e, v) -> e.boxedBoolean = v);
    add("boxedByte", Arbitraries.bytes(), e -> e.boxedByte, (e, v) -> e.boxedByte = v);
    add("boxedShort", Arbitraries.shorts(), e -> e.boxedShort, (e, v) -> e.boxedShort = v);
    add("boxedInt", integers(), e -> e.boxedInt, (e, v) -> e.boxedInt = v);
    add("boxedLong", Arbitraries.longs(), e -> e.boxedLong, (e, v) -> e.boxedLong = v);
    add("boxedChar", chars(), e -> e.boxedChar, (e, v) -> e.boxedChar = v);
    BigDecimal most = BigDecimal.TEN.pow(20).subtract(BigDecimal.ONE);
    add(
        "fine",
        Arbitraries.bigDecimals().between(most.negate(), most).ofScale(10),
        e -> e.fine,
        (e, v) -> e.fine = v,
        v -> v.setScale(10));
  }

  private void arrays() {
    Arbitrary<char[]> texts = TypeMatrix.text(2_000).map(String::toCharArray);
    objects.add(
        TypeMatrix.cell("manyChars", texts, e -> e.manyChars, (e, v) -> e.manyChars = v)
            .with(
                List.of(
                    Arbitraries.just(new char[0]),
                    Arbitraries.just(new char[] {'x'}),
                    TypeMatrix.longText().map(String::toCharArray))));
    Arbitrary<Character[]> characters =
        TypeMatrix.text(60)
            .map(text -> text.chars().mapToObj(c -> (char) c).toArray(Character[]::new));
    add("charObjects", characters, e -> e.charObjects, (e, v) -> e.charObjects = v);
    Arbitrary<Byte[]> few = bytes(255);
    add("byteObjects", few, e -> e.byteObjects, (e, v) -> e.byteObjects = v);
    Arbitrary<Byte[]> many = bytes(3_000);
    objects.add(
        TypeMatrix.cell(
                "manyByteObjects", many, e -> e.manyByteObjects, (e, v) -> e.manyByteObjects = v)
            .with(
                List.of(
                    Arbitraries.just(new Byte[0]),
                    TypeMatrix.longBytes().map(FurtherCells::boxed))));
  }

  private static Arbitrary<Byte[]> bytes(int length) {
    return Arbitraries.bytes().list().ofMaxSize(length).map(list -> list.toArray(Byte[]::new));
  }

  private static Byte[] boxed(byte[] bytes) {
    Byte[] boxed = new Byte[bytes.length];
    Arrays.setAll(boxed, i -> bytes[i]);
    return boxed;
  }

  private void enums() {
    add("colourName", Arbitraries.of(Colour.class), e -> e.colourName, (e, v) -> e.colourName = v);
    add("letter", Arbitraries.of(Letter.class), e -> e.letter, (e, v) -> e.letter = v);
    add("grade", Arbitraries.of(Level.class), e -> e.grade, (e, v) -> e.grade = v);
    add(
        "nativeLetter",
        Arbitraries.of(Letter.class),
        e -> e.nativeLetter,
        (e, v) -> e.nativeLetter = v);
  }

  private void asText() {
    add("wideText", TypeMatrix.text(2_000), e -> e.wideText, (e, v) -> e.wideText = v);
    add(
        "timeZone",
        Arbitraries.of(TimeZone.getAvailableIDs()).map(TimeZone::getTimeZone),
        e -> e.timeZone,
        (e, v) -> e.timeZone = v);
    Arbitrary<URI> uris = integers().map(number -> URI.create("urn:rowan:" + number));
    add("uri", uris, e -> e.uri, (e, v) -> e.uri = v);
    add("url", integers().map(FurtherCells::url), e -> e.url, (e, v) -> e.url = v);
    Arbitrary<Class<?>> types = Arbitraries.of(String.class, Map.Entry.class, Everything.class);
    add("type", types, e -> e.type, (e, v) -> e.type = v);
    add(
        "lobPoint",
        integers().tuple2().map(both -> new Everything.Point(both.get1(), both.get2())),
        e -> e.lobPoint,
        (e, v) -> e.lobPoint = v);
  }

  /** Without a host, for which two of them would ask the network. */
  private static URL url(int number) {
    try {
      return URI.create("file:/rowan/" + number).toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Arbitrary<Long> clock() {
    return integers().between(0, 24 * 3600 * 1_000 - 1).map(millis -> MIDNIGHT + millis);
  }

  private static long midnight(LocalDate day) {
    return java.sql.Date.valueOf(day).getTime();
  }

  private void legacyTimes() {
    Arbitrary<OffsetTime> times = TypeMatrix.offsetTimes();
    add(
        "hundredth",
        times,
        e -> e.hundredth,
        (e, v) -> e.hundredth = v,
        v -> v.withNano((int) (v.getNano() / CENTISECOND * CENTISECOND)));
    add(
        "secondOfPoint",
        TypeMatrix.instants().map(Date::from),
        e -> e.secondOfPoint,
        (e, v) -> e.secondOfPoint = v,
        v -> Date.from(Instant.ofEpochMilli(v.getTime()).truncatedTo(ChronoUnit.SECONDS)));
    Arbitrary<Date> days = TypeMatrix.dates().map(day -> new Date(midnight(day)));
    add("dateAsDay", days, e -> e.dateAsDay, (e, v) -> e.dateAsDay = v);
    add("dateAsTime", clock().map(Date::new), e -> e.dateAsTime, (e, v) -> e.dateAsTime = v);
  }

  /** A calendar is the same point in any zone, so that points are compared. */
  private void calendars() {
    add(
        "calendar",
        TypeMatrix.instants().map(Instant::toEpochMilli),
        e -> millis(e.calendar),
        (e, v) -> e.calendar = calendar(v));
    add(
        "calendarAsDay",
        TypeMatrix.dates().map(FurtherCells::midnight),
        e -> millis(e.calendarAsDay),
        (e, v) -> e.calendarAsDay = calendar(v));
    add(
        "calendarAsTime",
        clock(),
        e -> millis(e.calendarAsTime),
        (e, v) -> e.calendarAsTime = calendar(v));
  }

  private static Long millis(Calendar calendar) {
    return calendar == null ? null : calendar.getTimeInMillis();
  }

  private static Calendar calendar(Long millis) {
    if (millis == null) {
      return null;
    }
    Calendar calendar = Calendar.getInstance();
    calendar.setTimeInMillis(millis);
    return calendar;
  }
}
