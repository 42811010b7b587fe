package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.SoftDelete;
import org.rowanorm.error.ConstraintViolationException;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Rows that stay, marked as deleted, though the owner whose key they hold goes for good. */
class SoftDeletedElementsTest {

  @Entity
  static class Album {
    @Id int id;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "album_id")
    @OrderColumn(name = "place")
    List<Photo> photos = new ArrayList<>();

    @OneToMany
    @JoinColumn(name = "lent_id")
    List<Photo> lent = new ArrayList<>();
  }

  @Entity
  @SoftDelete
  static class Photo {
    @Id int id;

    Photo(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Frame {
    @Id int id;

    @OneToMany(cascade = CascadeType.ALL)
    @JoinColumn(name = "frame_id", nullable = false)
    List<Print> prints = new ArrayList<>();
  }

  @Entity
  @SoftDelete
  static class Print {
    @Id int id;

    Print(int id) {
      this.id = id;
    }
  }

  private final H2 h2 = H2.with(Album.class, Photo.class, Frame.class, Print.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void givenAlbum() {
    h2.sql("insert into album (id) values (1), (2)");
    h2.sql(
        "insert into photo (id, deleted, album_id, place, lent_id) values"
            + " (11, false, 1, 0, null), (12, true, 1, null, null), (13, false, null, null, 1),"
            + " (14, true, null, null, 1), (15, false, 2, 0, 2)");
    h2.log().clear();
  }

  private List<String> photos() {
    return h2.rows("select id, deleted, album_id, place, lent_id from photo order by id");
  }

  @Test
  void ownerThatGoes_leavesMarkedElementsWithoutItsKey() {
    givenAlbum();
    try (Session session = h2.open()) {
      session.delete(session.get(Album.class, 1));
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "update photo set album_id = null, place = null where album_id = ?",
            "update photo set lent_id = null where lent_id = ?",
            "update photo set deleted = ? where id = ? and deleted = false",
            "delete from album where id = ?");
    assertThat(photos())
        .containsExactly(
            "11,TRUE,null,null,null",
            "12,TRUE,null,null,null",
            "13,FALSE,null,null,null",
            "14,TRUE,null,null,null",
            "15,FALSE,2,0,2");
    assertThat(h2.rows("select id from album")).containsExactly("2");
  }

  @Test
  void ownerWhoseElementsAreLoaded_leavesMarkedOnesWithoutItsKeyToo() {
    givenAlbum();
    try (Session session = h2.open()) {
      Album album = session.get(Album.class, 1);
      assertThat(album.photos).hasSize(1);
      assertThat(album.lent).hasSize(1);
      session.delete(album);
      session.commit();
    }
    assertThat(h2.rows("select count(*) from photo where album_id = 1 or lent_id = 1"))
        .containsExactly("0");
  }

  @Test
  void elementThatWasTakenOut_andItsOwnerThatGoesLater_agree() {
    givenAlbum();
    h2.sessions().inTransaction(session -> session.get(Album.class, 1).photos.clear());
    h2.sessions().inTransaction(session -> session.delete(session.get(Album.class, 1)));
    assertThat(h2.rows("select deleted, album_id from photo where id = 11"))
        .containsExactly("TRUE,null");
  }

  @Test
  void elementThatMovesToAnotherOwner_staysThere() {
    givenAlbum();
    try (Session session = h2.open()) {
      Album one = session.get(Album.class, 1);
      Album two = session.get(Album.class, 2);
      two.lent.add(one.lent.remove(0));
      session.delete(one);
      session.commit();
    }
    assertThat(h2.rows("select id, lent_id from photo where id in (13, 14) order by id"))
        .containsExactly("13,2", "14,null");
  }

  @Test
  void keyThatCannotBeNull_keepsTheOwner_andSaysSo() {
    h2.sql("insert into frame (id) values (1)");
    h2.sql("insert into print (id, deleted, frame_id) values (11, false, 1)");
    try (Session session = h2.open()) {
      session.delete(session.get(Frame.class, 1));
      assertThatThrownBy(session::commit)
          .isInstanceOf(ConstraintViolationException.class)
          .hasMessage(
              """
              A row refers to a row that is not there, or is still referred to
                  in delete from frame where id = ?
                  the database says: Referential integrity constraint violation: \
              "FK_PRINT_FRAME_ID: PUBLIC.PRINT FOREIGN KEY(FRAME_ID) REFERENCES PUBLIC.FRAME(ID) (1)"
                  roll back, then add the row it needs or delete what refers to it first \
              [ROWAN-506]""");
      session.rollback();
    }
    assertThat(h2.rows("select id, deleted from print")).containsExactly("11,FALSE");
  }
}
