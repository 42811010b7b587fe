package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** When callbacks are called where an operation reaches its objects on a way: by cascade and so. */
class MomentsTest {

  private static final List<String> TOLD = new ArrayList<>();

  @Entity
  @Cacheable
  static class Page {
    @Id int id;
    String text;
    @ManyToOne @Nullable Binder binder;

    Page(int id) {
      this.id = id;
      this.text = "t" + id;
    }

    @PrePersist
    void adding() {
      TOLD.add("adding " + id);
    }

    @PostPersist
    void added() {
      TOLD.add("added " + id);
    }

    @PreUpdate
    void changing() {
      TOLD.add("changing " + id);
      if (text.equals("refused")) {
        throw new IllegalStateException("refused");
      }
    }

    @PostUpdate
    void changed() {
      TOLD.add("changed " + id);
    }

    @PreRemove
    void removing() {
      TOLD.add("removing " + id);
    }

    @PostRemove
    void removed() {
      TOLD.add("removed " + id);
    }

    @PostLoad
    void loaded() {
      TOLD.add("loaded " + id);
    }
  }

  @Entity
  static class Binder {
    @Id int id;

    @OneToMany(
        mappedBy = "binder",
        cascade = {CascadeType.REMOVE, CascadeType.MERGE, CascadeType.REFRESH},
        orphanRemoval = true)
    List<Page> pages = new ArrayList<>();
  }

  private final H2 h2 = H2.with(Page.class, Binder.class);

  @BeforeEach
  void given() {
    h2.sql("insert into binder (id) values (1)");
    h2.sql("insert into page (id, text, binder_id) values (1, 't1', 1), (2, 't2', 1)");
    TOLD.clear();
  }

  @AfterEach
  void close() {
    h2.close();
  }

  private static List<String> told() {
    List<String> told = List.copyOf(TOLD);
    TOLD.clear();
    return told;
  }

  @Test
  void objectsOfACollection_areToldWhenTheyAreLoaded_andWhenTheyAreRefreshed() {
    try (Session session = h2.open()) {
      Binder binder = session.get(Binder.class, 1);
      assertThat(told()).isEmpty();
      assertThat(binder.pages).hasSize(2);
      assertThat(told()).containsExactly("loaded 1", "loaded 2");
      session.refresh(binder);
      assertThat(told()).containsExactlyInAnyOrder("loaded 1", "loaded 2");
    }
  }

  @Test
  void objectOfTheSecondLevelCache_isToldThatItIsLoaded() {
    try (Session session = h2.open()) {
      session.get(Page.class, 1);
    }
    told();
    h2.log().clear();
    try (Session session = h2.open()) {
      session.get(Page.class, 1);
    }
    assertThat(h2.log().sql()).isEmpty();
    assertThat(told()).containsExactly("loaded 1");
  }

  @Test
  void objectThatIsReachedByTheFlush_isToldThatItIsAdded() {
    try (Session session = h2.open()) {
      session.get(Binder.class, 1).pages.add(new Page(3));
      told();
      session.flush();
      assertThat(told()).containsExactly("adding 3", "added 3");
      session.rollback();
      session.commit();
      assertThat(told()).containsExactly("added 3"); // it was added once
    }
  }

  @Test
  void objectsThatAreDeletedWithTheirOwner_areTold() {
    try (Session session = h2.open()) {
      Binder binder = session.get(Binder.class, 1);
      assertThat(binder.pages).hasSize(2);
      told();
      session.delete(binder);
      assertThat(told()).containsExactly("removing 1", "removing 2");
      session.commit();
      assertThat(told()).containsExactly("removed 1", "removed 2");
    }
  }

  @Test
  void orphan_isToldByTheFlush() {
    try (Session session = h2.open()) {
      Binder binder = session.get(Binder.class, 1);
      binder.pages.remove(0);
      told();
      session.commit();
      assertThat(told()).contains("removing 1").endsWith("removed 1");
    }
    assertThat(h2.rows("select id from page")).containsExactly("2");
  }

  @Test
  void mergedObjects_areToldAsWhatTheyAreHere() {
    Binder binder = new Binder();
    binder.id = 1;
    Page known = new Page(1);
    known.text = "x";
    Page fresh = new Page(3);
    for (Page page : List.of(known, fresh)) {
      page.binder = binder;
      binder.pages.add(page);
    }
    try (Session session = h2.open()) {
      session.merge(binder);
      assertThat(told()).contains("loaded 1", "adding 3").doesNotContain("adding 1");
      session.commit();
      assertThat(told()).contains("changing 1", "changed 1", "added 3", "removed 2");
    }
  }

  @Test
  void objectWithNothingToWrite_isNotToldOfAnUpdate() {
    try (Session session = h2.open()) {
      Page page = session.get(Page.class, 1);
      told();
      page.text = "t1";
      session.commit();
      assertThat(told()).isEmpty();
    }
  }

  @Test
  void callbackThatFails_stopsTheFlushBeforeAnythingIsSent() {
    try (Session session = h2.open()) {
      Page page = session.get(Page.class, 1);
      session.get(Page.class, 2).text = "x";
      page.text = "refused";
      h2.log().clear();
      assertThatThrownBy(session::commit)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("refused");
      assertThat(h2.log().sql()).isEmpty();
      page.text = "y";
      session.commit();
    }
    assertThat(h2.rows("select text from page order by id")).containsExactly("y", "x");
  }

  @Test
  void bulkStatement_tellsNobody() {
    try (Session session = h2.open()) {
      session.deleteFrom(Page.class).execute();
      session.commit();
    }
    assertThat(told()).isEmpty();
    assertThat(h2.rows("select id from page")).isEmpty();
  }
}
