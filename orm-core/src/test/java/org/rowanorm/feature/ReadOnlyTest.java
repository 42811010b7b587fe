package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.RowanException;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.session.Session;
import org.rowanorm.session.Transaction;
import org.rowanorm.support.H2;

/** Sessions, queries and objects that only read. */
class ReadOnlyTest {

  @Embeddable
  static class Size {
    int width;
    int height;
  }

  @Entity
  @Cacheable
  static class Room {
    @Id int id;
    @Version int version;
    String name;
    byte[] plan;
    @Embedded Size size;
    @ManyToOne House house;
    @ManyToMany List<Tag> tags = new ArrayList<>();
    @ElementCollection List<String> notes = new ArrayList<>();
  }

  @Entity
  static class House {
    @Id int id;
    String name;

    @OneToMany(mappedBy = "house", cascade = CascadeType.REMOVE)
    List<Room> rooms = new ArrayList<>();

    @OneToOne(mappedBy = "house")
    Roof roof;
  }

  @Entity
  static class Roof {
    @Id int id;
    @OneToOne House house;
  }

  @Entity
  static class Tag {
    @Id int id;

    @ManyToMany(mappedBy = "tags")
    List<Room> rooms = new ArrayList<>();
  }

  private final H2 h2 = H2.with(Room.class, House.class, Roof.class, Tag.class);

  @AfterEach
  void close() {
    h2.close();
  }

  @BeforeEach
  void given() {
    h2.sql("insert into house (id, name) values (1, 'Old'), (2, 'New')");
    h2.sql(
        "insert into room (id, version, name, plan, width, height, house_id)"
            + " values (1, 0, 'hall', x'0102', 3, 4, 1), (2, 0, 'attic', null, 1, 1, 1)");
    h2.sql("insert into tag (id) values (1), (2)");
    h2.sql("insert into roof (id, house_id) values (1, 1)");
  }

  private static void assertRefused(ThrowingCallable work) {
    assertThat(catchThrowableOfType(RowanException.class, work).code())
        .isEqualTo(ErrorCode.READ_ONLY);
  }

  // ---- sessions

