package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.flush.preview.FlushPreview;
import org.rowanorm.flush.preview.PreviewRow;
import org.rowanorm.flush.preview.PreviewStatement;
import org.rowanorm.flush.preview.Reason;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class FlushPlanTest {

  @Embeddable
  static class Size {
    int width;
    int height;
  }

  @Entity
  static class Shelf {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Version int version;
    String name;
    Size size;

    @OneToMany(cascade = CascadeType.REMOVE)
    @JoinColumn(name = "shelf_id")
    List<Item> items = new ArrayList<>();

    @ElementCollection List<String> tags = new ArrayList<>();
  }

  @Entity
  static class Item {
    @Id int id;
    String name;
    @ManyToOne Item next;

    Item(int id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  private final H2 h2 = H2.with(Shelf.class, Item.class);

  @AfterEach
  void close() {
    h2.close();
  }

  /** What is planned, after a check that it sends nothing and that a commit sends exactly that. */
  private String planned(Session session) {
    h2.log().clear();
    FlushPreview plan = session.flushPlan();
    assertThat(h2.log().sql()).isEmpty();
    session.commit();
    assertThat(h2.log().sql()).isEqualTo(plan.statements().stream().map(s -> s.sql()).toList());
    return plan.toString();
  }

  private void given() {
    h2.sql("insert into shelf (version, name, width, height) values (1, 'A', 2, 3)");
    h2.sql("insert into item (id, name, shelf_id) values (1, 'one', 1), (2, 'two', null)");
  }

  @Test
  void plan_ofNothing_isEmpty() {
    given();
    try (Session session = h2.open()) {
      session.get(Shelf.class, 1L);
      assertThat(planned(session)).isEmpty();
    }
  }

  @Test
  void plan_ofNewGraph_namesTheWayToEachObject() {
    try (Session session = h2.open()) {
      Shelf shelf = new Shelf();
      shelf.items.add(new Item(1, "one"));
      shelf.items.get(0).next = new Item(2, "two");
      shelf.tags.add("red");
      session.add(shelf);
      assertThat(planned(session))
          .isEqualTo(
              """
              insert into shelf (version, name, width, height) values (?, ?, ?, ?)
                  new Shelf: added
              insert into item (id, name, next_id, shelf_id) values (?, ?, ?, ?)
                  Item 2: added at Item 1.next
              insert into item (id, name, next_id, shelf_id) values (?, ?, ?, ?)
                  Item 1: added at Shelf without an id.items, joined at Shelf.items of Shelf without an id
              insert into shelf_tags (shelf_id, tags) values (?, ?)
                  new Shelf: joined at Shelf.tags of red""");
    }
  }

  @Test
  void plan_ofUpdates_saysFromWhatToWhat() {
    given();
    try (Session session = h2.open()) {
      Shelf shelf = session.get(Shelf.class, 1L);
      shelf.name = "B";
      shelf.size.height = 4;
      session.get(Item.class, 1).next = session.get(Item.class, 2);
      shelf.items.add(session.get(Item.class, 2));
      assertThat(planned(session))
          .isEqualTo(
              """
              update shelf set version = ?, name = ?, height = ? where id = ? and version = ?
                  Shelf 1: Shelf.name: A -> B, Shelf.size.height: 3 -> 4
              update item set next_id = ? where id = ?
                  Item 1: Item.next: null -> Item 2
              update item set shelf_id = ? where id = ?
                  Item 2: joined at Shelf.items of Shelf 1""");
    }
  }

  @Test
  void plan_isData() {
    given();
    try (Session session = h2.open()) {
      session.get(Item.class, 2).name = "zwei";
      assertThat(session.flushPlan().statements())
          .containsExactly(
              new PreviewStatement(
                  PreviewStatement.Operation.UPDATE,
                  "item",
                  List.of("name"),
                  "update item set name = ? where id = ?",
                  List.of(
                      new PreviewRow(
                          "Item",
                          2,
                          List.of(new Reason(Reason.Kind.CHANGED, "Item.name", "two", "zwei"))))));
      session.rollback();
    }
  }

  @Test
  void plan_ofUnreadReference_doesNotKnowWhatItWas() {
    given();
    h2.sql("update item set next_id = 1 where id = 2");
    try (Session session = h2.open()) {
      Item hollow = session.get(Item.class, 2).next;
      hollow.name = "uno";
      assertThat(planned(session))
          .isEqualTo(
              """
              update item set name = ? where id = ?
                  Item 1: Item.name: -> uno""");
    }
  }

  @Test
  void plan_ofDelete_namesWhatGoesWithIt() {
    given();
    try (Session session = h2.open()) {
      Shelf shelf = session.get(Shelf.class, 1L);
      assertThat(shelf.items).hasSize(1);
      assertThat(shelf.tags).isEmpty();
      session.delete(shelf);
      assertThat(planned(session))
          .isEqualTo(
              """
              delete from item where id = ?
                  Item 1: deleted at what Shelf 1 owns
              delete from shelf where id = ? and version = ?
                  Shelf 1: deleted""");
    }
  }

  @Test
  void valueThatIsBack_isNotWritten() {
    given();
    try (Session session = h2.open()) {
      Shelf shelf = session.get(Shelf.class, 1L);
      shelf.name = "B";
      shelf.name = "A";
      assertThat(planned(session)).isEmpty();
      shelf.name = "C";
      assertThat(planned(session)).contains("Shelf.name: A -> C");
    }
  }

  @Test
  void valueThatIsBackAtWhatARolledBackFlushWrote_isWritten() {
    given();
    try (Session session = h2.open()) {
      Shelf shelf = session.get(Shelf.class, 1L);
      shelf.name = "B";
      session.flush();
      shelf.name = "C";
      session.rollback();
      shelf.name = "B";
      session.commit();
    }
    assertThat(h2.rows("select name from shelf")).containsExactly("B");
  }
}
