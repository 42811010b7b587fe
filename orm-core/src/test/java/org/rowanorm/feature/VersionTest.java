package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.error.StaleValue;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class VersionTest {

  @Entity
  static class ByInstant {
    @Id int id;
    @Version Instant changed;
    String name;
  }

  @Entity
  static class ByLocalTime {
    @Id int id;

    @Version
    @Column(secondPrecision = 0)
    LocalDateTime changed;

    String name;
  }

  @Entity
  static class ByTimestamp {
    @Id int id;
    @Version Timestamp changed;
    String name;
  }

  @Entity
  static class ByShort {
    @Id int id;
    @Version short version;
    String name;
  }

  @Entity
  static class ByBoxedShort {
    @Id int id;
    @Version Short version;
    String name;
  }

  @Entity
  static class ByInt {
    @Id int id;
    @Version int version;
    String name;
  }

  @Entity
  static class ByBoxedInt {
    @Id int id;
    @Version Integer version;
    String name;
  }

  @Entity
  static class ByLong {
    @Id int id;
    @Version long version;
    String name;
  }

  @Entity
  static class ByBoxedLong {
    @Id int id;
    @Version Long version;
    String name;
  }

  @Embeddable
  static class Place {
    String city;
    String street;
  }

  @Entity
  static class Guest {
    @Id int id;
    @Version Integer version;
    String name;
    String room;
    Place place;
    @ManyToOne Guest host;
  }

  private final H2 h2 =
      H2.with(ByInstant.class, ByLocalTime.class, ByTimestamp.class, ByShort.class, Guest.class);

  @AfterEach
  void close() {
    h2.close();
  }

  @Test
  void versionByInstant_isLaterAfterEachUpdate() {
    ByInstant object = new ByInstant();
    try (Session session = h2.open()) {
      session.add(object);
      session.commit();
      for (int i = 0; i < 100; i++) {
        Instant before = object.changed;
        object.name = "n" + i;
        session.commit();
        assertThat(object.changed).isAfter(before);
      }
    }
    h2.sessions().inTransaction(session -> session.get(ByInstant.class, 0).name = "again");
    assertThat(h2.rows("select name from byinstant")).containsExactly("again");
  }

  @Test
  void versionByLocalTime_ofWholeSeconds_isLaterEvenWithinASecond() {
    ByLocalTime object = new ByLocalTime();
    try (Session session = h2.open()) {
      session.add(object);
      session.commit();
      LocalDateTime first = object.changed;
      object.name = "a";
      session.commit();
      assertThat(object.changed).isAfter(first);
      assertThat(object.changed).isEqualTo(object.changed.withNano(0));
    }
    h2.sessions().inTransaction(session -> session.get(ByLocalTime.class, 0).name = "again");
    assertThat(h2.rows("select name from bylocaltime")).containsExactly("again");
  }

  @Test
  void versionByTimestamp_thatIsRead_isNoChange() {
    try (Session session = h2.open()) {
      ByTimestamp object = new ByTimestamp();
      session.add(object);
      session.commit();
      assertThat(object.changed).isNotNull();
      object.name = "a";
      session.commit();
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).isEmpty();
      object.name = "b";
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "update bytimestamp set changed = ?, name = ? where id = ? and changed = ?");
  }

  @Test
  void versionByTime_thatIsStale_isRefused() {
    h2.sessions().inTransaction(session -> session.add(new ByInstant()));
    try (Session slow = h2.open()) {
      ByInstant late = slow.get(ByInstant.class, 0);
      h2.sessions().inTransaction(session -> session.get(ByInstant.class, 0).name = "first");
      late.name = "late";
      assertThat(catchThrowableOfType(StaleEntityException.class, slow::commit)).isNotNull();
    }
  }

  @Test
  void versionByShort_countsUp() {
    try (Session session = h2.open()) {
      ByShort object = new ByShort();
      session.add(object);
      session.commit();
      object.name = "a";
      session.commit();
      assertThat(object.version).isEqualTo((short) 1);
    }
    assertThat(h2.rows("select version from byshort")).containsExactly("1");
  }

  @Test
  void versionByEachKindOfNumber_countsFromZero() {
    try (H2 numbers =
            H2.with(
                ByBoxedShort.class,
                ByInt.class,
                ByBoxedInt.class,
                ByLong.class,
                ByBoxedLong.class);
        Session session = numbers.open()) {
      ByBoxedShort boxedShort = new ByBoxedShort();
      ByInt plainInt = new ByInt();
      ByBoxedInt boxedInt = new ByBoxedInt();
      ByLong plainLong = new ByLong();
      ByBoxedLong boxedLong = new ByBoxedLong();
      session.addAll(List.of(boxedShort, plainInt, boxedInt, plainLong, boxedLong));
      session.commit();
      assertThat(boxedShort.version).isEqualTo((short) 0);
      assertThat(boxedInt.version).isZero();
      assertThat(boxedLong.version).isZero();
      boxedShort.name = "a";
      plainInt.name = "a";
      boxedInt.name = "a";
      plainLong.name = "a";
      boxedLong.name = "a";
      session.commit();
      assertThat(boxedShort.version).isEqualTo((short) 1);
      assertThat(plainInt.version).isOne();
      assertThat(boxedInt.version).isOne();
      assertThat(plainLong.version).isOne();
      assertThat(boxedLong.version).isOne();
      for (String table : List.of("byboxedshort", "byint", "byboxedint", "bylong", "byboxedlong")) {
        assertThat(numbers.rows("select version from " + table)).containsExactly("1");
      }
    }
  }

  @Test
  void staleObject_tellsBaseMineAndTheirs() {
    h2.sql("insert into guest (id, version, name) values (1, 0, 'Host'), (2, 0, 'Other')");
    h2.sql(
        "insert into guest (id, version, name, room, city, street, host_id)"
            + " values (3, 5, 'Ann', '11', 'Ulm', 'Main', 1)");
    try (Session session = h2.open()) {
      Guest ann = session.get(Guest.class, 3);
      ann.name = "Anna";
      ann.place.city = "Bonn";
      ann.host = session.get(Guest.class, 2);
      h2.sql("update guest set version = 6, name = 'Anne', room = '12' where id = 3");
      StaleEntityException error =
          catchThrowableOfType(StaleEntityException.class, session::commit);
      assertThat(error.entity()).isEqualTo("Guest");
      assertThat(error.id()).isEqualTo(3);
      assertThat(error.values())
          .containsExactly(
              new StaleValue("version", 5, 5, 6),
              new StaleValue("name", "Ann", "Anna", "Anne"),
              new StaleValue("room", "11", "11", "12"),
              new StaleValue("place.city", "Ulm", "Bonn", "Ulm"),
              new StaleValue("host", 1, 2, 1));
    }
  }

  @Test
  void staleObject_whoseRowIsGone_hasNoValues() {
    h2.sql("insert into guest (id, version, name) values (1, 0, 'Host')");
    try (Session session = h2.open()) {
      session.get(Guest.class, 1).name = "x";
      h2.sql("delete from guest");
      assertThat(catchThrowableOfType(StaleEntityException.class, session::commit).values())
          .isEmpty();
    }
  }
}
