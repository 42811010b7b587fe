package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Path.path;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** Dates, times and points on the time line. */
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
}
