package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rowanorm.Rowan;
import org.rowanorm.enhancement.BothDoors;
import org.rowanorm.enhancement.H2;
import org.rowanorm.session.Session;

/** One row and one object, and who may look at it past the traps. */
class LoadedCases {

  @Entity
  static class Item {
    @Id int id;
    String name;
    @ManyToOne Item parent;

    @OneToMany(mappedBy = "parent")
    List<Item> children = new ArrayList<>();
  }

  private static H2 items() {
    H2 h2 = H2.with(Item.class);
    h2.sql("insert into item (id, name, parent_id) values (1, 'one', null)");
    h2.sql("insert into item (id, name, parent_id) values (2, 'two', 1), (3, 'three', 1)");
    h2.log().clear();
    return h2;
  }

  @BothDoors
  void H_E4_rowReachedLazilyAndThenByItsId_isOneObjectAndInitialised() {
    try (H2 h2 = items();
        Session session = h2.open()) {
      Item reference = session.get(Item.class, 2).parent;
      assertThat(Rowan.isLoaded(reference, "name")).isFalse();
      Item loaded = session.get(Item.class, 1);
      assertThat(loaded).isSameAs(reference);
      h2.log().clear();
      assertThat(reference.name).isEqualTo("one");
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  /** The reference is made by the row of 3, before its own row comes. */
  @BothDoors
  void H_E4_rowReachedTwiceInOneResult_isOneObjectAndInitialised() {
    try (H2 h2 = items();
        Session session = h2.open()) {
      List<Item> items = session.query(Item.class).orderBy(path("id").desc()).all();
      assertThat(items).extracting(item -> item.id).containsExactly(3, 2, 1);
      h2.log().clear();
      assertThat(items.get(0).parent).isSameAs(items.get(2)).isSameAs(items.get(1).parent);
      assertThat(items.get(0).parent.name).isEqualTo("one");
      assertThat(Rowan.isLoaded(items.get(0), "parent")).isTrue();
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  @BothDoors
  void H_E4_rowThatComesForAWrittenReference_leavesWhatWasWritten() {
    try (H2 h2 = items()) {
      try (Session session = h2.open()) {
        Item reference = session.get(Item.class, 2).parent;
        reference.name = "uno";
        assertThat(session.get(Item.class, 1)).isSameAs(reference);
        assertThat(reference.name).isEqualTo("uno");
        h2.log().clear();
        session.commit();
      }
      assertThat(h2.log().sql()).containsExactly("update item set name = ? where id = ?");
      assertThat(h2.rows("select name from item where id = 1")).containsExactly("uno");
    }
  }

  @BothDoors
  void H_C8_isLoaded_neverLoads() {
    try (H2 h2 = items();
        Session session = h2.open()) {
      Item two = session.get(Item.class, 2);
      h2.log().clear();
      assertThat(loaded(two))
          .isEqualTo(Map.of("id", true, "name", true, "parent", false, "children", false));
      assertThat(loaded(two.parent))
          .isEqualTo(Map.of("id", true, "name", false, "parent", false, "children", false));
      assertThat(h2.log().sql()).isEmpty();

      assertThat(two.parent.children).hasSize(2);
      assertThat(two.parent.name).isEqualTo("one");
      assertThat(loaded(two.parent))
          .isEqualTo(Map.of("id", true, "name", true, "parent", true, "children", true));
      assertThat(Rowan.isLoaded(two, "parent")).isTrue();
    }
  }

  private static Map<String, Boolean> loaded(Item item) {
    Map<String, Boolean> answers = new LinkedHashMap<>();
    for (String attribute : List.of("id", "name", "parent", "children")) {
      answers.put(attribute, Rowan.isLoaded(item, attribute));
    }
    return answers;
  }

  /** As docs/enhancement.md says: null where nothing is loaded, and a write that nobody hears. */
  @BothDoors
  void H_C8_reflectionAndVarHandles_passTheTraps() throws Exception {
    VarHandle name =
        MethodHandles.privateLookupIn(Item.class, MethodHandles.lookup())
            .findVarHandle(Item.class, "name", String.class);
    Field field = Item.class.getDeclaredField("name");
    try (H2 h2 = items()) {
      try (Session session = h2.open()) {
        Item two = session.get(Item.class, 2);
        h2.log().clear();
        assertThat(name.get(two.parent)).isNull();
        assertThat(field.get(two.parent)).isNull();
        name.set(two, "by handle");
        field.set(session.get(Item.class, 3), "by reflection");
        h2.log().clear();
        session.commit();
        assertThat(h2.log().sql()).isEmpty();
      }
      assertThat(h2.rows("select name from item order by id"))
          .containsExactly("one", "two", "three");
    }
  }

  /** A serialiser that reads fields asks before, and so sends nothing and writes no false null. */
  @BothDoors
  void H_C8_serialiserOverFields_canLeaveOutWhatIsNotLoaded() throws Exception {
    try (H2 h2 = items();
        Session session = h2.open()) {
      Item two = session.get(Item.class, 2);
      h2.log().clear();
      assertThat(fields(two)).isEqualTo(Map.of("id", 2, "name", "two"));
      assertThat(fields(two.parent)).isEqualTo(Map.of("id", 1));
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  private static Map<String, Object> fields(Object entity) throws IllegalAccessException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Field field : entity.getClass().getDeclaredFields()) {
      if (!field.isSynthetic() && Rowan.isLoaded(entity, field.getName())) {
        values.put(field.getName(), field.get(entity));
      }
    }
    return values;
  }
}
