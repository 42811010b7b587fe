package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Transient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** The state table of the contract, seen from user code: what each access does in each state. */
class TrapTest {

  @Entity
  static class Item implements Serializable, Cloneable {
    @Id int id;
    String name;
    int count;
    byte[] data;
    @ManyToOne Item parent;

    @OneToMany
    @JoinColumn(name = "parts_id")
    List<Item> parts = new ArrayList<>();

    @Transient String note = "unmapped";

    Item(int id, String name) {
      this.id = id;
      this.name = name;
    }

    static int compare(Item left, Item right) {
      return Integer.compare(left.count, right.count);
    }

    Supplier<String> lambda() {
      return () -> name;
    }

    class Inner {
      String outerName() {
        return name;
      }
    }

    @Override
    public Item clone() {
      try {
        return (Item) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final H2 h2 = H2.with(Item.class);

  TrapTest() {
    h2.sql(
        "insert into item (id, name, count, data, parent_id)"
            + " values (1, 'one', 10, x'01', null), (2, 'two', 20, x'02', 1)");
  }

  @AfterEach
  void close() {
    h2.close();
  }

  private static Enhanced enhanced(Item item) {
    return (Enhanced) (Object) item;
  }

  private static long readMask(Item item) {
    return enhanced(item).$rowan_get(0);
  }

  private static long writeMask(Item item) {
    return enhanced(item).$rowan_set(0);
  }

  @Test
  void newObject_hasNoTraps() {
    Item item = new Item(3, "three");
    assertThat(readMask(item)).isZero();
    assertThat(writeMask(item)).isZero();
    assertThat(enhanced(item).$rowan_entry()).isNull();
    assertThat(item.note).isEqualTo("unmapped");
  }

  @Test
  void loadedObject_trapsAllWrites_andReadsOfCollectionsAndMutables() {
    try (Session session = h2.open()) {
      Item item = session.get(Item.class, 1);
      Access access = Access.of(Item.class);
      for (int slot = 0; slot < access.slots(); slot++) {
        assertThat(access.writeArmed(enhanced(item), slot)).isTrue();
        boolean lazy = List.of("data", "parts").contains(access.name(slot));
        assertThat(access.readArmed(enhanced(item), slot)).isEqualTo(lazy);
      }
    }
  }

  @Test
  void reference_trapsAllReadsButTheIds() {
    try (Session session = h2.open()) {
      Item parent = session.get(Item.class, 2).parent;
      Access access = Access.of(Item.class);
      for (int slot = 0; slot < access.slots(); slot++) {
        assertThat(access.readArmed(enhanced(parent), slot))
            .isEqualTo(!access.name(slot).equals("id"));
      }
      h2.log().clear();
      assertThat(parent.id).isEqualTo(1);
      assertThat(h2.log().sql()).isEmpty();
      assertThat(parent.name).isEqualTo("one");
      assertThat(h2.log().sql()).hasSize(1);
    }
  }

  @Test
  void access_fromLambdaInnerStaticAndOtherClass_isTrapped() {
    try (Session session = h2.open()) {
      Item lambda = session.get(Item.class, 2).parent;
      assertThat(lambda.lambda().get()).isEqualTo("one");
    }
    try (Session session = h2.open()) {
      Item inner = session.get(Item.class, 2).parent;
      assertThat(inner.new Inner().outerName()).isEqualTo("one");
    }
    try (Session session = h2.open()) {
      Item two = session.get(Item.class, 2);
      assertThat(Item.compare(two.parent, two)).isNegative();
    }
    try (Session session = h2.open()) {
      Comparator<Item> byName = Comparator.comparing(item -> item.name);
      Item two = session.get(Item.class, 2);
      assertThat(byName.compare(two.parent, two)).isNegative();
    }
  }

  @Test
  void compoundWrites_areTrappedOnce() {
    try (Session session = h2.open()) {
      Item item = session.get(Item.class, 2);
      item.count++;
      item.count += 5;
      item.parent.count -= item.count;
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().events()).hasSize(1);
    assertThat(h2.log().events().get(0).parametersText()).isEqualTo("[26, 2] [-16, 1]");
  }

  @Test
  void arrayElement_changedInPlace_isOneUpdateOfItsColumn() {
    try (Session session = h2.open()) {
      Item item = session.get(Item.class, 1);
      item.data[0] = 9;
      h2.log().clear();
      session.commit();
      item.data[0] = 10;
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "update item set data = ? where id = ?", "update item set data = ? where id = ?");
    assertThat(h2.rows("select data from item where id = 1")).containsExactly("\n");
  }

  @Test
  void arrayReadOnly_isNoUpdate() {
    try (Session session = h2.open()) {
      assertThat(session.get(Item.class, 1).data).containsExactly(1);
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void detachedObject_keepsWhichSlotsChanged() {
    Item item;
    try (Session session = h2.open()) {
      item = session.get(Item.class, 1);
    }
    item.name = "uno";
    Access access = Access.of(Item.class);
    assertThat(access.tracked(enhanced(item))).isTrue();
    assertThat(access.writeArmed(enhanced(item), 1)).isFalse();
    assertThat(access.writeArmed(enhanced(item), 2)).isTrue();
    assertThat(item.data).containsExactly(1);
    assertThat(item.parts).isEmpty();
    assertThat(access.writeArmed(enhanced(item), 1)).isFalse();
  }

  @Test
  void serialisedObject_knowsWhatIsUnloadedAndWhatChanged() throws Exception {
    Item item;
    try (Session session = h2.open()) {
      item = session.get(Item.class, 1);
    }
    item.name = "uno";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(item);
    }
    Item copy;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      copy = (Item) in.readObject();
    }
    assertThat(enhanced(copy).$rowan_entry()).isNull();
    assertThat(copy.name).isEqualTo("uno");
    assertThat(copy.data).containsExactly(1);
    copy.count = 11;
    Access access = Access.of(Item.class);
    assertThat(access.tracked(enhanced(copy))).isTrue();
    assertThat(access.writeArmed(enhanced(copy), 1)).isFalse();
    assertThat(access.writeArmed(enhanced(copy), 2)).isFalse();
    assertThatThrownBy(() -> copy.parts.size())
        .hasMessage(
            """
            Attribute 'parts' of Item was not loaded
                this object was copied or deserialised, so no session stands behind it
                read the attribute before, or get the object again from a session [ROWAN-601]""");
  }

  @Test
  void clone_ofManagedObject_isANewOne() {
    try (Session session = h2.open()) {
      Item item = session.get(Item.class, 1);
      Item copy = item.clone();
      copy.id = 3;
      copy.name = "clone";
      copy.parts = new ArrayList<>();
      session.add(copy);
      h2.log().clear();
      session.commit();
      assertThat(item.name).isEqualTo("one");
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into item (id, name, \"COUNT\", data, parent_id, parts_id)"
                    .replace("\"COUNT\"", "count")
                + " values (?, ?, ?, ?, ?, ?)");
  }

  @Test
  void sameValue_isNoChange_butOtherZeroAndNaNFollowEquals() {
    try (Session session = h2.open()) {
      Item item = session.get(Item.class, 1);
      int same = item.count;
      item.count = same;
      item.name = "one";
      item.data = new byte[] {1};
      item.parent = null;
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void equalText_inASessionWithChanges_isNoChange() {
    try (Session session = h2.open()) {
      session.get(Item.class, 1).name = "uno";
      session.get(Item.class, 2).name = String.valueOf(new char[] {'t', 'w', 'o'});
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).containsExactly("update item set name = ? where id = ?");
  }

  @Test
  void firstWritesOfManyObjects_areAllListedAndWritten_alsoAfterALookAtTheList() {
    h2.sql("insert into item (id, name, count) select x, 'i' || x, 0 from system_range(3, 102)");
    try (Session session = h2.open()) {
      List<Item> items = session.query(Item.class).orderBy(Path.path("id").asc()).all();
      for (Item item : items) {
        item.name = item.id % 2 == 0 ? null : "n" + item.id;
        if (item.id % 10 == 0) {
          assertThat(session.flushPlan().toString()).contains("update item");
        }
      }
      session.commit();
      items.forEach(item -> item.name = "same");
      session.commit();
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).isEmpty();
    assertThat(h2.rows("select count(*) from item where name = 'same'")).containsExactly("102");
  }

  @Test
  void writeOfNull_toLoadedValue_isAnUpdate() {
    try (Session session = h2.open()) {
      session.get(Item.class, 1).name = null;
      session.commit();
    }
    assertThat(h2.rows("select name from item where id = 1")).containsExactly("null");
  }
}
