package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.Json;
import org.rowanorm.annotation.NotCompared;
import org.rowanorm.annotation.OptimisticLocking;
import org.rowanorm.annotation.OptimisticLocking.Compared;
import org.rowanorm.annotation.SoftDelete;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.MappingException;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.error.StaleValue;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Rows without a version that are found by the values that they were read with. */
class OptimisticLockingTest {

  @Embeddable
  static class Size {
    int width;
    Integer height;
  }

  @Entity
  @OptimisticLocking(Compared.ALL)
  static class Shelf {
    @Id int id;
    String name;
    String owner;
    @Embedded Size size;

    @Basic(fetch = FetchType.LAZY)
    String note;

    @NotCompared double weight;
    @ManyToOne Room room;
  }

  @Entity
  @OptimisticLocking(Compared.CHANGED)
  static class Room {
    @Id int id;
    String name;
    String color;

    @OneToMany(mappedBy = "room")
    List<Shelf> shelves = new ArrayList<>();
  }

  private final H2 h2 = H2.with(Shelf.class, Room.class);

  @AfterEach
  void close() {
    h2.close();
  }

  @BeforeEach
  void given() {
    h2.sql("insert into room (id, name, color) values (1, 'hall', null), (2, 'attic', 'red')");
    h2.sql(
        "insert into shelf (id, name, owner, width, height, note, weight, room_id)"
            + " values (1, 'A', 'Ann', 3, null, 'n', 0.1, 1), (2, 'B', null, 4, 5, null, 1, null)");
  }

  @Test
  void update_ofAll_comparesEachLoadedValue() {
    try (Session session = h2.open()) {
      session.get(Shelf.class, 1).name = "C";
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "update shelf set name = ? where id = ? and name = ? and owner = ? and width = ?"
                + " and room_id = ? and height is null");
    assertThat(h2.log().events().get(0).parameters().get(0))
        .containsExactly("C", 1, "A", "Ann", 3, 1);
  }

  @Test
  void update_ofChanged_comparesTheValuesThatAreWritten() {
    try (Session session = h2.open()) {
      Room room = session.get(Room.class, 1);
      room.color = "blue";
      h2.log().clear();
      session.commit();
      room.color = null;
      room.name = "x";
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "update room set color = ? where id = ? and color is null",
            "update room set name = ?, color = ? where id = ? and name = ? and color = ?");
  }

