package org.rowanorm.type;

import jakarta.persistence.TemporalType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Types;
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
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The column types that are there without registration.
 *
 * <p>Times are kept to the microsecond, which is what all databases can hold, or to the digits that
 * the mapping asks for; what is finer is cut off before it is bound, since some databases would
 * round it. Points on the time line ({@code Instant}, {@code OffsetDateTime}, {@code
 * ZonedDateTime}) are stored and read back in UTC, and two of them are the same if they are the
 * same instant. All databases hold the years from 1 to 9999, in UTC for points; others are refused.
 *
 * <p>{@code OffsetTime}, {@code YearMonth}, {@code MonthDay}, {@code Period}, {@code ZoneId} and
 * {@code ZoneOffset} are stored as their texts: they can be found, but are sorted as text. A {@code
 * Duration} is stored in nanoseconds and may last 292 years. Names ({@code Currency}, {@code
 * Locale}, {@code TimeZone}, {@code URI}, {@code URL}, {@code Class}) are texts. Decimals have the
 * digits that their column has: the database rounds what is finer and refuses what is greater.
 */
public final class ColumnTypes {

  /** Text of a bounded length. */
  public static final ColumnType<String> STRING =
      new SimpleType<>(
          String.class,
          SqlType.VARCHAR,
          Types.VARCHAR,
          ResultSet::getString,
          PreparedStatement::setString);

  /** Text of any length. */
  public static final ColumnType<String> TEXT =
      new SimpleType<>(
          String.class,
          SqlType.TEXT,
          Types.LONGVARCHAR,
          ResultSet::getString,
          PreparedStatement::setString);

  /** Whole numbers of 32 bits. */
  public static final ColumnType<Integer> INTEGER =
      new SimpleType<>(
          Integer.class,
          SqlType.INTEGER,
          Types.INTEGER,
          ResultSet::getInt,
          PreparedStatement::setInt);

  /** Whole numbers of 64 bits. */
  public static final ColumnType<Long> LONG =
      new SimpleType<>(
          Long.class, SqlType.BIGINT, Types.BIGINT, ResultSet::getLong, PreparedStatement::setLong);

  /** Bytes of a bounded number. */
  static final ColumnType<byte[]> BINARY = new BytesType(SqlType.BINARY);

  /** Bytes of any number. */
  public static final ColumnType<byte[]> BLOB = new BytesType(SqlType.BLOB);

  private static final ColumnType<Byte[]> BYTE_OBJECTS = byteObjects(BINARY);
  private static final ColumnType<Byte[]> BLOB_OBJECTS = byteObjects(BLOB);
  private static final ColumnType<char[]> CHARS = chars(STRING);
  private static final ColumnType<char[]> LONG_CHARS = chars(TEXT);
  private static final ColumnType<Character[]> CHAR_OBJECTS = charObjects(STRING);
  private static final ColumnType<Character[]> LONG_CHAR_OBJECTS = charObjects(TEXT);

  /** The types of columns of any length. */
  private static final Map<Class<?>, ColumnType<?>> LOBS =
      Map.of(
          String.class, TEXT,
          char[].class, LONG_CHARS,
          Character[].class, LONG_CHAR_OBJECTS,
          byte[].class, BLOB,
          Byte[].class, BLOB_OBJECTS);

  private static final ColumnType<Double> DOUBLE =
      new SimpleType<>(
          Double.class,
          SqlType.DOUBLE,
          Types.DOUBLE,
          ResultSet::getDouble,
          PreparedStatement::setDouble);

  /** Floats in a column of doubles, for databases that cannot tell a float from its neighbours. */
  public static final ColumnType<Float> FLOAT_IN_DOUBLE =
      new ConvertedType<>(Float.class, DOUBLE, Float::doubleValue, Double::floatValue);

  /** A day. */
  static final ColumnType<LocalDate> DATE =
      new SimpleType<>(
              LocalDate.class,
              SqlType.DATE,
              Types.DATE,
              (row, column) -> row.getObject(column, LocalDate.class),
              PreparedStatement::setObject)
          .keeping((date, digits) -> Fractions.held(date));

  /** A time of day. */
  static final ColumnType<LocalTime> TIME =
      new SimpleType<>(
              LocalTime.class,
              SqlType.TIME,
              Types.TIME,
              (row, column) -> row.getObject(column, LocalTime.class),
              PreparedStatement::setObject)
          .keeping(Fractions::cut);

  /** A date with a time. */
  public static final ColumnType<LocalDateTime> TIMESTAMP =
      timestamp((row, column) -> row.getObject(column, LocalDateTime.class));

  /**
   * A date with a time, read one after the other, for drivers that take both together through the
   * time zone of the JVM, where some times do not exist.
   */
  public static final ColumnType<LocalDateTime> TIMESTAMP_IN_PARTS =
      timestamp(
          (row, column) -> {
            LocalDate date = row.getObject(column, LocalDate.class);
            return date == null ? null : date.atTime(row.getObject(column, LocalTime.class));
          });

