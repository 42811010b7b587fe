package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.Rowan;
import org.rowanorm.error.QueryException;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class LoadedTest {

  @Entity
  static class Room implements Serializable {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String name;
    int size;
    byte[] plan;
    @ManyToOne Room next;

    @OneToMany(mappedBy = "next")
    List<Room> before = new ArrayList<>();
  }

  private final H2 h2 = H2.with(Room.class);

  @AfterEach
  void close() {
    h2.close();
  }

  /** Room 2, which leads to room 1. */
  private Room second(Session session) {
    h2.sql("insert into room (name, size, plan) values ('one', 1, x'01')");
    h2.sql("insert into room (name, size, next_id) values ('two', 2, 1)");
    Room room = session.get(Room.class, 2L);
    h2.log().clear();
    return room;
  }

  @Test
  void objectOfNew_isLoadedThroughout() {
    Room room = new Room();
    for (String attribute : List.of("id", "name", "size", "plan", "next", "before")) {
      assertThat(Rowan.isLoaded(room, attribute)).as(attribute).isTrue();
    }
  }

  @Test
  void referenceToAnObjectThatIsNotStoredYet_isLoaded() {
    try (Session session = h2.open()) {
      Room room = new Room();
      room.next = new Room();
      session.add(room);
      assertThat(Rowan.isLoaded(room, "next")).isTrue();
      assertThat(Rowan.isLoaded(room, "before")).isTrue();
      assertThat(Rowan.isLoaded(room, "id")).isFalse(); // to read it would insert the object
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  @Test
  void loadedObject_lacksCollectionsAndRowsOfReferences() {
    try (Session session = h2.open()) {
      Room room = second(session);
      assertThat(Rowan.isLoaded(room, "name")).isTrue();
      assertThat(Rowan.isLoaded(room, "plan")).isTrue();
      assertThat(Rowan.isLoaded(room, "next")).isFalse();
      assertThat(Rowan.isLoaded(room, "before")).isFalse();
      assertThat(h2.log().sql()).isEmpty();

      List<Room> before = room.before;
      assertThat(Rowan.isLoaded(room, "before")).isFalse(); // touched, and still without elements
      assertThat(before).isEmpty();
      assertThat(Rowan.isLoaded(room, "before")).isTrue();
    }
  }

  @Test
  void reference_isLoadedWithItsRow() {
    try (Session session = h2.open()) {
      Room room = second(session);
      Room one = room.next;
      assertThat(Rowan.isLoaded(one, "id")).isTrue();
      for (String attribute : List.of("name", "size", "plan", "next", "before")) {
        assertThat(Rowan.isLoaded(one, attribute)).as(attribute).isFalse();
      }
      assertThat(h2.log().sql()).isEmpty();

      assertThat(one.size).isEqualTo(1);
      for (String attribute : List.of("name", "size", "plan", "next")) {
        assertThat(Rowan.isLoaded(one, attribute)).as(attribute).isTrue();
      }
      assertThat(Rowan.isLoaded(room, "next")).isTrue();
    }
  }

  @Test
  void writtenAttributeOfAReference_isLoaded() {
    try (Session session = h2.open()) {
      Room one = second(session).next;
      one.name = "uno";
      assertThat(Rowan.isLoaded(one, "name")).isTrue();
      assertThat(Rowan.isLoaded(one, "size")).isFalse();
    }
  }

  @Test
  void afterTheSession_itSaysTheSame() throws Exception {
    Room room;
    try (Session session = h2.open()) {
      room = second(session);
    }
    Room copy = copied(room);
    for (Room one : List.of(room, copy)) {
      assertThat(Rowan.isLoaded(one, "name")).isTrue();
      assertThat(Rowan.isLoaded(one, "next")).isFalse();
      assertThat(Rowan.isLoaded(one, "before")).isFalse();
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  private static Room copied(Room room) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(room);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Room) in.readObject();
    }
  }

  @Test
  void unknownAttribute_isRefusedWithTheNearestName() {
    assertThatThrownBy(() -> Rowan.isLoaded(new Room(), "nmae"))
        .isInstanceOf(QueryException.class)
        .hasMessage(
            """
            No attribute 'nmae' in Room; did you mean 'name'?
                in Rowan.isLoaded(entity, "nmae") [ROWAN-204]""");
  }

  @Test
  void objectThatIsNoEntity_isRefused() {
    assertThatThrownBy(() -> Rowan.isLoaded("text", "length"))
        .isInstanceOf(QueryException.class)
        .hasMessage(
            """
            java.lang.String is not an entity
                in Rowan.isLoaded(entity, "length")
                ask of objects of mapped and enhanced classes only [ROWAN-104]""");
  }
}
