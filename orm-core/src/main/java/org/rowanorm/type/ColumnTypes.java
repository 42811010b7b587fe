package org.rowanorm.type;

import java.math.BigDecimal;
import java.math.BigInteger;
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
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The column types that are there without registration.
 *
 * <p>Times are kept to the microsecond, which is what all databases can hold; what is finer is cut
 * off before it is bound, since some databases would round it. Points on the time line ({@code
 * Instant}, {@code OffsetDateTime}, {@code ZonedDateTime}) are stored and read back in UTC, and two
 * of them are the same if they are the same instant. From the year 1 to 9999 all databases hold
 * them.
 *
 * <p>{@code OffsetTime}, {@code YearMonth}, {@code MonthDay}, {@code Period}, {@code ZoneId} and
 * {@code ZoneOffset} are stored as their texts: they can be found, but are sorted as text. A {@code
 * Duration} is stored in nanoseconds and may last 292 years. Decimals have the digits that their
 * column has: the database rounds what is finer and refuses what is greater.
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

  /** Bytes of any number. */
  public static final ColumnType<byte[]> BLOB = new BytesType(SqlType.BLOB);

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
              time -> time.withOffsetSameInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS));

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

  private ColumnTypes() {}

  /**
   * All types by the Java type of the attribute, primitives by their wrappers. The map may be
   * changed.
   *
   * @param timestamp {@link #TIMESTAMP} or {@link #TIMESTAMP_IN_PARTS}
   * @param point {@link #ZONED_TIMESTAMP}, or {@link #utc} where the database has no zones
   * @param uuid {@link #NATIVE_UUID} or {@link #TEXT_UUID}
   */
  public static Map<Class<?>, ColumnType<?>> all(
      ColumnType<LocalDateTime> timestamp,
      ColumnType<OffsetDateTime> point,
      ColumnType<UUID> uuid) {
    Map<Class<?>, ColumnType<?>> types = new HashMap<>();
    numbers(types);
    texts(types);
    add(types, timestamp);
    times(types);
    points(types, point);
    add(types, uuid);
    add(types, new BytesType(SqlType.BINARY));
    return types;
  }

  /** A point on the time line in a column without a zone, which holds UTC. */
  public static ColumnType<OffsetDateTime> utc(ColumnType<LocalDateTime> timestamp) {
    return new ConvertedType<>(
        OffsetDateTime.class,
        timestamp,
        value -> value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime(),
        value -> value.atOffset(ZoneOffset.UTC));
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

  private static void numbers(Map<Class<?>, ColumnType<?>> types) {
    add(types, INTEGER);
    add(types, LONG);
    add(
        types,
        new SimpleType<>(
            Boolean.class,
            SqlType.BOOLEAN,
            Types.BOOLEAN,
            ResultSet::getBoolean,
            PreparedStatement::setBoolean));
    add(
        types,
        new SimpleType<>(
            Byte.class,
            SqlType.TINYINT,
            Types.TINYINT,
            ResultSet::getByte,
            PreparedStatement::setByte));
    add(
        types,
        new SimpleType<>(
            Short.class,
            SqlType.SMALLINT,
            Types.SMALLINT,
            ResultSet::getShort,
            PreparedStatement::setShort));
    add(
        types,
        new SimpleType<>(
            Float.class,
            SqlType.REAL,
            Types.REAL,
            ResultSet::getFloat,
            PreparedStatement::setFloat));
    add(types, DOUBLE);
    ColumnType<BigDecimal> decimal = new DecimalType();
    add(types, decimal);
    add(
        types,
        new ConvertedType<>(
            BigInteger.class, decimal, BigDecimal::new, BigDecimal::toBigIntegerExact));
  }

  private static void texts(Map<Class<?>, ColumnType<?>> types) {
    add(types, STRING);
    add(
        types,
        new ConvertedType<>(Character.class, STRING, String::valueOf, text -> text.charAt(0)));
    add(
        types,
        new ConvertedType<>(
            OffsetTime.class,
            STRING,
            time -> time.truncatedTo(ChronoUnit.MICROS).toString(),
            OffsetTime::parse));
    add(types, new ConvertedType<>(YearMonth.class, STRING, YearMonth::toString, YearMonth::parse));
    add(types, new ConvertedType<>(MonthDay.class, STRING, MonthDay::toString, MonthDay::parse));
    add(types, new ConvertedType<>(Period.class, STRING, Period::toString, Period::parse));
    add(types, new ConvertedType<>(ZoneId.class, STRING, ZoneId::getId, ZoneId::of));
    add(types, new ConvertedType<>(ZoneOffset.class, STRING, ZoneOffset::getId, ZoneOffset::of));
  }

  private static void times(Map<Class<?>, ColumnType<?>> types) {
    add(
        types,
        new SimpleType<>(
            LocalDate.class,
            SqlType.DATE,
            Types.DATE,
            (row, column) -> row.getObject(column, LocalDate.class),
            PreparedStatement::setObject));
    add(
        types,
        new SimpleType<>(
                LocalTime.class,
                SqlType.TIME,
                Types.TIME,
                (row, column) -> row.getObject(column, LocalTime.class),
                PreparedStatement::setObject)
            .keeping(time -> time.truncatedTo(ChronoUnit.MICROS)));
    add(types, new ConvertedType<>(Year.class, INTEGER, Year::getValue, Year::of));
    add(types, new ConvertedType<>(Duration.class, LONG, Duration::toNanos, Duration::ofNanos));
  }

  private static void points(Map<Class<?>, ColumnType<?>> types, ColumnType<OffsetDateTime> base) {
    add(types, base);
    add(
        types,
        new ConvertedType<>(
            Instant.class,
            base,
            instant -> instant.atOffset(ZoneOffset.UTC),
            OffsetDateTime::toInstant));
    add(
        types,
        new ConvertedType<>(
            ZonedDateTime.class,
            base,
            ZonedDateTime::toOffsetDateTime,
            OffsetDateTime::toZonedDateTime));
  }

  private static void add(Map<Class<?>, ColumnType<?>> types, ColumnType<?> type) {
    types.put(type.javaType(), type);
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
        .keeping(time -> time.truncatedTo(ChronoUnit.MICROS));
  }

  private static @Nullable OffsetDateTime utc(@Nullable OffsetDateTime value) {
    return value == null ? null : value.withOffsetSameInstant(ZoneOffset.UTC);
  }
}
