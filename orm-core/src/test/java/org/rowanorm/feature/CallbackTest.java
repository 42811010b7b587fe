package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.ExcludeSuperclassListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Transient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.MappingException;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class CallbackTest {

  private static final List<String> TOLD = new ArrayList<>();

  static class Listener {

    private Listener() {}

    @PrePersist
    @PostLoad
    void any(Object object) {
      TOLD.add("listener " + object.getClass().getSimpleName());
    }
  }

  static class BoxListener {

    @PreUpdate
    private void changed(Box box) {
      TOLD.add("box listener " + box.name);
    }
  }

  @MappedSuperclass
  @EntityListeners(Listener.class)
  abstract static class Told {

    @Transient boolean loaded;

    @PrePersist
    private void starting() {
      TOLD.add("starting");
    }

    @PostLoad
    void load() {
      TOLD.add("loaded above");
    }
  }

  @Entity
  @EntityListeners(BoxListener.class)
  static class Box extends Told {
    @Id @GeneratedValue long id;
    @Nullable String name;
    int changes;

    @OneToMany(mappedBy = "box", cascade = CascadeType.ALL)
    List<Thing> things = new ArrayList<>();

    Box(@Nullable String name) {
      this.name = name;
    }

    @PrePersist
    void adding() {
      TOLD.add("adding " + id);
      if (name == null) {
        name = "unnamed";
      }
    }

    @PostPersist
    void added() {
      TOLD.add("added " + id);
    }

    @PreUpdate
    void changing() {
      changes++;
    }

    @PostUpdate
    void changed() {
      TOLD.add("changed " + changes);
    }

    @PreRemove
    void removing() {
      TOLD.add("removing " + name);
    }

    @PostRemove
    void removed() {
      TOLD.add("removed " + name);
    }

    @Override
    @PostLoad
    void load() {
      loaded = true;
      TOLD.add("loaded " + name + " with " + things.size());
    }
  }

  @Entity
  @ExcludeSuperclassListeners
  static class Thing extends Told {
    @Id int id;
    @ManyToOne @Nullable Box box;

    Thing(int id, Box box) {
      this.id = id;
      this.box = box;
    }
  }

  private final H2 h2 = H2.with(Box.class, Thing.class);

  @BeforeEach
  void clear() {
    TOLD.clear();
  }

  @AfterEach
  void close() {
    h2.close();
  }

  private void givenBox() {
    h2.sessions()
        .inTransaction(
            session -> {
              Box box = new Box(null);
              box.things.add(new Thing(1, box));
              session.add(box);
            });
  }

  @Test
  void newObject_isTold_listenersFirst_superclassesFirst() {
    givenBox();
    assertThat(TOLD).containsExactly("listener Box", "starting", "adding 0", "starting", "added 1");
    assertThat(h2.rows("select name from box")).containsExactly("unnamed");
  }

  @Test
  void loadedObject_isTold_whenItsResultIsRead() {
    givenBox();
    TOLD.clear();
    try (Session session = h2.open()) {
      Box box = session.get(Box.class, 1L);
      assertThat(box.loaded).isTrue();
      assertThat(TOLD).containsExactly("listener Box", "loaded above", "loaded unnamed with 1");
    }
  }

  @Test
  void changedObject_isTold_andWhatThatChangesIsWritten() {
    givenBox();
    try (Session session = h2.open()) {
      Box box = session.get(Box.class, 1L);
      box.name = "red";
      TOLD.clear();
      h2.log().clear();
      session.commit();
      session.commit();
      assertThat(TOLD).containsExactly("box listener red", "changed 1");
      assertThat(h2.log().sql())
          .containsExactly("update box set name = ?, changes = ? where id = ?");
    }
  }

  @Test
  void deletedObject_isTold_atDelete_andAfterTheFlush() {
    givenBox();
    try (Session session = h2.open()) {
      Box box = session.get(Box.class, 1L);
      TOLD.clear();
      session.delete(box);
      assertThat(TOLD).containsExactly("removing unnamed");
      session.commit();
      assertThat(TOLD).containsExactly("removing unnamed", "removed unnamed");
    }
  }

  @Entity
  static class Refusing {
    @Id int id;

    @PrePersist
    void refuse() {
      throw new IllegalArgumentException("no");
    }
  }

  @Test
  void exception_leavesTheAddUndone() {
    try (H2 other = H2.with(Refusing.class);
        Session session = other.open()) {
      assertThatThrownBy(() -> session.add(new Refusing()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no");
      other.log().clear();
      session.commit();
      assertThat(other.log().sql()).isEmpty();
    }
  }

  static class Unmakeable {

    Unmakeable(int needed) {
      TOLD.add("made of " + needed);
    }
  }

  @Entity
  @EntityListeners(Unmakeable.class)
  static class Loud {
    @Id int id;

    @PreUpdate
    void changed(Object what) {
      TOLD.add("never called with " + what);
    }
  }

  @Test
  void wrongCallbacks_areRefused() {
    assertThatThrownBy(() -> H2.empty(Loud.class))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining("The listener " + Unmakeable.class.getName() + " cannot be made")
        .hasMessageContaining(
            """
            A callback cannot be called
                at Loud.changed()
                declare it void, not static and without parameters [ROWAN-123]""");
  }
}
