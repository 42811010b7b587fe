package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.mapping.Moment;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** What callbacks may change, what becomes of that, and what follows where one fails. */
class CallbackChangesTest {

  private static final Map<Moment, Consumer<Deed>> DOES = new EnumMap<>(Moment.class);
  private static final List<Moment> TOLD = new ArrayList<>();

  @Entity
  static class Deed {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Version int version;
    @Nullable String name;
    @Nullable String note;
    @ManyToOne @Nullable Stamp stamp;

    @OneToOne(mappedBy = "deed")
    @Nullable Seal seal;

    @OneToMany(mappedBy = "whole", cascade = CascadeType.REMOVE)
    List<Deed> parts = new ArrayList<>();

    @ManyToOne @Nullable Deed whole;

    Deed(@Nullable String name) {
      this.name = name;
    }

    private void told(Moment moment) {
      TOLD.add(moment);
      DOES.getOrDefault(moment, it -> {}).accept(this);
    }

    @PrePersist
    void prePersist() {
      told(Moment.PRE_PERSIST);
    }

    @PostPersist
    void postPersist() {
      told(Moment.POST_PERSIST);
    }

    @PreUpdate
    void preUpdate() {
      told(Moment.PRE_UPDATE);
    }

    @PostUpdate
    void postUpdate() {
      told(Moment.POST_UPDATE);
    }

    @PreRemove
    void preRemove() {
      told(Moment.PRE_REMOVE);
    }

    @PostRemove
    void postRemove() {
      told(Moment.POST_REMOVE);
    }

    @PostLoad
    void postLoad() {
      told(Moment.POST_LOAD);
    }
  }

  @Entity
  static class Stamp {
    @Id String text;

    Stamp(String text) {
      this.text = text;
    }
  }

  @Entity
  static class Seal {
    @Id int id;
    @OneToOne @Nullable Deed deed;

    Seal(int id) {
      this.id = id;
    }
  }

  private final H2 h2 = H2.with(Deed.class, Stamp.class, Seal.class);

  @BeforeEach
  void given() {
    DOES.clear();
    TOLD.clear();
    h2.sql("insert into deed (version, name, note) values (0, 'one', 'n')");
  }

  @AfterEach
  void close() {
    DOES.clear();
    h2.close();
  }

  private static void doing(Moment moment, Consumer<Deed> does) {
    DOES.put(moment, does);
  }

  private static void failing(Moment moment) {
    doing(
        moment,
        deed -> {
          throw new IllegalStateException("no " + moment);
        });
  }

  private List<String> rows() {
    return h2.rows("select name, note, stamp_text, version from deed order by id");
  }

  private static Deed deed(Session session) {
    Deed found = session.get(Deed.class, 1L);
    TOLD.clear();
    return found;
  }

  // ---- what they change

  @Test
  void prePersist_mayChangeValuesAndLeadToNewObjects() {
    doing(
        Moment.PRE_PERSIST,
        deed -> {
          deed.note = "made";
          deed.stamp = new Stamp("new");
        });
    try (Session session = h2.open()) {
      session.add(new Deed("two"));
      session.commit();
    }
    assertThat(rows()).containsExactly("one,n,null,0", "two,made,new,0");
  }

  @Test
  void postPersist_hasTheIdAndTheVersion_andWhatItChangesIsWrittenByTheNextFlush() {
    doing(Moment.POST_PERSIST, deed -> deed.note = "id " + deed.id + " v" + deed.version);
    try (Session session = h2.open()) {
      session.add(new Deed("two"));
      session.commit();
      assertThat(rows()).containsExactly("one,n,null,0", "two,null,null,0");
      session.commit();
    }
    assertThat(rows()).containsExactly("one,n,null,0", "two,id 2 v0,null,1");
  }

  @Test
  void preUpdate_mayChangeValuesAndLeadToNewObjects_inOneUpdate() {
    doing(
        Moment.PRE_UPDATE,
        deed -> {
          deed.note = "changed";
          deed.stamp = new Stamp("new");
        });
    try (Session session = h2.open()) {
      deed(session).name = "uno";
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into stamp (text) values (?)",
            "update deed set version = ?, name = ?, note = ?, stamp_text = ?"
                + " where id = ? and version = ?");
  }

  @Test
  void postUpdate_whatItChangesIsWrittenByTheNextFlush() {
    doing(Moment.POST_UPDATE, deed -> deed.note = "after");
    try (Session session = h2.open()) {
      deed(session).name = "uno";
      session.commit();
      assertThat(rows()).containsExactly("uno,n,null,1");
      DOES.clear();
      session.commit();
    }
    assertThat(rows()).containsExactly("uno,after,null,2");
  }

