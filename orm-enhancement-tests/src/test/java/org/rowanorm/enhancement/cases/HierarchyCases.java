package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.rowanorm.enhancement.BothDoors;
import org.rowanorm.enhancement.H2;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.Enhancement;
import org.rowanorm.error.QueryException;
import org.rowanorm.session.Session;

/** Inheritance, generics, visibility. */
class HierarchyCases {

  @MappedSuperclass
  abstract static class Named {
    @Id int id;
    private String name;

    String name() {
      return name;
    }

    void name(String given) {
      name = given;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Named named && id == named.id;
    }

    @Override
    public int hashCode() {
      return Objects.hash(id);
    }
  }

  /** Not mapped, between two that are. */
  abstract static class Between extends Named {
    String loud() {
      return name().toUpperCase(java.util.Locale.ROOT) + id;
    }
  }

  @Entity
  static class Pen extends Between {
    int size;
    @ManyToOne Pen next;
  }

  private static H2 pens() {
    H2 h2 = H2.with(Pen.class);
    h2.sql("insert into pen (id, name, size, next_id) values (1, 'one', 3, null)");
    h2.sql("insert into pen (id, name, size, next_id) values (2, 'two', 4, 1)");
    h2.log().clear();
    return h2;
  }

  @BothDoors
  void H_B1_privateFieldOfTheSuperclass_isLoadedAndWritten() {
    try (H2 h2 = pens()) {
      try (Session session = h2.open()) {
        Pen next = session.get(Pen.class, 2).next;
        assertThat(next.loud()).isEqualTo("ONE1");
        next.name("uno");
        h2.log().clear();
        session.commit();
      }
      assertThat(h2.log().sql()).containsExactly("update pen set name = ? where id = ?");
      assertThat(h2.rows("select name from pen where id = 1")).containsExactly("uno");
    }
  }

  @BothDoors
  void H_B9_inheritedField_throughTheSubclass_isTrapped() {
    try (H2 h2 = pens();
        Session session = h2.open()) {
      Pen next = session.get(Pen.class, 2).next;
      h2.log().clear();
      assertThat(next.id).isEqualTo(1);
      assertThat(h2.log().sql()).isEmpty();
      assertThat(next.size).isEqualTo(3);
      assertThat(h2.log().sql())
          .containsExactly("select p.id, p.name, p.size, p.next_id from pen p where p.id in (?)");
    }
  }

