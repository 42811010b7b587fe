package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.MappingException;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class CompositeIdTest {

  @Embeddable
  record RoomId(String house, int door) {}

  @Entity
  static class Room {
    @EmbeddedId RoomId id;
    @Nullable String name;

    @OneToMany(mappedBy = "room", cascade = CascadeType.ALL)
    List<Desk> desks = new ArrayList<>();

    Room(String house, int door) {
      this.id = new RoomId(house, door);
    }
  }

  @Entity
  static class Desk {
    @Id int id;

    @ManyToOne
    @JoinColumn(name = "room_no", referencedColumnName = "door")
    @JoinColumn(name = "room_house", referencedColumnName = "house")
    @Nullable Room room;

    Desk(int id, @Nullable Room room) {
      this.id = id;
      this.room = room;
    }
  }

  /** The id class of a line: a reference stands in it as the id of its target. */
  static class LineId {
    long bill;
    int position;

    LineId(long bill, int position) {
      this.bill = bill;
      this.position = position;
    }

    LineId() {}
  }

  @Entity
  static class Bill {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    @OneToMany(mappedBy = "bill")
    List<Line> lines = new ArrayList<>();
  }

  @Entity
  @IdClass(LineId.class)
  static class Line {
    @Id @ManyToOne Bill bill;
    @Id int position;
    int amount;

    Line(Bill bill, int position) {
      this.bill = bill;
      this.position = position;
    }
  }

  @Entity
  static class Receipt {
    @Id @OneToOne Bill bill;
    @Nullable String text;

    Receipt(Bill bill) {
      this.bill = bill;
    }
  }

  @Entity
  static class Archive {
    @Id int id;
    @OneToOne @Nullable Receipt receipt;

    Archive(int id) {
      this.id = id;
    }
  }

  private final H2 h2 =
      H2.with(Archive.class, Room.class, Desk.class, Bill.class, Line.class, Receipt.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void givenRooms() {
    h2.sessions()
        .inTransaction(
            session -> {
              Room one = new Room("north", 1);
              one.desks.add(new Desk(1, one));
              one.desks.add(new Desk(2, one));
              Room two = new Room("north", 2);
              two.desks.add(new Desk(3, two));
              session.add(one);
              session.add(two);
            });
    h2.log().clear();
  }

  @Test
  void embeddedId_identifiesItsRow() {
    givenRooms();
    try (Session session = h2.open()) {
      Room room = session.get(Room.class, new RoomId("north", 2));
      assertThat(room.id).isEqualTo(new RoomId("north", 2));
      assertThat(session.get(Room.class, new RoomId("north", 2))).isSameAs(room);
      assertThat(session.get(Room.class, new RoomId("south", 2))).isNull();
      room.name = "two";
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select r.house, r.door, r.name from room r where r.house = ? and r.door = ?",
            "select r.house, r.door, r.name from room r where r.house = ? and r.door = ?",
            "update room set name = ? where house = ? and door = ?");
  }

  @Test
  void referenceToCompositeId_isLoadedByCohort() {
    givenRooms();
    try (Session session = h2.open()) {
      List<Desk> desks = session.query(Desk.class).all();
      assertThat(desks).extracting(desk -> desk.room.id.door()).containsExactly(1, 1, 2);
      assertThat(h2.log().sql()).hasSize(1);
      assertThat(desks.get(0).room.name).isNull();
      assertThat(h2.log().sql().get(1))
          .isEqualTo(
              "select r.house, r.door, r.name from room r"
                  + " where (r.house, r.door) in ((?, ?), (?, ?))");
    }
  }

  @Test
  void collectionOfCompositeOwner_isLoadedByCohort() {
    givenRooms();
    try (Session session = h2.open()) {
      List<Room> rooms = session.query(Room.class).all();
      assertThat(rooms).extracting(room -> room.desks.size()).containsExactly(2, 1);
      assertThat(h2.log().sql()).hasSize(2);
    }
  }

  @Test
  void delete_namesAllColumns() {
    givenRooms();
    try (Session session = h2.open()) {
      session.delete(session.get(Room.class, new RoomId("north", 1)));
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "delete from desk where id = ?", "delete from room where house = ? and door = ?");
    assertThat(h2.rows("select id from desk")).containsExactly("3");
  }

  @Test
  void H_D9_changedEmbeddedId_isRefused() {
    givenRooms();
    try (Session session = h2.open()) {
      Room room = session.get(Room.class, new RoomId("north", 1));
      room.id = new RoomId("north", 1);
      assertThatThrownBy(() -> room.id = new RoomId("north", 9))
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              The id of Room (north, 1) cannot be changed to RoomId[house=north, door=9]
                  at Room.id
                  an id stands for its row: delete the object and add a new one [ROWAN-312]""");
    }
  }

  @Test
  void derivedId_waitsForTheIdOfItsTarget() {
    h2.sessions()
        .inTransaction(
            session -> {
              Bill bill = new Bill();
              Line line = new Line(bill, 1);
              session.add(line);
              session.add(new Line(bill, 2));
              session.add(bill);
            });
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into bill default values",
            "insert into line (bill_id, position, amount) values (?, ?, ?)");
    try (Session session = h2.open()) {
      h2.log().clear();
      Line line = session.get(Line.class, new LineId(1, 2));
      assertThat(line.position).isEqualTo(2);
      assertThat(line.bill.id).isEqualTo(1);
      assertThat(h2.log().sql()).hasSize(1);
      assertThat(line.bill.lines).hasSize(2);
    }
  }

  @Test
  void H_E1_idOfReferenceWithDerivedId_sendsNothing() {
    h2.sessions()
        .inTransaction(
            session -> {
              Bill bill = new Bill();
              session.add(bill);
              session.add(new Receipt(bill));
            });
    h2.log().clear();
    try (Session session = h2.open()) {
      Receipt receipt = session.get(Receipt.class, 1L);
      assertThat(receipt.bill.id).isEqualTo(1);
      assertThat(h2.log().sql())
          .containsExactly("select r.bill_id, r.text from receipt r where r.bill_id = ?");
    }
  }

  @Test
  void referenceToDerivedId_isLoaded() {
    h2.sessions()
        .inTransaction(
            session -> {
              Bill bill = new Bill();
              Receipt receipt = new Receipt(bill);
              receipt.text = "paid";
              Archive archive = new Archive(1);
              archive.receipt = receipt;
              session.add(archive);
            });
    h2.log().clear();
    try (Session session = h2.open()) {
      Archive archive = session.get(Archive.class, 1);
      assertThat(archive.receipt.bill.id).isEqualTo(1);
      assertThat(h2.log().sql()).hasSize(1);
      assertThat(archive.receipt.text).isEqualTo("paid");
      assertThat(archive.receipt).isSameAs(session.get(Receipt.class, 1L));
    }
  }

  @Entity
  @IdClass(LineId.class)
  static class Foreign {
    @Id int position;
    @Id int other;
  }

  @Test
  void idClass_withoutAnAttribute_isRefused() {
    assertThatThrownBy(() -> H2.empty(Foreign.class))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            """
            The id class LineId has no attribute 'other'
                at org.rowanorm.feature.CompositeIdTest$LineId, the id class of Foreign
                it needs one for each @Id of the entity, of the same name [ROWAN-113]""");
  }

  @Entity
  static class TooMany {
    @Id int id;

    @ManyToOne
    @JoinColumn(name = "a")
    @JoinColumn(name = "b")
    @Nullable Bill bill;
  }

  @Test
  void moreJoinColumns_thanTheIdHas_areRefused() {
    assertThatThrownBy(() -> H2.empty(TooMany.class, Bill.class, Line.class))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            """
            2 join columns for an id of 1
                at TooMany.bill
                declare one for each column of Bill.id [ROWAN-114]""");
  }
}