  @Test
  void preRemove_mayTakePartsOutBeforeTheyAreDeletedToo() {
    h2.sql("insert into deed (version, name, whole_id) values (0, 'part', 1)");
    doing(Moment.PRE_REMOVE, deed -> new ArrayList<>(deed.parts).forEach(it -> it.whole = null));
    try (Session session = h2.open()) {
      session.delete(session.get(Deed.class, 1L));
      session.commit();
    }
    assertThat(h2.rows("select name, whole_id from deed")).containsExactly("part,null");
  }

  @Test
  void postLoad_whatItChangesIsWritten() {
    doing(Moment.POST_LOAD, deed -> deed.note = "seen");
    try (Session session = h2.open()) {
      session.get(Deed.class, 1L);
      session.commit();
    }
    assertThat(rows()).containsExactly("one,seen,null,1");
  }

  // ---- who is told

  @Test
  void valueThatIsBack_tellsOfNoUpdate() {
    try (Session session = h2.open()) {
      Deed deed = deed(session);
      deed.name = "uno";
      deed.name = "one";
      session.commit();
    }
    assertThat(TOLD).isEmpty();
  }

  @Test
  void sideWithoutTheKey_tellsOfNoUpdate() {
    h2.sql("insert into seal (id) values (1)");
    try (Session session = h2.open()) {
      Deed deed = deed(session);
      deed.seal = session.get(Seal.class, 1);
      session.commit();
    }
    assertThat(h2.rows("select deed_id from seal")).containsExactly("1");
    assertThat(TOLD).isEmpty();
  }

  @Test
  void newObject_thatIsChangedBeforeTheFlush_isToldOfNoUpdate() {
    try (Session session = h2.open()) {
      Deed deed = new Deed("two");
      session.add(deed);
      deed.name = "due";
      session.commit();
    }
    assertThat(TOLD).containsExactly(Moment.PRE_PERSIST, Moment.POST_PERSIST);
  }

  @Test
  void changedObject_thatIsDeleted_isToldOfNoUpdate() {
    try (Session session = h2.open()) {
      Deed deed = deed(session);
      deed.name = "uno";
      session.delete(deed);
      session.commit();
    }
    assertThat(TOLD).containsExactly(Moment.PRE_REMOVE, Moment.POST_REMOVE);
  }

  @Test
  void forcedIncrement_isAnUpdate() {
    try (Session session = h2.open()) {
      session.lock(deed(session), jakarta.persistence.LockModeType.OPTIMISTIC_FORCE_INCREMENT);
      session.commit();
    }
    assertThat(TOLD).containsExactly(Moment.PRE_UPDATE, Moment.POST_UPDATE);
  }

  @Test
  void newObject_thatIsDeletedBeforeTheFlush_isToldThatItGoes() {
    try (Session session = h2.open()) {
      Deed deed = new Deed("two");
      session.add(deed);
      session.delete(deed);
      session.commit();
    }
    assertThat(TOLD).containsExactly(Moment.PRE_PERSIST, Moment.PRE_REMOVE);
  }

  // ---- failures

  @Test
  void prePersist_thatFails_leavesNothingAdded() {
    failing(Moment.PRE_PERSIST);
    try (Session session = h2.open()) {
      Deed deed = new Deed("two");
      assertThatThrownBy(() -> session.add(deed)).hasMessage("no PRE_PERSIST");
      assertThat(session.contains(deed)).isFalse();
      session.commit();
    }
    assertThat(rows()).hasSize(1);
  }

  @Test
  void preRemove_thatFailsOfAPart_leavesNothingDeleted() {
    h2.sql("insert into deed (version, name, whole_id) values (0, 'part', 1)");
    doing(
        Moment.PRE_REMOVE,
        deed -> {
          if ("part".equals(deed.name)) {
            throw new IllegalStateException("no");
          }
        });
    try (Session session = h2.open()) {
      Deed deed = deed(session);
      assertThatThrownBy(() -> session.delete(deed)).hasMessage("no");
      assertThat(session.contains(deed)).isTrue();
      session.commit();
    }
    assertThat(rows()).hasSize(2);
  }

  @Test
  void callbackAfterAStatement_thatFails_needsARollback() {
    for (Moment moment : List.of(Moment.POST_PERSIST, Moment.POST_UPDATE, Moment.POST_REMOVE)) {
      failing(moment);
      try (Session session = h2.open()) {
        Deed deed = deed(session);
        if (moment == Moment.POST_PERSIST) {
          session.add(new Deed("two"));
        } else if (moment == Moment.POST_UPDATE) {
          deed.name = "uno";
        } else {
          session.delete(deed);
        }
        assertThatThrownBy(session::commit).hasMessage("no " + moment);
        assertThatThrownBy(session::commit)
            .isInstanceOf(SessionStateException.class)
            .hasMessage(
                """
                The session's last flush or commit failed
                    it said: no %s
                    call rollback(), which keeps your objects as they are, or close() [ROWAN-303]"""
                    .formatted(moment));
        session.rollback();
        session.clear();
      }
      DOES.clear();
      assertThat(rows()).containsExactly("one,n,null,0");
    }
  }
}