  @BothDoors
  void H_E1_equalsOnTheId_sendsNothing() {
    try (H2 h2 = pens();
        Session session = h2.open()) {
      Pen two = session.get(Pen.class, 2);
      h2.log().clear();
      assertThat(two.next.equals(two)).isFalse();
      assertThat(two.next.hashCode()).isEqualTo(Objects.hash(1));
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  /** Not mapped, below one that is. */
  static class Quill extends Pen {}

  @BothDoors
  void H_B4_onlyTheOwnMark_makesAClassEnhanced() {
    assertThat(Named.class.getDeclaredAnnotation(Enhancement.class).attributes())
        .containsExactly("id", "name");
    assertThat(Between.class.getDeclaredAnnotation(Enhancement.class)).isNull();
    assertThat(Pen.class.getDeclaredAnnotation(Enhancement.class).attributes())
        .containsExactly("size", "next");
    assertThat(Quill.class.getDeclaredAnnotation(Enhancement.class)).isNull();
    assertThat(Named.class.getInterfaces()).containsExactly(Enhanced.class);
    assertThat(Pen.class.getInterfaces()).isEmpty();
    try (H2 h2 = pens();
        Session session = h2.open()) {
      assertThatThrownBy(() -> session.add(new Quill()))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              %s is not an entity of this session factory
                  give its class to entities(...) when the factory is built [ROWAN-201]""",
              Quill.class.getName());
    }
  }

  /** No attribute, but methods, and fields that are none. */
  @MappedSuperclass
  abstract static class Bare {
    static int made;
    transient int cached = 1;

    @Override
    public boolean equals(Object other) {
      return other instanceof Bare bare && bare.key() == key();
    }

    @Override
    public int hashCode() {
      return key() * cached;
    }

    abstract int key();
  }

  @MappedSuperclass
  abstract static class BareBelow extends Named {
    String shout() {
      return name() + "!";
    }
  }

  @Entity
  static class Nib extends Bare {
    @Id int id;
    int size;
    @ManyToOne Nib next;

    @Override
    int key() {
      return size;
    }
  }

  @Entity
  static class Cap extends BareBelow {
    int size;
  }

  @BothDoors
  void H_B6_mappedSuperclassWithoutAttributes_hasNone() {
    assertThat(Bare.class.getDeclaredAnnotation(Enhancement.class).attributes()).isEmpty();
    try (H2 h2 = H2.with(Nib.class, Cap.class)) {
      h2.sql("insert into nib (id, size, next_id) values (1, 3, null), (2, 3, 1)");
      h2.sql("insert into cap (id, name, size) values (1, 'one', 3)");
      try (Session session = h2.open()) {
        Nib two = session.get(Nib.class, 2);
        h2.log().clear();
        assertThat(two.next.equals(two)).isTrue(); // it reads the size, and so loads
        assertThat(h2.log().sql())
            .containsExactly("select n.id, n.size, n.next_id from nib n where n.id in (?)");
        Cap cap = session.get(Cap.class, 1);
        assertThat(cap.shout()).isEqualTo("one!");
        two.next.size = 5;
        cap.size = 6;
        h2.log().clear();
        session.commit();
      }
      assertThat(h2.log().sql())
          .containsExactlyInAnyOrder(
              "update nib set size = ? where id = ?", "update cap set size = ? where id = ?");
    }
  }

  /** Not mapped itself. */
  static class Noting {
    final List<String> notes = new ArrayList<>();
    Map<String, Object> more = new HashMap<>();
  }

  @MappedSuperclass
  abstract static class Listed extends Noting {
    @Id int id;
    @Transient List<Pen> pens = new ArrayList<>();
    transient Set<Object> seen = new HashSet<>();
  }

  @Entity
  static class Box extends Listed {
    String name;
  }

  @BothDoors
  void H_B8_collectionsThatAreNotMapped_areLeftAlone() {
    try (H2 h2 = H2.with(Box.class)) {
      h2.sql("insert into box (id, name) values (1, 'one')");
      try (Session session = h2.open()) {
        Box box = session.get(Box.class, 1);
        assertThat(box.notes).isInstanceOf(ArrayList.class).isEmpty();
        assertThat(box.pens).isExactlyInstanceOf(ArrayList.class).isEmpty();
        box.notes.add("a note");
        box.more.put("key", box);
        box.pens.add(new Pen());
        box.seen = new HashSet<>(box.pens);
        box.pens = null;
        h2.log().clear();
        session.commit();
        assertThat(h2.log().sql()).isEmpty();
        assertThat(box.notes).containsExactly("a note");
      }
    }
  }

  @MappedSuperclass
  abstract static class Keyed<K> {
    @Id K id;
  }

  /** Twice removed, under other names of the parameters. */
  @MappedSuperclass
  abstract static class Linked<P extends Linked<P, N>, N> extends Keyed<N> {
    @ManyToOne P previous;
  }

  @Entity
  static class Chain extends Linked<Chain, Long> {
    String name;
  }

  @BothDoors
  void H_B5_typeVariables_meanWhatTheSubclassSays() {
    try (H2 h2 = H2.with(Chain.class)) {
      h2.sql("insert into chain (id, name) values (1, 'one')");
      h2.sql("insert into chain (id, name, previous_id) values (2, 'two', 1)");
      h2.log().clear();
      try (Session session = h2.open()) {
        Chain one = session.get(Chain.class, 2L).previous;
        h2.log().clear();
        assertThat(one.id + 1).isEqualTo(2L);
        assertThat(h2.log().sql()).isEmpty();
        assertThat(one.name).isEqualTo("one");
        assertThat(h2.log().sql())
            .containsExactly("select c.id, c.previous_id, c.name from chain c where c.id in (?)");
        one.previous = one;
        h2.log().clear();
        session.commit();
      }
      assertThat(h2.log().sql()).containsExactly("update chain set previous_id = ? where id = ?");
      assertThat(h2.rows("select previous_id from chain")).containsExactly("1", "1");
    }
  }
}
