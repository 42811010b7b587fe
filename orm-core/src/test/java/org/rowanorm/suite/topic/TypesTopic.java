package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Path.path;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.RowanException;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** Values of every type, to a row and back. */
@SuppressWarnings("JavaUtilDate")
public interface TypesTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Everything.class);

  /** Writes a value, reads it in a fresh session, finds it by itself, and sets it again. */
  default void roundTrip(TypeCase<?> given) {
    Everything written = new Everything();
    given.write(written);
    store(written);

    try (Session session = sessions().open()) {
      Everything found = session.get(Everything.class, 1);
      assertThat((Object) given.get(found)).isEqualTo(given.read());

      log().clear();
      given.write(found);
      session.commit();
      assertThat(log().sql()).isEmpty();
    }
    assertFound(given, given.value());
    assertFound(given, given.read());
  }

  private void assertFound(TypeCase<?> given, Object value) {
    log().clear();
    try (Session session = sessions().open()) {
      Everything found =
          session.query(Everything.class).filterBy(given.attribute(), value).oneOrNull();
      assertThat(found).as("found by %s", value).isNotNull();
      assertThat((Object) given.get(found)).isEqualTo(given.read());
    }
    assertThat(onlyEvent().sql())
        .matches("(?i).* where e\\.\\W?" + given.attribute() + "\\W? = \\? limit \\?");
  }

  /** Changes several rows at once, each to another value of one type, then reads them. */
  default void assertChangedTogether(List<TypeCase<?>> cases, SessionFactory other) {
    List<Everything> rows = new ArrayList<>();
    for (int id = 1; id <= cases.size(); id++) {
      rows.add(new Everything());
      rows.get(id - 1).id = id;
    }
    store(rows.toArray());
    other.inTransaction(
        session -> {
          for (int i = 0; i < cases.size(); i++) {
            cases.get(i).write(session.get(Everything.class, i + 1));
          }
        });
    inFresh(
        session -> {
          for (int i = 0; i < cases.size(); i++) {
            Object found = cases.get(i).get(session.get(Everything.class, i + 1));
            assertThat(found).as("%s", cases.get(i)).isEqualTo(cases.get(i).read());
          }
        });
    sessions().inTransaction(session -> session.deleteFrom(Everything.class).execute());
  }

  @Test
  default void rows_changedTogetherToValuesOfEachType_haveEachItsOwn() {
    Stream.concat(TypeCases.ofPlainTypes(), TypeCases.ofTimes())
        .collect(Collectors.groupingBy(TypeCase::attribute))
        .values()
        .forEach(cases -> assertChangedTogether(cases, sessions()));
  }

  /** Writes a value through another factory, then reads and finds it through both. */
  default void assertComesBack(TypeCase<?> given, SessionFactory other) {
    Everything written = new Everything();
    given.write(written);
    other.inTransaction(session -> session.add(written));
    for (SessionFactory reader : List.of(other, sessions())) {
      try (Session session = reader.open()) {
        Everything found =
            session.query(Everything.class).filterBy(given.attribute(), given.value()).oneOrNull();
        assertThat(found).as("found by %s", given).isNotNull();
        assertThat((Object) given.get(found)).as("%s", given).isEqualTo(given.read());
      }
    }
    other.inTransaction(session -> session.delete(session.get(Everything.class, 1)));
  }

  @ParameterizedTest
  @MethodSource("org.rowanorm.suite.topic.TypeCases#ofPlainTypes")
  default void value_ofEveryPlainType_comesBackAsItWas(TypeCase<?> given) {
    roundTrip(given);
  }

  @Test
  default void negativeZero_inDouble_keepsItsSignWhereTheDatabaseDoes() {
    Everything zero = new Everything();
    zero.aDouble = -0.0;
    zero.aFloat = -0.0f;
    store(zero);

    boolean kept = database().keepsNegativeZero();
    Everything found = freshly(session -> session.get(Everything.class, 1));
    assertThat(1 / found.aDouble)
        .isEqualTo(kept ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    assertThat(1 / found.aFloat)
        .isEqualTo(kept ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY);
    inFresh(
        session ->
            assertThat(
                    session
                        .query(Everything.class)
                        .filterBy("aDouble", -0.0)
                        .filterBy("aFloat", 0f)
                        .count())
                .isEqualTo(1));
  }

  @Test
  default void characterZero_inText_isKeptWhereTheDatabaseHasIt() {
    Everything zero = new Everything();
    zero.text = "a\0b";
    zero.aChar = '\0';

    if (database().holdsCharacterZero()) {
      store(zero);
      Everything found = freshly(session -> session.get(Everything.class, 1));
      assertThat(found.text).isEqualTo("a\0b");
      assertThat(found.aChar).isEqualTo('\0');
    } else {
      assertThatThrownBy(() -> store(zero)).isInstanceOf(DatabaseException.class);
    }
  }

  @Test
  default void uuid_ofNoVersionThatThereIs_isKeptOrRefused() {
    Everything odd = new Everything();
    odd.uuid = UUID.fromString("7fffffff-ffff-ffff-7fff-ffffffffffff");

    if (database().holdsAnyUuid()) {
      store(odd);
      assertThat(freshly(session -> session.get(Everything.class, 1)).uuid).isEqualTo(odd.uuid);
    } else {
      assertTooLong(odd);
    }
  }

  @Test
  default void decimal_withTooManyDigitsAfterThePoint_isRounded() {
    Everything third = new Everything();
    third.decimal = new BigDecimal("0.335");
    third.fine = new BigDecimal("-0.33333333335");
    store(third);

    Everything found = freshly(session -> session.get(Everything.class, 1));
    assertThat(found.decimal).isEqualTo(new BigDecimal("0.34"));
    assertThat(found.fine).isEqualTo(new BigDecimal("-0.3333333334"));
  }

  @Test
  default void number_tooGreatForItsColumn_isValueTooLong() {
    Everything decimal = new Everything();
    decimal.decimal = new BigDecimal("1E+36");
    assertTooLong(decimal);
    Everything integer = new Everything();
    integer.bigInteger = BigInteger.TEN.pow(38);
    assertTooLong(integer);
    Everything duration = new Everything();
    duration.duration = Duration.ofSeconds(Long.MAX_VALUE);
    assertTooLong(duration);
  }

  private void assertTooLong(Everything object) {
    assertThatThrownBy(() -> store(object))
        .isInstanceOfSatisfying(
            RowanException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.VALUE_TOO_LONG));
  }

  @Test
  default void enums_inTheirColumns_areNumbersAndNames() throws SQLException {
    Everything blue = new Everything();
    blue.colour = Everything.Colour.BLUE;
    blue.colourName = Everything.Colour.BLUE;
    store(blue);

    assertThat(queryOne("select colour from everything")).isEqualTo("2");
    assertThat(queryOne("select colourname from everything")).isEqualTo("BLUE");
  }

  @Test
  default void enumsWithValuesOfTheirOwn_inTheirColumns_areThese() throws SQLException {
    Everything object = new Everything();
    object.letter = Everything.Letter.BETA;
    object.grade = Everything.Level.HIGH;
    object.nativeLetter = Everything.Letter.BETA;
    object.nativeColour = Everything.Colour.BLUE;
    store(object);

    assertThat(queryOne("select letter from everything")).isEqualTo("b");
    assertThat(queryOne("select grade from everything")).isEqualTo("200");
    assertThat(queryOne("select nativeletter from everything")).isEqualTo("b");
    assertThat(queryOne("select nativecolour from everything")).isEqualTo("BLUE");
  }

  @Test
  default void nativeEnums_areOrderedAsTheirConstants() {
    Everything blue = new Everything();
    blue.nativeColour = Everything.Colour.BLUE;
    Everything red = new Everything();
    red.id = 2;
    red.nativeColour = Everything.Colour.RED;
    store(blue, red);

    inFresh(
        session ->
            assertThat(session.query(Everything.class).orderBy(path("nativeColour").asc()).all())
                .extracting(found -> found.nativeColour)
                .containsExactly(Everything.Colour.RED, Everything.Colour.BLUE));
  }

  @Test
  default void converted_inTheirColumns_areWhatTheConverterMakes() throws SQLException {
    Everything object = new Everything();
    object.yes = true;
    object.ratio = new Everything.Ratio(1, 3);
    store(object);

    assertThat(queryOne("select yes from everything")).isEqualTo("Y");
    assertThat(queryOne("select ratio from everything")).isEqualTo("1/3");
  }

  @Test
  default void mutableValues_thatAreReadOnly_areNotWritten() {
    store(mutable());

    try (Session session = sessions().open()) {
      Everything found = session.get(Everything.class, 1);
      assertThat(found).extracting(e -> e.bytes, e -> e.chars, e -> e.moment).doesNotContainNull();
      assertThat(found)
          .extracting(e -> e.calendar, e -> e.sqlTimestamp, e -> e.sqlTime)
          .doesNotContainNull();
      assertThat(found)
          .extracting(e -> e.point, e -> e.ratio, e -> e.timeZone)
          .doesNotContainNull();
      log().clear();
      session.commit();
      assertThat(log().sql()).isEmpty();
    }
  }

  @Test
  default void mutableValues_changedInPlace_areWritten() {
    store(mutable());

    try (Session session = sessions().open()) {
      Everything found = session.get(Everything.class, 1);
      found.bytes[0] = 9;
      found.chars[0] = 'x';
      found.charObjects[0] = 'y';
      found.byteObjects[0] = 8;
      found.moment.setTime(1_000);
      found.calendar.setTimeInMillis(2_000);
      found.sqlTimestamp.setNanos(3_000);
      found.sqlTime.setTime(Time.valueOf("01:00:00").getTime());
      log().clear();
      session.commit();
      assertThat(onlyEvent().sql())
          .isEqualTo(
              sql(
                  "update everything set bytes = ?, chars = ?, charobjects = ?, byteobjects = ?,"
                      + " moment = ?, calendar = ?, sqltime = ?, sqltimestamp = ? where id = ?"));
    }
    Everything found = freshly(session -> session.get(Everything.class, 1));
    assertThat(found.bytes[0]).isEqualTo((byte) 9);
    assertThat(found.chars[0]).isEqualTo('x');
    assertThat(found.charObjects[0]).isEqualTo('y');
    assertThat(found.byteObjects[0]).isEqualTo((byte) 8);
    assertThat(found.moment).isEqualTo(new Date(1_000));
    assertThat(found.calendar.getTimeInMillis()).isEqualTo(2_000);
    assertThat(found.sqlTimestamp.getNanos()).isEqualTo(3_000);
    assertThat(found.sqlTime).isEqualTo(Time.valueOf("01:00:00"));
  }

  private static Everything mutable() {
    Everything object = new Everything();
    object.bytes = new byte[] {1};
    object.chars = new char[] {'a'};
    object.charObjects = new Character[] {'a'};
    object.byteObjects = new Byte[] {1};
    object.moment = new Date(0);
    object.calendar = Calendar.getInstance();
    object.sqlTimestamp = new Timestamp(0);
    object.sqlTime = Time.valueOf("00:00:00");
    object.point = new Everything.Point(1, 2);
    object.ratio = new Everything.Ratio(1, 2);
    object.timeZone = TimeZone.getTimeZone("Asia/Kathmandu");
    return object;
  }
}
