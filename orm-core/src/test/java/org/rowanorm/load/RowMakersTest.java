package org.rowanorm.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.dialect.H2Dialect;
import org.rowanorm.load.ItemReader.Item;
import org.rowanorm.support.Sources;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;
import org.rowanorm.type.SqlType;
import org.rowanorm.type.TypeSet;

/** Generated makers and their reflective twin make the same of the same rows, or fail alike. */
class RowMakersTest {

  private record Everything(
      boolean aBoolean,
      byte aByte,
      short aShort,
      int anInt,
      long aLong,
      float aFloat,
      double aDouble,
      char aChar,
      int counted,
      Boolean aBooleanObject,
      Byte aByteObject,
      Short aShortObject,
      Integer anInteger,
      Long aLongObject,
      Float aFloatObject,
      Double aDoubleObject,
      Character aCharacter,
      String string,
      BigDecimal decimal,
      UUID uuid,
      DayOfWeek day,
      LocalDate date,
      Year year,
      Object any,
      Number number,
      CharSequence text) {}

  /** Numbers that no driver gives as they are. */
  private static final ColumnType<Integer> COUNTED =
      new ColumnType<>(Integer.class, SqlType.INTEGER, Types.INTEGER) {
        @Override
        public Integer read(ResultSet row, int column) throws SQLException {
          int value = row.getInt(column);
          return row.wasNull() ? null : value - 1000;
        }

        @Override
        protected void set(PreparedStatement statement, int parameter, Integer value)
            throws SQLException {
          statement.setInt(parameter, value + 1000);
        }
      };

  private static final TypeSet TYPES = new H2Dialect().columnTypes();

  private static final List<Class<?>> BOXED =
      List.of(
          Boolean.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          Character.class);

