package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Path.path;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.TimeZone;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowanorm.Rowan;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.RowanException;
import org.rowanorm.jdbc.ConnectionSource;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** Dates, times and points on the time line. */
@SuppressWarnings("JavaUtilDate")
public interface TimesTopic extends TypesTopic {

  @ParameterizedTest
  @MethodSource("org.rowanorm.suite.topic.TypeCases#ofTimes")
  default void value_ofEveryTimeType_comesBackAsItWas(TypeCase<?> given) {
    roundTrip(given);
  }

  /** Drivers tend to convert times by the zone of the JVM, and to look it up when they connect. */
  @Test
  default void times_inAJvmWithAnOddTimeZone_comeBackAsTheyWere() {
    TimeZone usual = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
    try (SessionFactory odd = otherFactory(Everything.class).build()) {
      TypeCases.ofTimes().forEach(given -> assertComesBack(given, odd));
    } finally {
      TimeZone.setDefault(usual);
    }
  }

  @Test
  default void nanoseconds_ofEveryTime_areCutToMicroseconds() {
    Everything object = new Everything();
    object.localTime = LocalTime.of(23, 59, 59, 999_999_999);
    object.localDateTime = LocalDateTime.of(2024, 12, 31, 23, 59, 59, 999_999_999);
    object.instant = Instant.parse("2024-12-31T23:59:59.999999999Z");
    object.offsetDateTime = OffsetDateTime.parse("2024-12-31T23:59:59.999999999Z");
    object.zonedDateTime = ZonedDateTime.parse("2024-12-31T23:59:59.999999999Z");
    object.offsetTime = OffsetTime.parse("23:59:59.999999999+05:45");
    store(object);

    try (Session session = sessions().open()) {
      Everything found = session.get(Everything.class, 1);
      assertThat(found.localTime).isEqualTo(LocalTime.of(23, 59, 59, 999_999_000));
      assertThat(found.localDateTime).isEqualTo("2024-12-31T23:59:59.999999");
      assertThat(found.instant).isEqualTo("2024-12-31T23:59:59.999999Z");
      assertThat(found.offsetDateTime).isEqualTo("2024-12-31T23:59:59.999999Z");
      assertThat(found.zonedDateTime.toInstant()).isEqualTo("2024-12-31T23:59:59.999999Z");
      assertThat(found.offsetTime).isEqualTo("23:59:59.999999+05:45");

      log().clear();
      found.localTime = object.localTime;
      found.localDateTime = object.localDateTime;
      found.instant = object.instant;
      found.offsetDateTime = object.offsetDateTime;
      found.zonedDateTime = object.zonedDateTime;
      found.offsetTime = object.offsetTime;
      session.commit();
      assertThat(log().sql()).isEmpty();
    }
    try (Session session = sessions().open()) {
      Query<Everything> all = session.query(Everything.class);
      assertThat(all.filterBy("localTime", object.localTime).count()).isEqualTo(1);
      assertThat(all.filterBy("localDateTime", object.localDateTime).count()).isEqualTo(1);
      assertThat(all.filterBy("instant", object.instant).count()).isEqualTo(1);
      assertThat(all.filterBy("offsetTime", object.offsetTime).count()).isEqualTo(1);
    }
  }

  @Test
  default void points_beforeTheEpoch_areCutTowardsThePast() {
    Everything object = new Everything();
    object.instant = Instant.parse("1960-01-01T00:00:00.000000999Z");
    store(object);

    inFresh(
        session ->
            assertThat(session.get(Everything.class, 1).instant).isEqualTo("1960-01-01T00:00:00Z"));
  }

  @Test
  default void point_setToTheSameWithAnotherOffset_sendsNothing() {
    Everything object = new Everything();
    object.offsetDateTime = OffsetDateTime.parse("2024-07-01T12:00:00+05:45");
    store(object);

    try (Session session = sessions().open()) {
      Everything found = session.get(Everything.class, 1);
      found.offsetDateTime = object.offsetDateTime.withOffsetSameInstant(ZoneOffset.MIN);
      log().clear();
      session.commit();
      assertThat(log().sql()).isEmpty();

      found.offsetDateTime = object.offsetDateTime.plusNanos(1_000);
      session.commit();
      assertThat(log().sql())
          .containsExactly(sql("update everything set offsetdatetime = ? where id = ?"));
    }
  }

  @Test
  default void points_ofAnyOffset_areOrderedAsOnTheTimeLine() {
    Everything early = new Everything();
    early.offsetDateTime = OffsetDateTime.parse("2024-07-01T12:00:00+14:00");
    Everything late = new Everything();
    late.id = 2;
    late.offsetDateTime = OffsetDateTime.parse("2024-07-01T00:00:00-10:00");
    store(early, late);

    inFresh(
        session ->
            assertThat(
                    session
                        .query(Everything.class)
                        .filter(
                            path("offsetDateTime").lt(OffsetDateTime.parse("2024-07-01T00:00:00Z")))
                        .one()
                        .id)
                .isEqualTo(1));
  }

