package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Managed objects say what the rows do after a bulk statement, their collections too. */
class BulkObjectsTest {

  @Entity
  static class Shelf {
    @Id int id;
    @Version int version;
    String name = "";

    @OneToMany(mappedBy = "shelf")
    List<Box> boxes = new ArrayList<>();

    @OneToOne(mappedBy = "top")
    @Nullable Box uppermost;

    @ManyToMany Set<Box> favourites = new LinkedHashSet<>();
    @ElementCollection List<String> tags = new ArrayList<>();
    @ElementCollection Map<String, Integer> scores = new HashMap<>();
  }

  @Entity
  static class Box {
    @Id int id;
    String name = "";
    @ManyToOne @Nullable Shelf shelf;
    @OneToOne @Nullable Shelf top;
  }

  private final H2 h2 = H2.with(Shelf.class, Box.class);
  private final Session session;
  private final Shelf one;
  private final Shelf two;

  BulkObjectsTest() {
    h2.sql("insert into shelf (id, version, name) values (1, 0, 'a'), (2, 0, 'b')");
    h2.sql(
        "insert into box (id, name, shelf_id, top_id) values (1, 'x', 1, 1), (2, 'y', 1, null),"
            + " (3, 'z', 2, null)");
    h2.sql("insert into shelf_box (shelf_id, favourites_id) values (1, 2), (1, 3)");
    h2.sql("insert into shelf_tags (shelf_id, tags) values (1, 't')");
    session = h2.open();
    one = session.get(Shelf.class, 1);
    two = session.get(Shelf.class, 2);
    assertThat(one.boxes.size() + two.boxes.size() + one.favourites.size()).isEqualTo(5);
    assertThat(one.uppermost.id + one.tags.size()).isEqualTo(2);
    h2.log().clear();
  }

  @AfterEach
  void close() {
    session.clear();
    session.close();
    h2.close();
  }

  @Test
  void update_ofAReference_showsInLoadedCollections() {
    session.update(Box.class).set(path("shelf"), two).where(path("id").eq(1)).execute();
    assertThat(one.boxes).extracting(box -> box.id).containsExactly(2);
    assertThat(two.boxes).extracting(box -> box.id).containsExactlyInAnyOrder(1, 3);
    session.commit();
    assertThat(h2.rows("select shelf_id from box order by id")).containsExactly("2", "1", "2");
  }

  @Test
  void delete_ofElements_showsInLoadedCollections() {
    session.deleteFrom(Box.class).where(path("id").eq(1)).execute();
    assertThat(one.boxes).extracting(box -> box.id).containsExactly(2);
    assertThat(one.uppermost).isNull();
    one.boxes.clear();
    session.commit();
    assertThat(h2.rows("select id, shelf_id from box order by id"))
        .containsExactly("2,null", "3,2");
  }

  @Test
  void update_ofOwners_leavesTheirCollectionsTrue() {
    session.update(Shelf.class).set(path("name"), "c").where(path("id").eq(1)).execute();
    assertThat(one.name).isEqualTo("c");
    assertThat(one.version).isEqualTo(1);
    assertThat(one.boxes).hasSize(2);
    assertThat(one.tags).containsExactly("t");
    one.name = "d";
    session.commit();
    assertThat(h2.rows("select name, version from shelf order by id"))
        .containsExactly("d,2", "b,0");
  }

  @Test
  void update_ofOtherEntities_leavesObjectsLoaded() {
    Box box = one.boxes.get(0);
    session.update(Shelf.class).set(path("name"), "c").execute();
    h2.log().clear();
    assertThat(box.name).isEqualTo("x");
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void rollback_afterABulkUpdateThatWasRead_bringsTheUsersValueBack() {
    one.name = "mine";
    session.update(Shelf.class).set(path("name"), "bulk").execute();
    assertThat(one.name).isEqualTo("bulk");
    session.rollback();
    assertThat(one.name).isEqualTo("mine");
    session.commit();
    assertThat(h2.rows("select name, version from shelf order by id"))
        .containsExactly("mine,1", "b,0");
  }

  @Test
  void rollback_afterABulkUpdateOfOneValueThatWasRead_bringsTheUsersValueBack() {
    Box box = session.get(Box.class, 3);
    box.name = "mine";
    session.update(Box.class).set(path("name"), "bulk").execute();
    assertThat(box.name).isEqualTo("bulk");
    session.rollback();
    assertThat(box.name).isEqualTo("mine");
    session.commit();
    assertThat(h2.rows("select name from box order by id")).containsExactly("x", "y", "mine");
  }

  @Test
  void rollback_afterABulkUpdateThatWasNotRead_bringsTheUsersValueBack() {
    one.name = "mine";
    two.boxes.clear();
    session.update(Shelf.class).set(path("name"), "bulk").execute();
    session.rollback();
    assertThat(one.name).isEqualTo("mine");
    assertThat(two.name).isEqualTo("b");
    session.commit();
    assertThat(h2.rows("select name, version from shelf order by id"))
        .containsExactly("mine,1", "b,0");
    assertThat(h2.rows("select shelf_id from box where id = 3")).containsExactly("null");
  }

  @Test
  void rollback_afterABulkUpdate_bringsBackWhatCollectionsHeld() {
    one.tags.add("u");
    one.favourites.removeIf(box -> box.id == 3);
    one.scores.put("x", 2);
    session.update(Shelf.class).set(path("name"), "bulk").execute();
    session.deleteFrom(Box.class).where(path("id").eq(99)).execute();
    session.rollback();
    assertThat(one.tags).containsExactly("t", "u");
    assertThat(one.favourites).extracting(box -> box.id).containsExactly(2);
    assertThat(one.scores).isEqualTo(Map.of("x", 2));
    session.commit();
    assertThat(h2.rows("select tags from shelf_tags order by 1")).containsExactly("t", "u");
    assertThat(h2.rows("select favourites_id from shelf_box")).containsExactly("2");
    assertThat(h2.rows("select * from shelf_scores")).containsExactly("1,x,2");
  }

  @Test
  void rollback_afterABulkStatement_leavesObjectsAsTheRowsAre() {
    session.update(Shelf.class).set(path("name"), "bulk").execute();
    assertThat(one.name).isEqualTo("bulk");
    assertThat(one.version).isEqualTo(1);
    session.rollback();
    assertThat(one.name).isEqualTo("a");
    one.name = "mine";
    session.commit();
    assertThat(h2.rows("select name, version from shelf order by id"))
        .containsExactly("mine,1", "b,0");
  }

  @Test
  void nestedBulkUpdate_thatIsTakenBack_leavesObjectsAsTheRowsAre() {
    session.begin();
    try {
      session.nested(
          () -> {
            session.update(Shelf.class).set(path("name"), "bulk").execute();
            assertThat(one.name).isEqualTo("bulk");
            throw new IllegalStateException("no");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("no");
    }
    assertThat(one.name).isEqualTo("a");
    one.name = "mine";
    session.commit();
    assertThat(h2.rows("select name from shelf order by id")).containsExactly("mine", "b");
  }
}