  @Test
  void write_inASessionThatOnlyReads_isRefusedAtOnceAndTheValueStays() {
    try (Session session = h2.sessions().openReadOnly()) {
      Room room = session.get(Room.class, 1);
      assertThatThrownBy(() -> room.name = "cellar")
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              Attribute 'name' of Room 1 cannot be changed
                  its session only reads
                  change it in a session of sessions.open() [ROWAN-409]""");
      assertThat(room.name).isEqualTo("hall");
      room.name = "hall"; // nothing changes
      assertRefused(() -> room.house = null);
      assertRefused(() -> room.notes.add("x"));
      assertRefused(() -> room.notes = new ArrayList<>());
      assertThat(room.notes).isEmpty();
      assertRefused(() -> room.size = new Size());
      assertRefused(() -> room.plan = new byte[] {1});
      assertRefused(() -> room.house.name = "x");
      session.commit();
    }
    assertThat(h2.connections().commands()).isEmpty();
  }

  @Test
  void operationsThatWrite_inASessionThatOnlyReads_areRefused() {
    try (Session session = h2.sessions().openReadOnly()) {
      Room room = session.get(Room.class, 1);
      assertThatThrownBy(() -> session.add(new Tag()))
          .isInstanceOf(SessionStateException.class)
          .hasMessage(
              """
              The session only reads
                  in add(Tag)
                  do this in a session of sessions.open() [ROWAN-409]""");
      assertRefused(() -> session.delete(room));
      assertRefused(() -> session.insertAll(List.of(new Tag())));
      assertRefused(() -> session.merge(new Tag()));
      assertRefused(() -> session.attach(new Tag()));
      assertRefused(() -> session.makeWritable(room));
      assertRefused(() -> session.lock(room, LockModeType.OPTIMISTIC_FORCE_INCREMENT));
      h2.log().clear();
      assertRefused(() -> session.deleteFrom(Room.class).execute());
      assertRefused(() -> session.sql("delete from room").execute());
      assertThat(h2.log().sql()).isEmpty();
      session.rollback();
      session.refresh(room);
      session.lock(room, LockModeType.PESSIMISTIC_WRITE);
    }
    assertThat(h2.rows("select count(*) from room")).containsExactly("2");
  }

  @Test
  void changeInPlace_inASessionThatOnlyReads_isNotNoticed() {
    try (Session session = h2.sessions().openReadOnly()) {
      Room room = session.get(Room.class, 1);
      room.plan[0] = 9;
      room.size.width = 9;
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).isEmpty();
    assertThat(h2.rows("select width from room where id = 1")).containsExactly("3");
  }

  @Test
  void transactionThatOnlyReads_hasSuchASession() {
    h2.sessions()
        .inTransaction(
            Transaction.READ_ONLY,
            session -> {
              Room room = session.get(Room.class, 1);
              assertThat(session.isReadOnly(room)).isTrue();
              assertRefused(() -> room.name = "x");
            });
  }

  @Test
  void cachedObject_inASessionThatOnlyReads_comesFromTheCache() {
    try (Session session = h2.open()) {
      session.get(Room.class, 1);
    }
    h2.log().clear();
    try (Session session = h2.sessions().openReadOnly()) {
      Room room = session.get(Room.class, 1);
      assertRefused(() -> room.name = "x");
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void objectOfASessionThatOnlyRead_isDetachedLikeAnyOther() {
    Room room;
    try (Session session = h2.sessions().openReadOnly()) {
      room = session.get(Room.class, 1);
    }
    room.name = "cellar";
    try (Session session = h2.open()) {
      session.attach(room);
      session.commit();
    }
    assertThat(h2.rows("select name from room where id = 1")).containsExactly("cellar");
  }

  // ---- queries

  @Test
  void objectsOfAQueryThatOnlyReads_andWhatTheyLeadTo_refuseChanges() {
    try (Session session = h2.open()) {
      Tag tag = session.get(Tag.class, 1);
      Room room = session.query(Room.class).readOnly().filterBy("id", 1).one();
      assertThatThrownBy(() -> room.name = "x")
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              Attribute 'name' of Room 1 cannot be changed
                  it came with query Room.filter(Room.id = ?), as one that can only be read
                  call makeWritable(object) before, or change it in another session [ROWAN-409]""");
      assertRefused(() -> room.house.name = "x");
      assertRefused(() -> room.house.rooms.get(1).name = "x");
      assertThat(session.isReadOnly(room)).isTrue();
      assertThat(session.isReadOnly(tag)).isFalse();
      assertRefused(() -> session.delete(room));
      session.commit();
    }
    assertThat(h2.rows("select name from room where id = 1")).containsExactly("hall");
  }

  @Test
  void objectsThatAreFetchedOrStreamed_refuseChangesToo() {
    try (Session session = h2.open()) {
      Room fetched =
          session.query(Room.class).readOnly().fetch("house.rooms").filterBy("id", 1).one();
      assertRefused(() -> fetched.house.name = "x");
      assertRefused(() -> fetched.house.rooms.get(1).name = "x");
    }
    try (Session session = h2.open();
        Stream<Room> rooms = session.query(Room.class).readOnly().stream()) {
      rooms.forEach(room -> assertRefused(() -> room.name = "x"));
    }
  }

  @Test
  void objectThatTheSessionHasAlready_staysWritable() {
    try (Session session = h2.open()) {
      Room room = session.get(Room.class, 1);
      assertThat(session.query(Room.class).readOnly().all()).contains(room);
      room.name = "cellar";
      session.commit();
    }
    assertThat(h2.rows("select name from room where id = 1")).containsExactly("cellar");
  }

  // ---- objects

  @Test
  void objectMadeReadOnly_refusesUntilItIsMadeWritable() {
    try (Session session = h2.open()) {
      Room room = session.get(Room.class, 1);
      session.makeReadOnly(room);
      assertThatThrownBy(() -> room.name = "x")
          .hasMessage(
              """
              Attribute 'name' of Room 1 cannot be changed
                  it was made read-only
                  call makeWritable(object) before, or change it in another session [ROWAN-409]""");
      room.plan[0] = 9;
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).isEmpty();
      session.makeWritable(room);
      room.plan[1] = 8;
      room.name = "cellar";
      room.notes.add("n");
      session.commit();
    }
    assertThat(h2.rows("select name, rawtohex(plan) from room where id = 1"))
        .containsExactly("cellar,0908");
    assertThat(h2.rows("select notes from room_notes")).containsExactly("n");
  }

  @Test
  void objectWithChanges_cannotBeMadeReadOnly() {
    try (Session session = h2.open()) {
      Room room = session.get(Room.class, 1);
      room.plan[0] = 9;
      assertThatThrownBy(() -> session.makeReadOnly(room))
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              Room 1 has changes that are not written, so it cannot be made read-only
                  flush or refresh it first [ROWAN-414]""");
      session.flush();
      session.makeReadOnly(room);
      session.commit();
      Room other = session.get(Room.class, 2);
      other.notes.add("x");
      assertThat(
              catchThrowableOfType(EntityStateException.class, () -> session.makeReadOnly(other))
                  .code())
          .isEqualTo(ErrorCode.UNWRITTEN_CHANGES);
    }
  }

  @Test
  void otherSide_thatOnlyReads_showsWhatAnotherObjectSays() {
    try (Session session = h2.open()) {
      House house = session.get(House.class, 1);
      assertThat(house.rooms).hasSize(2);
      session.makeReadOnly(house);
      Room attic = session.get(Room.class, 2);
      attic.house = session.get(House.class, 2);
      assertThat(house.rooms).hasSize(1);
      session.commit();
    }
    assertThat(h2.rows("select house_id from room where id = 2")).containsExactly("2");
  }

  @Test
  void rowOfAnObjectThatOnlyReads_isNotWrittenOverTheOtherSide() {
    try (Session session = h2.open()) {
      House other = session.get(House.class, 2);
      Room room = session.get(Room.class, 1);
      Roof roof = session.get(Roof.class, 1);
      Tag tag = session.get(Tag.class, 1);
      assertThat(room.tags).isEmpty();
      session.makeReadOnly(room);
      session.makeReadOnly(roof);
      assertRefused(() -> other.rooms.add(room));
      assertThat(other.rooms).isEmpty();
      assertRefused(() -> other.roof = roof);
      assertRefused(() -> tag.rooms.add(room));
      assertThat(tag.rooms).isEmpty();
      assertThatCode(session::commit).doesNotThrowAnyException();
    }
    assertThat(h2.rows("select house_id from room where id = 1")).containsExactly("1");
  }

  @Test
  void objectThatOnlyReads_isNotDeletedWithItsOwner() {
    try (Session session = h2.open()) {
      House house = session.get(House.class, 1);
      session.makeReadOnly(session.get(Room.class, 2));
      assertThatThrownBy(() -> session.delete(house))
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              Room 2 cannot be deleted
                  it was made read-only
                  call makeWritable(object) before, or change it in another session [ROWAN-409]""");
    }
    assertThat(h2.rows("select count(*) from house")).containsExactly("2");
  }
}