  private final RowMakers makers = new RowMakers();
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:h2:mem:");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private static Item of(Class<?> type) {
    return new Item(TYPES.find(type), null);
  }

  private static List<Item> everything() {
    List<Item> items = new ArrayList<>();
    BOXED.forEach(type -> items.add(of(type)));
    items.add(new Item(COUNTED, null));
    BOXED.forEach(type -> items.add(of(type)));
    items.add(of(String.class));
    items.add(of(BigDecimal.class));
    items.add(of(UUID.class));
    items.add(new Item(ColumnTypes.enumByName(DayOfWeek.class), null));
    items.add(of(LocalDate.class));
    items.add(of(Year.class));
    items.add(of(Long.class));
    items.add(of(Integer.class));
    items.add(of(String.class));
    return items;
  }

  /** Values of types, zeros and nulls often among them. */
  private static Object value(Class<?> type, Random random) {
    int n = random.nextInt(4) == 0 ? 0 : random.nextInt(100) + 1;
    List<Object> values =
        List.of(
            n % 2 == 0,
            (byte) n,
            (short) n,
            n,
            n * 10_000_000_000L,
            n == 0 ? -0f : n / 3f,
            n == 0 ? -0d : n / 3d,
            (char) ('a' + n % 26),
            "text" + n,
            BigDecimal.valueOf(n, 2),
            new UUID(n, n),
            DayOfWeek.of(n % 7 + 1),
            LocalDate.of(2000, 1, 1).plusDays(n),
            Year.of(1900 + n));
    return values.stream().filter(type::isInstance).findFirst().orElseThrow();
  }

  private void fill(List<Item> items, Constructor<?> constructor) throws SQLException {
    String columns =
        IntStream.range(0, items.size())
            .mapToObj(i -> "c" + i + " " + column(items.get(i).type()))
            .collect(Collectors.joining(", "));
    String marks = items.stream().map(i -> "?").collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table t (id int auto_increment, " + columns + ")");
    }
    Random random = new Random(42);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into t values (default, " + marks + ")")) {
      for (int row = 0; row < 500; row++) {
        for (int i = 0; i < items.size(); i++) {
          boolean primitive = constructor.getParameterTypes()[i].isPrimitive();
          boolean isNull = random.nextInt(primitive ? 60 : 4) == 0;
          ColumnType<?> type = items.get(i).type();
          type.bind(insert, i + 1, isNull ? null : value(type.javaType(), random));
        }
        insert.executeUpdate();
      }
    }
  }

  private static String column(ColumnType<?> type) {
    return switch (type.sqlType()) {
      case VARCHAR -> "varchar(50)";
      case NUMERIC -> "numeric(20, 2)";
      case DOUBLE -> "double precision";
      default -> type.sqlType().name();
    };
  }

  /** What becomes of each row: an object, or the message of an error. */
  private List<Object> outcomes(List<Item> items, RowMaker<?> maker) throws SQLException {
    List<Object> outcomes = new ArrayList<>();
    String columns =
        IntStream.range(0, items.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select " + columns + " from t order by id")) {
      ItemRow row = ItemRow.ofValues(result, items);
      while (result.next()) {
        try {
          outcomes.add(maker.make(row));
        } catch (RuntimeException e) {
          outcomes.add(e.getMessage());
        }
      }
    }
    return outcomes;
  }

  @Test
  void generatedAndReflective_makeTheSameOfEveryType() throws Exception {
    Constructor<?> constructor = Everything.class.getDeclaredConstructors()[0];
    List<Item> items = everything();
    fill(items, constructor);
    RowMaker<?> generated = makers.of(Everything.class, items, "q");
    assertThat(generated.getClass().isHidden()).isTrue();

    List<Object> made = outcomes(items, generated);

    assertThat(made).isEqualTo(outcomes(items, new ReflectiveMaker<>(open(constructor))));
    assertThat(made).filteredOn(Everything.class::isInstance).hasSizeBetween(350, 480);
    assertThat(made)
        .contains(
            """
            Value 8 of a row is null, but Everything takes char there
                declare it with the wrapper type, or select orElse(...) [ROWAN-212]""",
            """
            Value 9 of a row is null, but Everything takes int there
                declare it with the wrapper type, or select orElse(...) [ROWAN-212]""");
  }

  private static <R> R make(RowMaker<R> maker, List<Item> items, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return maker.make(ItemRow.ofValues(result, items));
    }
  }

  private record Pair<A extends Comparable<A>, B>(A first, B second) {}

  @Test
  void genericRecord_takesValuesOfItsBounds() throws SQLException {
    List<Item> items = List.of(of(String.class), of(Integer.class));
    RowMaker<Pair<String, Integer>> maker = makers.of(Pair.class, items, "q");
    assertThat(make(maker, items, "select 'a', 1")).isEqualTo(new Pair<>("a", 1));
  }

  private record Named(String name, String... rest) {}

  @Test
  void variableNumberOfParameters_isAnArray() throws SQLException {
    ColumnType<String[]> split =
        new ColumnType<>(String[].class, SqlType.VARCHAR, Types.VARCHAR) {
          @Override
          public String[] read(ResultSet row, int column) throws SQLException {
            return row.getString(column).split(",");
          }

          @Override
          protected void set(PreparedStatement statement, int parameter, String[] value) {
            throw new UnsupportedOperationException();
          }
        };
    List<Item> items = List.of(of(String.class), new Item(split, null));
    RowMaker<Named> maker = makers.of(Named.class, items, "q");
    assertThat(make(maker, items, "select 'a', 'b,c'").rest()).containsExactly("b", "c");
  }

  @Test
  void wideConstructors_takeAsManyValuesAsThereCanBe() throws Exception {
    for (int width : new int[] {120, 254}) {
      String parameters =
          IntStream.range(0, width)
              .mapToObj(i -> (i % 2 == 0 ? "int" : "String") + " c" + i)
              .collect(Collectors.joining(", "));
      Sources loader =
          Sources.loader(Sources.compile("Wide", "record Wide(" + parameters + ") {}"));
      Class<?> wide = loader.get("Wide");
      List<Item> items =
          IntStream.range(0, width)
              .mapToObj(i -> of(i % 2 == 0 ? Integer.class : String.class))
              .toList();
      String values =
          IntStream.range(0, width).mapToObj(String::valueOf).collect(Collectors.joining(", "));

      Object made = make(makers.of(wide, items, "q"), items, "select " + values);

      assertThat(made).hasToString(values(wide, width));
    }
  }

  private static String values(Class<?> wide, int width) {
    return IntStream.range(0, width)
        .mapToObj(i -> "c" + i + "=" + i)
        .collect(Collectors.joining(", ", wide.getSimpleName() + "[", "]"));
  }

  @Test
  void publicConstructorOfAClosedPackage_isCalled() throws SQLException {
    List<Item> items = List.of(of(Long.class));
    RowMaker<AtomicLong> maker = makers.of(AtomicLong.class, items, "q");
    assertThat(maker.getClass().isHidden()).isTrue();
    assertThat(make(maker, items, "select 7")).hasValue(7);
  }

  @Test
  void hiddenConstructorOfAClosedPackage_isRefusedEachTime() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(
              () ->
                  makers.of(
                      Runtime.Version.class,
                      Arrays.stream(
                              Runtime.Version.class.getDeclaredConstructors()[0]
                                  .getParameterTypes())
                          .map(type -> new Item(read(type), null))
                          .toList(),
                      "q"))
          .hasMessage(
              """
              The constructor of java.lang.Runtime$Version cannot be called
                  in query q
                  make it public, or open its package [ROWAN-212]""");
    }
  }

  private static <T> ColumnType<T> read(Class<T> type) {
    return new ColumnType<>(type, SqlType.VARCHAR, Types.VARCHAR) {
      @Override
      public T read(ResultSet row, int column) {
        throw new UnsupportedOperationException();
      }

      @Override
      protected void set(PreparedStatement statement, int parameter, T value) {
        throw new UnsupportedOperationException();
      }
    };
  }

  private static final class Failing {
    @SuppressWarnings("UnusedMethod") // called by the maker
    private Failing(String how) throws IOException {
      if (how.equals("checked")) {
        throw new IOException(how);
      }
      throw new IllegalArgumentException(how);
    }
  }

  @Test
  void constructorThatFails_throwsItsOwnErrorOrOneThatNamesIt() {
    List<Item> items = List.of(of(String.class));
    List<RowMaker<Failing>> both =
        List.of(
            makers.of(Failing.class, items, "q"),
            new ReflectiveMaker<>(open(Failing.class.getDeclaredConstructors()[0])));
    for (RowMaker<Failing> maker : both) {
      assertThatThrownBy(() -> make(maker, items, "select 'unchecked'"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("unchecked");
      assertThatThrownBy(() -> make(maker, items, "select 'checked'"))
          .hasMessage(
              "The constructor of org.rowanorm.load.RowMakersTest$Failing failed [ROWAN-212]")
          .hasCauseInstanceOf(IOException.class);
    }
  }

  private static Constructor<?> open(Constructor<?> constructor) {
    constructor.setAccessible(true);
    return constructor;
  }

  @Test
  void maker_isMadeOnceForEachWayToReadTheValues() {
    List<Item> plain = List.of(of(String.class), of(Integer.class));
    List<Item> counted = List.of(of(String.class), new Item(COUNTED, null));
    record Count(String name, int number) {}
    RowMaker<Count> first = makers.of(Count.class, plain, "q");
    RowMaker<Count> second = makers.of(Count.class, counted, "q");
    assertThat(makers.<Count>of(Count.class, plain, "q")).isSameAs(first);
    assertThat(makers.<Count>of(Count.class, counted, "q")).isSameAs(second).isNotSameAs(first);
  }
}
