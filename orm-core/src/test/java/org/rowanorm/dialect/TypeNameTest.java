package org.rowanorm.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rowanorm.type.ArrayType;
import org.rowanorm.type.ColumnSize;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;
import org.rowanorm.type.NativeEnumType;

/** What the databases call the kinds of columns; that they take these names, the suites show. */
class TypeNameTest {

  enum Mood {
    GOOD,
    BAD
  }

  private static final List<Dialect> ALL =
      List.of(
          new Dialect(),
          new H2Dialect(),
          new PostgresDialect(),
          new MySqlDialect(),
          new MariaDbDialect());

  private static List<String> names(Class<?> type, ColumnSize size) {
    return ALL.stream()
        .map(dialect -> dialect.typeName(dialect.columnTypes().get(type), size))
        .toList();
  }

  private static List<String> names(ColumnType<?> type, ColumnSize size) {
    return ALL.stream().map(dialect -> dialect.typeName(type, size)).toList();
  }

  private static ColumnSize length(int length) {
    return new ColumnSize(length, 38, 2, 6);
  }

  private static ColumnSize seconds(int digits) {
    return new ColumnSize(255, 38, 2, digits);
  }

  @Test
  void text_ofALength_isBoundedWhileTheDatabaseCanBoundIt() {
    assertThat(names(String.class, length(3_000))).containsOnly("varchar(3000)");
    assertThat(names(String.class, length(20_000)))
        .containsExactly("clob", "varchar(20000)", "varchar(20000)", "longtext", "longtext");
    assertThat(names(String.class, length(Integer.MAX_VALUE)))
        .containsExactly("clob", "clob", "text", "longtext", "longtext");
  }

  @Test
  void bytes_ofALength_areBoundedWhileTheDatabaseCanBoundThem() {
    assertThat(names(byte[].class, length(16)))
        .containsExactly(
            "varbinary(16)", "varbinary(16)", "bytea", "varbinary(16)", "varbinary(16)");
    assertThat(names(byte[].class, length(20_000)))
        .containsExactly("blob", "varbinary(20000)", "bytea", "longblob", "longblob");
  }

  @Test
  void times_haveTheDigitsThatTheMappingAsksFor() {
    assertThat(names(LocalTime.class, seconds(0))).containsOnly("time(0)");
    assertThat(names(LocalDateTime.class, seconds(3)))
        .containsExactly(
            "timestamp(3)", "timestamp(3)", "timestamp(3)", "datetime(3)", "datetime(3)");
    assertThat(names(Instant.class, seconds(6)))
        .containsExactly(
            "timestamp(6)",
            "timestamp(6) with time zone",
            "timestamp(6) with time zone",
            "datetime(6)",
            "datetime(6)");
  }

  @Test
  void decimal_hasTheDigitsThatTheMappingAsksFor() {
    assertThat(names(java.math.BigDecimal.class, new ColumnSize(255, 10, 4, 6)))
        .containsOnly("numeric(10, 4)");
  }

  @Test
  void json_hasAColumnOfItsOwnWhereTheDatabaseHasOne() {
    assertThat(ALL.stream().map(d -> d.typeName(d.columnTypes().json(), length(255))))
        .containsExactly("clob", "json", "jsonb", "json", "json");
  }

  @Test
  void nativeEnum_namesItsConstantsOrItsType() {
    Map<Mood, String> labels = new EnumMap<>(Mood.class);
    labels.put(Mood.GOOD, "good");
    labels.put(Mood.BAD, "it's bad");
    NativeEnumType<Mood> type =
        new NativeEnumType<>(Mood.class, "Mood Of", labels, ColumnTypes.STRING);

    assertThat(names(type, length(255)).subList(1, 5))
        .containsExactly(
            "enum ('good', 'it''s bad')",
            "\"mood of\"",
            "enum ('good', 'it''s bad')",
            "enum ('good', 'it''s bad')");
    assertThat(ALL.stream().map(d -> String.valueOf(d.declaration(type))))
        .containsExactly(
            "null",
            "null",
            "do $$ begin create type \"mood of\" as enum ('good', 'it''s bad');"
                + " exception when duplicate_object then null; end $$",
            "null",
            "null");
  }

  @Test
  void array_isOneOfItsElements() {
    ColumnType<int[]> type = ArrayType.ofArray(int[].class, ColumnTypes.INTEGER);

    assertThat(new H2Dialect().typeName(type, length(255))).isEqualTo("integer array");
    assertThat(new PostgresDialect().typeName(type, length(255))).isEqualTo("integer[]");
  }
}
