package org.rowanorm.type;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The column types that dialects choose from, and those that a mapping asks for; what is there
 * without registration is made by {@link BuiltInTypes}.
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
  public static final ColumnType<String> STRING = text(SqlType.VARCHAR, Types.VARCHAR);

  /** Text of any length. */
  public static final ColumnType<String> TEXT = text(SqlType.TEXT, Types.LONGVARCHAR);

  /** Whole numbers of 32 bits. */
  public static final ColumnType<Integer> INTEGER =
      new OwnMethodType<>(Integer.class, SqlType.INTEGER, Types.INTEGER, OwnMethodType.Method.INT);

  /** Whole numbers of 64 bits. */
  public static final ColumnType<Long> LONG =
      new OwnMethodType<>(Long.class, SqlType.BIGINT, Types.BIGINT, OwnMethodType.Method.LONG);

  /** Bytes of a bounded number. */
  static final ColumnType<byte[]> BINARY = new BytesType(SqlType.BINARY);

  /** Bytes of any number. */
  public static final ColumnType<byte[]> BLOB = new BytesType(SqlType.BLOB);

  /** A date with a time. */
  public static final ColumnType<LocalDateTime> TIMESTAMP =
      new SimpleType<>(LocalDateTime.class, SqlType.TIMESTAMP, Types.TIMESTAMP)
          .keeping(Fractions::held);

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

  private ColumnTypes() {}

  /**
   * A date with a time, read one after the other, for drivers that take both together through the
   * time zone of the JVM, where some times do not exist.
   */
  public static ColumnType<LocalDateTime> timestampInParts() {
    return new SimpleType<>(
            LocalDateTime.class,
            SqlType.TIMESTAMP,
            Types.TIMESTAMP,
            (row, column) -> {
              LocalDate date = row.getObject(column, LocalDate.class);
              return date == null ? null : date.atTime(row.getObject(column, LocalTime.class));
            },
            PreparedStatement::setObject)
        .keeping(Fractions::held);
  }

  /** Floats in a column of doubles, for databases that cannot tell a float from its neighbours. */
  public static ColumnType<Float> floatInDouble() {
    return new ConvertedType<>(
        Float.class, BuiltInTypes.doubles(), Float::doubleValue, Double::floatValue);
  }

  /** A UUID as the driver takes it. */
  public static ColumnType<UUID> nativeUuid() {
    return new SimpleType<>(UUID.class, SqlType.UUID, Types.OTHER);
  }

  /** A UUID as text. */
  public static ColumnType<UUID> textUuid() {
    return new ConvertedType<>(
        UUID.class, text(SqlType.UUID, Types.VARCHAR), UUID::toString, UUID::fromString);
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
  public static ColumnType<String> jsonText() {
    return text(SqlType.JSON, Types.VARCHAR);
  }

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
  public static ColumnType<String> jsonBytes() {
    return new SimpleType<>(
        String.class,
        SqlType.JSON,
        Types.VARBINARY,
        ResultSet::getString,
        (statement, parameter, text) ->
            statement.setBytes(parameter, text.getBytes(StandardCharsets.UTF_8)));
  }

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

  /** The type of a column of any length for a class of texts or bytes, or null. */
  public static @Nullable ColumnType<?> lob(Class<?> javaType) {
    return BuiltInTypes.lob(javaType);
  }

  private static ColumnType<String> text(SqlType sqlType, int jdbcType) {
    return new OwnMethodType<>(String.class, sqlType, jdbcType, OwnMethodType.Method.STRING);
  }

  private static @Nullable OffsetDateTime utc(@Nullable OffsetDateTime value) {
    return value == null ? null : value.withOffsetSameInstant(ZoneOffset.UTC);
  }
}