  /** A point on the time line in a column of its own kind. */
  public static final ColumnType<OffsetDateTime> ZONED_TIMESTAMP =
      new SimpleType<>(
              OffsetDateTime.class,
              SqlType.INSTANT,
              Types.TIMESTAMP_WITH_TIMEZONE,
              (row, column) -> utc(row.getObject(column, OffsetDateTime.class)),
              PreparedStatement::setObject)
          .keeping(
              (time, digits) -> Fractions.held(time.withOffsetSameInstant(ZoneOffset.UTC), digits));

  /** A UUID as the driver takes it. */
  public static final ColumnType<UUID> NATIVE_UUID =
      new SimpleType<>(
          UUID.class,
          SqlType.UUID,
          Types.OTHER,
          (row, column) -> row.getObject(column, UUID.class),
          PreparedStatement::setObject);

  /** A UUID as text. */
  public static final ColumnType<UUID> TEXT_UUID =
      new ConvertedType<>(UUID.class, withSqlType(SqlType.UUID), UUID::toString, UUID::fromString);

  private static final int MICROSECONDS = 6;

  private ColumnTypes() {}

  /** Adds all types but those in which databases differ. */
  static void addAll(TypeSet types, ColumnType<OffsetDateTime> point) {
    numbers(types);
    texts(types);
    names(types);
    times(types);
    points(types, point);
    bytes(types);
  }

  /** A point on the time line in a column without a zone, which holds UTC. */
  public static ColumnType<OffsetDateTime> utc(ColumnType<LocalDateTime> timestamp) {
    return new ConvertedType<>(
        OffsetDateTime.class,
        timestamp,
        value -> value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime(),
        value -> value.atOffset(ZoneOffset.UTC));
  }

  /** How the text of JSON is bound where the database takes it as text. */
  public static final ColumnType<String> JSON_TEXT = withSqlType(SqlType.JSON);

  /** How the text of JSON, or the name of an enum's constant, is bound as no type that is known. */
  public static ColumnType<String> textOfUnknownType(SqlType sqlType) {
    return new SimpleType<>(
        String.class,
        sqlType,
        Types.OTHER,
        ResultSet::getString,
        (statement, parameter, text) -> statement.setObject(parameter, text, Types.OTHER));
  }

  /** How the text of JSON is bound where the database would take a text for a JSON string. */
  public static final ColumnType<String> JSON_BYTES =
      new SimpleType<>(
          String.class,
          SqlType.JSON,
          Types.VARBINARY,
          ResultSet::getString,
          (statement, parameter, text) ->
              statement.setBytes(parameter, text.getBytes(StandardCharsets.UTF_8)));

  /** An enum by what the column holds for each of its constants. */
  public static <E extends Enum<E>, C> ColumnType<E> enumByValue(
      Class<E> type, Map<E, C> values, ColumnType<C> column) {
    Map<C, E> constants = new HashMap<>();
    values.forEach((constant, value) -> constants.put(value, constant));
    return new ConvertedType<>(
        type,
        column,
        values::get,
        value -> {
          E constant = constants.get(value);
          if (constant == null) {
            throw new IllegalArgumentException(
                "no constant of " + type.getSimpleName() + " stands for " + value);
          }
          return constant;
        });
  }

