package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import java.util.Objects;
import org.rowanorm.enhancement.BothDoors;
import org.rowanorm.enhancement.H2;
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

  @MappedSuperclass
  abstract static class Keyed<K> {
    @Id K id;
  }

  @Entity
  static class Generic extends Keyed<Long> {
    String name;
  }

  @BothDoors
  void H_B5_idOfATypeVariable_isWhatTheEntitySays() {
    try (H2 h2 = H2.with(Generic.class)) {
      try (Session session = h2.open()) {
        Generic generic = new Generic();
        generic.id = 7L;
        generic.name = "one";
        session.add(generic);
        session.commit();
      }
      try (Session session = h2.open()) {
        Generic generic = session.get(Generic.class, 7L);
        assertThat(generic.id).isEqualTo(7L);
        h2.log().clear();
        generic.name = "two";
        session.commit();
      }
      assertThat(h2.log().sql()).containsExactly("update generic set name = ? where id = ?");
      assertThat(h2.rows("select * from generic")).containsExactly("7,two");
    }
  }
}