  @Test
  default void times_onAConnectionWithAnOddTimeZone_comeBackAsTheyWere() throws SQLException {
    execute(database().timeZoneSql("Asia/Kathmandu", "+05:45"));
    ConnectionSource only =
        new ConnectionSource() {
          @Override
          public Connection lease() {
            return jdbc();
          }

          @Override
          public void release(Connection connection) {}
        };
    try (SessionFactory odd = Rowan.configure(only).entities(Everything.class).build()) {
      TypeCases.ofTimes().forEach(given -> assertComesBack(given, odd));
    } finally {
      execute(database().timeZoneSql("UTC", "+00:00"));
    }
  }

  /** Points stay the same points; days and times of day stay what the wall clock showed. */
  @Test
  default void times_readInAnotherTimeZoneThanWritten_areTheSame() {
    TimeZone usual = TimeZone.getDefault();
    Everything object = new Everything();
    object.localDateTime = LocalDateTime.of(2024, 3, 10, 2, 30);
    object.instant = Instant.parse("2024-03-10T02:30:00Z");
    object.moment = Date.from(object.instant);
    object.sqlTimestamp = Timestamp.from(object.instant);
    object.calendar = Calendar.getInstance();
    object.calendar.setTimeInMillis(object.instant.toEpochMilli());
    object.sqlDate = java.sql.Date.valueOf("2024-03-10");
    object.dateAsDay = new Date(object.sqlDate.getTime());
    object.sqlTime = Time.valueOf("02:30:00");
    store(object);

    TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
    try (SessionFactory odd = otherFactory(Everything.class).build();
        Session session = odd.open()) {
      Everything found = session.get(Everything.class, 1);
      assertThat(found.localDateTime).isEqualTo(object.localDateTime);
      assertThat(found.instant).isEqualTo(object.instant);
      assertThat(found.moment).isEqualTo(object.moment);
      assertThat(found.sqlTimestamp).isEqualTo(object.sqlTimestamp);
      assertThat(found.calendar.toInstant()).isEqualTo(object.instant);
      assertThat(found.sqlDate.toString()).isEqualTo("2024-03-10");
      assertThat(new java.sql.Date(found.dateAsDay.getTime()).toString()).isEqualTo("2024-03-10");
      assertThat(found.sqlTime.toString()).isEqualTo("02:30:00");
    } finally {
      TimeZone.setDefault(usual);
    }
  }

  @Test
  default void years_outOfOneTo9999_areRefused() {
    assertRefused(object -> object.localDate = LocalDate.of(10_000, 1, 1));
    assertRefused(object -> object.localDate = LocalDate.of(0, 12, 31));
    assertRefused(object -> object.localDate = LocalDate.MIN);
    assertRefused(object -> object.localDateTime = LocalDateTime.MAX);
    assertRefused(object -> object.localDateTime = LocalDateTime.of(0, 12, 31, 23, 59));
    assertRefused(object -> object.instant = Instant.parse("+10000-01-01T00:00:00Z"));
    assertRefused(object -> object.instant = Instant.MIN);
    assertRefused(object -> object.offsetDateTime = OffsetDateTime.MAX);
    assertRefused(object -> object.zonedDateTime = ZonedDateTime.parse("0000-12-31T23:59:59Z"));
    assertRefused(object -> object.moment = new Date(Long.MAX_VALUE));
    assertRefused(object -> object.sqlTimestamp = new Timestamp(Long.MIN_VALUE));
  }

  private void assertRefused(Consumer<Everything> set) {
    Everything object = new Everything();
    set.accept(object);
    assertThatThrownBy(() -> store(object))
        .isInstanceOfSatisfying(
            RowanException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.VALUE_TOO_LONG))
        .hasMessageContaining("does not fit into a column");
  }

  @Test
  default void year_thatIsRefused_isNamed() {
    Everything object = new Everything();
    object.localDate = LocalDate.of(10_000, 1, 1);

    assertThatThrownBy(() -> store(object))
        .message()
        .contains(
            "the database says: +10000-01-01 does not fit into a column:"
                + " its year, 10000, is not one from 1 to 9999");
  }

  @Test
  default void calendar_ofAnotherZone_isTheDayThatItShows() {
    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    tokyo.setTimeInMillis(Instant.parse("2024-06-30T20:15:00Z").toEpochMilli());
    Everything object = new Everything();
    object.calendarAsDay = tokyo;
    object.calendarAsTime = tokyo;
    object.calendar = tokyo;
    store(object);

    Everything found = freshly(session -> session.get(Everything.class, 1));
    assertThat(found.calendarAsDay.toInstant()).isEqualTo("2024-07-01T00:00:00Z");
    assertThat(found.calendarAsTime.toInstant()).isEqualTo("1970-01-01T05:15:00Z");
    assertThat(found.calendar.toInstant()).isEqualTo("2024-06-30T20:15:00Z");
  }
}