  /** A class by its name, which a class loader must find. */
  @SuppressWarnings("rawtypes")
  public static ColumnType<Class> classByName(ClassLoader loader) {
    return new ConvertedType<>(
        Class.class,
        STRING,
        Class::getName,
        name -> {
          try {
            return Class.forName(name, false, loader);
          } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("there is no class " + name, e);
          }
        });
  }

  /** Any serialisable object as its bytes. */
  public static ColumnType<Serializable> serialized(ClassLoader loader, boolean lob) {
    ColumnType<byte[]> bytes = lob ? BLOB : BINARY;
    return new ConvertedType<>(
            Serializable.class,
            bytes,
            Serialized::write,
            written -> Serialized.read(written, loader))
        .mutable();
  }

  /** An enum by the names of its constants. */
  public static <E extends Enum<E>> ColumnType<E> enumByName(Class<E> type) {
    return new ConvertedType<>(type, STRING, Enum::name, name -> Enum.valueOf(type, name));
  }

  /** An enum by the positions of its constants, counted from 0. */
  public static <E extends Enum<E>> ColumnType<E> enumByOrdinal(Class<E> type) {
    E[] constants = type.getEnumConstants();
    return new ConvertedType<>(type, INTEGER, Enum::ordinal, ordinal -> constants[ordinal]);
  }

  private static void numbers(TypeSet types) {
    types.add(INTEGER);
    types.add(LONG);
    types.add(
        new SimpleType<>(
            Boolean.class,
            SqlType.BOOLEAN,
            Types.BOOLEAN,
            ResultSet::getBoolean,
            PreparedStatement::setBoolean));
    types.add(
        new SimpleType<>(
            Byte.class,
            SqlType.TINYINT,
            Types.TINYINT,
            ResultSet::getByte,
            PreparedStatement::setByte));
    types.add(
        new SimpleType<>(
            Short.class,
            SqlType.SMALLINT,
            Types.SMALLINT,
            ResultSet::getShort,
            PreparedStatement::setShort));
    types.add(
        new SimpleType<>(
            Float.class,
            SqlType.REAL,
            Types.REAL,
            ResultSet::getFloat,
            PreparedStatement::setFloat));
    types.add(DOUBLE);
    ColumnType<BigDecimal> decimal = new DecimalType();
    types.add(decimal);
    types.add(
        new ConvertedType<>(
            BigInteger.class, decimal, BigDecimal::new, BigDecimal::toBigIntegerExact));
  }

  /** The type of a column of any length for a class of texts or bytes, or null. */
  public static @Nullable ColumnType<?> lob(Class<?> javaType) {
    return LOBS.get(javaType);
  }

  private static void bytes(TypeSet types) {
    types.add(BINARY);
    types.add(BYTE_OBJECTS);
  }

  private static void texts(TypeSet types) {
    types.add(STRING);
    types.add(CHARS);
    types.add(CHAR_OBJECTS);
    types.add(
        new ConvertedType<>(Character.class, STRING, String::valueOf, text -> text.charAt(0)));
    types.add(offsetTime(MICROSECONDS));
    types.add(new ConvertedType<>(YearMonth.class, STRING, YearMonth::toString, YearMonth::parse));
    types.add(new ConvertedType<>(MonthDay.class, STRING, MonthDay::toString, MonthDay::parse));
    types.add(new ConvertedType<>(Period.class, STRING, Period::toString, Period::parse));
    types.add(new ConvertedType<>(ZoneId.class, STRING, ZoneId::getId, ZoneId::of));
    types.add(new ConvertedType<>(ZoneOffset.class, STRING, ZoneOffset::getId, ZoneOffset::of));
  }

  private static void names(TypeSet types) {
    types.add(
        new ConvertedType<>(
            Currency.class, STRING, Currency::getCurrencyCode, Currency::getInstance));
    // an older mapping may have written de_DE
    types.add(
        new ConvertedType<>(
            Locale.class,
            STRING,
            Locale::toLanguageTag,
            tag -> Locale.forLanguageTag(tag.replace('_', '-'))));
    types.add(
        new ConvertedType<>(TimeZone.class, STRING, TimeZone::getID, TimeZone::getTimeZone)
            .mutable());
    types.add(new ConvertedType<>(URI.class, STRING, URI::toString, URI::create));
    types.add(new ConvertedType<>(URL.class, STRING, URL::toExternalForm, ColumnTypes::url));
  }

  private static URL url(String text) {
    try {
      return new URL(text);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static ColumnType<OffsetTime> offsetTime(int seconds) {
    return new ConvertedType<>(
            OffsetTime.class,
            STRING,
            time -> Fractions.cut(time, seconds).toString(),
            OffsetTime::parse)
        .cutBy(ColumnTypes::offsetTime);
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

  private static void times(TypeSet types) {
    types.add(DATE);
    types.add(TIME);
    types.add(new ConvertedType<>(Year.class, INTEGER, Year::getValue, Year::of));
    types.add(new ConvertedType<>(Duration.class, LONG, Duration::toNanos, Duration::ofNanos));
  }

  @SuppressWarnings("deprecation") // mappings still say it
  private static void points(TypeSet types, ColumnType<OffsetDateTime> base) {
    types.add(base);
    types.add(
        new ConvertedType<>(
            Instant.class,
            base,
            instant -> instant.atOffset(ZoneOffset.UTC),
            OffsetDateTime::toInstant));
    types.add(
        new ConvertedType<>(
            ZonedDateTime.class,
            base,
            ZonedDateTime::toOffsetDateTime,
            OffsetDateTime::toZonedDateTime));
    types.add(LegacyTimes.date(TemporalType.TIMESTAMP, base));
    types.add(LegacyTimes.calendar(TemporalType.TIMESTAMP, base));
    types.add(LegacyTimes.sqlDate());
    types.add(LegacyTimes.sqlTime());
    types.add(LegacyTimes.sqlTimestamp(base));
  }

  private static ColumnType<String> withSqlType(SqlType sqlType) {
    return new SimpleType<>(
        String.class, sqlType, Types.VARCHAR, ResultSet::getString, PreparedStatement::setString);
  }

  private static ColumnType<LocalDateTime> timestamp(SimpleType.Getter<LocalDateTime> getter) {
    return new SimpleType<>(
            LocalDateTime.class,
            SqlType.TIMESTAMP,
            Types.TIMESTAMP,
            getter,
            PreparedStatement::setObject)
        .keeping(Fractions::held);
  }

  private static @Nullable OffsetDateTime utc(@Nullable OffsetDateTime value) {
    return value == null ? null : value.withOffsetSameInstant(ZoneOffset.UTC);
  }
}