  @Test
  void delete_comparesAll_alsoWhereUpdatesCompareWhatIsChanged() {
    try (Session session = h2.open()) {
      session.delete(session.get(Room.class, 2));
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly("delete from room where id = ? and name = ? and color = ?");
  }

  @Test
  void changeOfAnotherAttribute_isNoticedByAll_andNotByChanged() {
    try (Session session = h2.open()) {
      Shelf shelf = session.get(Shelf.class, 1);
      Room room = session.get(Room.class, 2);
      h2.sql("update room set color = 'theirs' where id = 2");
      room.name = "mine";
      session.commit();
      h2.sql("update shelf set owner = 'theirs' where id = 1");
      shelf.name = "mine";
      StaleEntityException error =
          catchThrowableOfType(StaleEntityException.class, session::commit);
      assertThat(error)
          .hasMessage(
              """
              Shelf 1 was changed or deleted by another transaction
                  its row is gone, or has no longer the values that it was read with
                  in update shelf set name = ? where id = ? and name = ? and owner = ? and width = ?\
               and room_id = ? and height is null
                  roll back, read it again in a new session and repeat the change [ROWAN-401]""");
      assertThat(error.values())
          .contains(
              new StaleValue("name", "A", "mine", "A"),
              new StaleValue("owner", "Ann", "Ann", "theirs"));
    }
    assertThat(h2.rows("select name, color from room where id = 2")).containsExactly("mine,theirs");
  }

  @Test
  void changeOfTheSameAttribute_isNoticedByChanged() {
    try (Session session = h2.open()) {
      Room room = session.get(Room.class, 1);
      room.color = "mine";
      h2.sql("update room set color = 'theirs' where id = 1");
      StaleEntityException error =
          catchThrowableOfType(StaleEntityException.class, session::commit);
      assertThat(error.values()).containsExactly(new StaleValue("color", null, "mine", "theirs"));
    }
  }

  @Test
  void deletedElsewhere_isStale() {
    try (Session session = h2.open()) {
      session.delete(session.get(Shelf.class, 2));
      h2.sql("update shelf set height = 6 where id = 2");
      assertThatThrownBy(session::commit).isInstanceOf(StaleEntityException.class);
    }
    assertThat(h2.rows("select count(*) from shelf")).containsExactly("2");
  }

  @Test
  void lazyValue_isComparedOnceItIsLoaded() {
    try (Session session = h2.open()) {
      Shelf shelf = session.get(Shelf.class, 1);
      assertThat(shelf.note).isEqualTo("n");
      shelf.name = "C";
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql().get(0)).contains("and note = ?");
  }

  @Test
  void secondUpdate_comparesWhatTheFirstOneWrote() {
    try (Session session = h2.open()) {
      Shelf shelf = session.get(Shelf.class, 1);
      shelf.name = "C";
      shelf.size.height = 9;
      session.flush();
      shelf.name = "D";
      session.commit();
      shelf.owner = null;
      session.commit();
    }
    assertThat(h2.rows("select name, owner, height from shelf where id = 1"))
        .containsExactly("D,null,9");
  }

  @Test
  void rollback_keepsWhatTheRowHeld() {
    try (Session session = h2.open()) {
      Shelf shelf = session.get(Shelf.class, 1);
      shelf.name = "C";
      session.flush();
      session.rollback();
      shelf.name = "D";
      session.commit();
    }
    assertThat(h2.rows("select name from shelf where id = 1")).containsExactly("D");
  }

  @Test
  void detachedObject_isComparedWithWhatItWasReadWith() {
    Shelf shelf;
    try (Session session = h2.open()) {
      shelf = session.get(Shelf.class, 1);
    }
    shelf.name = "mine";
    h2.sql("update shelf set name = 'theirs' where id = 1");
    try (Session session = h2.open()) {
      session.attach(shelf);
      assertThatThrownBy(session::commit).isInstanceOf(StaleEntityException.class);
    }
  }

  @Test
  void objectWrittenUnread_isFoundByItsId() {
    try (Session session = h2.open()) {
      session.get(Shelf.class, 1).room.name = "x";
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).containsExactly("update room set name = ? where id = ?");
  }

  @Test
  void rowsWithTheSameNulls_areOneBatch() {
    h2.sql("insert into room (id, name, color) values (3, 'c', null), (4, 'd', null)");
    try (Session session = h2.open()) {
      for (Room room : session.query(Room.class).all()) {
        room.color = "white";
      }
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "update room set color = ? where id = ? and color is null",
            "update room set color = ? where id = ? and color = ?");
  }

  @Test
  void flushPlan_showsTheSameText() {
    try (Session session = h2.open()) {
      session.get(Room.class, 1).color = "blue";
      assertThat(session.flushPlan().statements().get(0).sql())
          .isEqualTo("update room set color = ? where id = ? and color is null");
    }
  }

  @Entity
  @Inheritance
  @SoftDelete
  @OptimisticLocking(Compared.ALL)
  static class Key {
    @Id int id;

    @Column(unique = true)
    @Nullable String code;
  }

  @Entity
  static class Spare extends Key {
    String place;
    @Nullable @ManyToOne Key opens;
  }

  @Test
  void swapOfUniqueValues_comparesWithTheFirstStatementForARow() {
    try (H2 other = H2.with(Key.class, Spare.class)) {
      other.sql(
          "insert into \"KEY\" (id, code, deleted, dtype, place) values"
              + " (1, 'a', false, 'Spare', 'x'), (2, 'b', false, 'Spare', 'y')");
      try (Session session = other.open()) {
        Spare first = session.get(Spare.class, 1);
        Spare second = session.get(Spare.class, 2);
        first.code = "b";
        second.code = "a";
        second.place = "z";
        other.log().clear();
        session.commit();
        assertThat(other.log().sql()).hasSize(3);
        assertThat(other.log().sql()).filteredOn(sql -> sql.contains("code = ? and")).hasSize(2);
        session.delete(first);
        other.sql("update \"KEY\" set place = 'theirs' where id = 1");
        assertThatThrownBy(session::commit).isInstanceOf(StaleEntityException.class);
        session.rollback();
        session.refresh(session.get(Spare.class, 2));
        session.detach(first);
        session.commit();
      }
      assertThat(other.rows("select id, code, place, deleted from \"KEY\" order by id"))
          .containsExactly("1,b,theirs,FALSE", "2,a,z,FALSE");
    }
  }

  /** Writes something for null. */
  static class YesNo implements AttributeConverter<Boolean, String> {
    @Override
    public String convertToDatabaseColumn(@Nullable Boolean value) {
      return value == null ? "?" : value ? "Y" : "N";
    }

    @Override
    public @Nullable Boolean convertToEntityAttribute(String column) {
      return column.equals("?") ? null : column.equals("Y");
    }
  }

  @Entity
  @OptimisticLocking(Compared.ALL)
  static class Answer {
    @Id int id;

    @Convert(converter = YesNo.class)
    @Nullable Boolean given;

    byte[] seal;
    String text;
  }

  @Test
  void convertedAndMutableValues_areComparedAsTheirColumnsHoldThem() {
    try (H2 other = H2.with(Answer.class)) {
      other.sql("insert into answer (id, given, seal, text) values (1, '?', x'01', 'a')");
      try (Session session = other.open()) {
        Answer answer = session.get(Answer.class, 1);
        answer.seal[0] = 2;
        other.log().clear();
        session.commit();
        answer.given = true;
        session.commit();
        answer.text = "b";
        session.commit();
      }
      assertThat(other.log().sql().get(0))
          .isEqualTo(
              "update answer set seal = ? where id = ? and given = ? and seal = ? and text = ?");
      assertThat(other.rows("select given, rawtohex(seal), text from answer"))
          .containsExactly("Y,02,b");
    }
  }

  // ---- mappings

  @Entity
  @OptimisticLocking(Compared.ALL)
  static class Numbered {
    @Id int id;
    @Version int version;
  }

  @Entity
  @OptimisticLocking(Compared.ALL)
  static class Measured {
    @Id int id;
    float width;
    @Lob String text;
    @Json List<String> words;
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  @OptimisticLocking(Compared.ALL)
  static class Top {
    @Id int id;
  }

  @Entity
  static class Below extends Top {
    String name;
  }

  @Entity
  @Inheritance
  static class Plain {
    @Id int id;
  }

  @Entity
  @OptimisticLocking(Compared.ALL)
  static class BelowPlain extends Plain {
    String name;
  }

  private static MappingException fault(Class<?>... entities) {
    return catchThrowableOfType(MappingException.class, () -> H2.empty(entities).close());
  }

  @Test
  void entityWithAVersion_isRefused() {
    assertThat(fault(Numbered.class))
        .hasMessage(
            """
            The version of Numbered tells of changes already
                at org.rowanorm.feature.OptimisticLockingTest$Numbered
                take either @OptimisticLocking or @Version away [ROWAN-415]""");
  }

  @Test
  void valuesThatCannotBeCompared_areRefused() {
    MappingException error = fault(Measured.class);
    assertThat(error.code()).isEqualTo(ErrorCode.WRONG_COMPARISON);
    assertThat(error.getSuppressed())
        .extracting(Throwable::getMessage)
        .containsExactly(
            """
            Measured.width cannot be compared in SQL: it stands in a column of floating-point numbers
                at Measured.width, with @OptimisticLocking
                annotate it with @NotCompared, or use a @Version [ROWAN-415]""",
            """
            Measured.text cannot be compared in SQL: it stands in a column of large objects
                at Measured.text, with @OptimisticLocking
                annotate it with @NotCompared, or use a @Version [ROWAN-415]""",
            """
            Measured.words cannot be compared in SQL: it stands in a column of JSON
                at Measured.words, with @OptimisticLocking
                annotate it with @NotCompared, or use a @Version [ROWAN-415]""");
  }

  @Test
  void entityInSeveralTables_isRefused() {
    assertThat(fault(Top.class, Below.class))
        .hasMessage(
            """
            @OptimisticLocking compares one row, and an object of Below has one in each of 2 tables
                at org.rowanorm.feature.OptimisticLockingTest$Below
                use a @Version [ROWAN-415]""");
  }

  @Test
  void annotationBelowTheTopmostEntity_isRefused() {
    assertThat(fault(Plain.class, BelowPlain.class))
        .hasMessage(
            """
            @OptimisticLocking holds for all entities that extend each other
                at org.rowanorm.feature.OptimisticLockingTest$BelowPlain
                put it on Plain [ROWAN-415]""");
  }
}
