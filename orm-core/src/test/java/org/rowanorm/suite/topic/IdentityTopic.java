package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.NaturalId;
import org.rowanorm.annotation.SoftDelete;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;

/** Rows by other keys than their ids, and rows that are marked instead of deleted. */
public interface IdentityTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Realm.class, Hamlet.class, Villager.class);

  @Entity
  @SoftDelete(SoftDelete.Mark.TIME)
  class Realm {
    @Id int id;

    @Column(length = 40)
    String code;

    @Column(name = "deleted_at", insertable = false, updatable = false)
    @Nullable Instant deletedAt;

    @OneToMany(mappedBy = "realm")
    @OrderBy("id")
    List<Hamlet> hamlets = new ArrayList<>();

    Realm(int id, String code) {
      this.id = id;
      this.code = code;
    }
  }

  @Entity
  @SoftDelete
  class Hamlet {
    @Id int id;

    @ManyToOne
    @JoinColumn(name = "realm_code", referencedColumnName = "code")
    @Nullable Realm realm;

    Hamlet(int id, @Nullable Realm realm) {
      this.id = id;
      this.realm = realm;
    }
  }

  @Entity
  @SoftDelete(SoftDelete.Mark.ACTIVE)
  class Villager {
    @Id int id;

    @NaturalId
    @Column(length = 40)
    String surname;

    @NaturalId int house;

    Villager(int id, String surname, int house) {
      this.id = id;
      this.surname = surname;
      this.house = house;
    }
  }

  private void givenRealms() {
    Realm north = new Realm(1, "N");
    Realm south = new Realm(2, "S");
    store(north, south, new Hamlet(11, north), new Hamlet(12, south), new Hamlet(13, north));
  }

  @Test
  default void referencesByACode_areFoundAndWritten() {
    givenRealms();
    try (Session session = sessions().open()) {
      List<Hamlet> hamlets = session.query(Hamlet.class).orderBy(Path.path("id").asc()).all();
      assertThat(hamlets.get(0).realm.id).isEqualTo(1);
      assertThat(hamlets.get(1).realm.id).isEqualTo(2);
      assertThat(hamlets.get(2).realm).isSameAs(hamlets.get(0).realm);
      assertThat(hamlets.get(0).realm.hamlets).containsExactly(hamlets.get(0), hamlets.get(2));
      assertThat(log().sql()).hasSize(3);
      hamlets.get(0).realm = hamlets.get(1).realm;
      session.commit();
    }
    inFresh(
        session ->
            assertThat(
                    session
                        .query(Hamlet.class)
                        .filter(Path.path("realm.code").eq("S"))
                        .orderBy(Path.path("id").asc())
                        .all())
                .extracting(hamlet -> hamlet.id)
                .containsExactly(11, 12));
  }

  @Test
  default void rowsThatAreMarked_areHiddenUntilTheyAreAskedFor() {
    givenRealms();
    Instant before = Instant.now().minusSeconds(5);
    try (Session session = sessions().open()) {
      session.delete(session.get(Realm.class, 1));
      session.delete(session.get(Hamlet.class, 12));
      session.commit();
    }
    inFresh(
        session -> {
          assertThat(session.get(Realm.class, 1)).isNull();
          assertThat(session.get(Hamlet.class, 11).realm).isNull();
          assertThat(session.get(Realm.class, 2).hamlets).isEmpty();
          assertThat(session.query(Hamlet.class).count()).isEqualTo(2);
        });
    try (Session session = sessions().openWithDeleted()) {
      Realm north = session.get(Realm.class, 1);
      assertThat(north.deletedAt).isAfter(before);
      assertThat(session.get(Hamlet.class, 11).realm).isSameAs(north);
      assertThat(session.get(Realm.class, 2).hamlets).hasSize(1);
      session.query(Hamlet.class).all().forEach(session::delete);
      session.delete(north);
      session.commit();
      assertThat(session.query(Realm.class).count()).isEqualTo(1);
    }
  }

  @Test
  default void rowsThatAreMarked_ofOneFlush_areMarkedTogether() {
    givenRealms();
    try (Session session = sessions().open()) {
      session.query(Hamlet.class).all().forEach(session::delete);
      session.commit();
    }
    inFresh(session -> assertThat(session.query(Hamlet.class).count()).isZero());
    try (Session session = sessions().openWithDeleted()) {
      assertThat(session.query(Hamlet.class).count()).isEqualTo(3);
      session.query(Hamlet.class).all().forEach(session::delete);
      session.commit();
      assertThat(session.query(Hamlet.class).count()).isZero();
    }
  }

  @Test
  default void changesOfSeveralRows_ofWhichOneIsMarked_areRefused() {
    givenRealms();
    try (Session session = sessions().open()) {
      List<Hamlet> hamlets = session.query(Hamlet.class).orderBy(Path.path("id").asc()).all();
      sessions().inTransaction(other -> other.delete(other.get(Hamlet.class, 12)));
      Realm north = hamlets.get(0).realm;
      hamlets.forEach(hamlet -> hamlet.realm = hamlet.realm == north ? null : north);
      assertThatThrownBy(session::flush)
          .isInstanceOfSatisfying(
              StaleEntityException.class, e -> assertThat(e.id()).isEqualTo(12));
    }
    try (Session session = sessions().open()) {
      List<Hamlet> hamlets = session.query(Hamlet.class).all();
      hamlets.forEach(hamlet -> hamlet.realm = session.get(Realm.class, 2));
      session.commit();
    }
    inFresh(session -> assertThat(session.get(Realm.class, 2).hamlets).hasSize(2));
    try (Session session = sessions().openWithDeleted()) {
      assertThat(session.get(Realm.class, 2).hamlets).hasSize(3);
    }
  }

  @Test
  default void bulkDelete_marksRows() {
    givenRealms();
    try (Session session = sessions().open()) {
      assertThat(session.deleteFrom(Realm.class).where(Path.path("code").eq("N")).execute())
          .isEqualTo(1);
      assertThat(session.deleteFrom(Hamlet.class).execute()).isEqualTo(3);
      session.commit();
      assertThat(session.query(Realm.class).count()).isEqualTo(1);
      assertThat(session.query(Hamlet.class).count()).isZero();
    }
    try (Session session = sessions().openWithDeleted()) {
      assertThat(session.query(Hamlet.class).count()).isEqualTo(3);
    }
  }

  @Test
  default void naturalIds_findTheirObjects() {
    store(new Villager(1, "Moor", 7), new Villager(2, "Moor", 8));
    try (Session session = sessions().open()) {
      Villager found =
          session.getByNaturalId(Villager.class, Map.of("surname", "Moor", "house", 8));
      assertThat(found.id).isEqualTo(2);
      found.house = 9;
      assertThat(session.getByNaturalId(Villager.class, Map.of("surname", "Moor", "house", 8)))
          .isNull();
      assertThat(session.getByNaturalId(Villager.class, Map.of("surname", "Moor", "house", 9)))
          .isSameAs(found);
      session.delete(found);
      session.commit();
      assertThat(session.getByNaturalId(Villager.class, Map.of("surname", "Moor", "house", 9)))
          .isNull();
    }
  }

  @Test
  default void upsert_ofAMarkedRow_bringsItBackAsTheNewOne() {
    store(new Realm(1, "N"), new Realm(2, "S"));
    sessions().inTransaction(session -> session.deleteFrom(Realm.class).execute());
    sessions()
        .inTransaction(
            session ->
                session
                    .insertInto(Realm.class)
                    .columns(Path.path("id"), Path.path("code"))
                    .values(1, "North")
                    .values(3, "West")
                    .onConflict(Path.path("id"))
                    .execute());
    sessions()
        .inTransaction(
            session ->
                session
                    .insertInto(Realm.class)
                    .columns(Path.path("id"), Path.path("code"))
                    .values(2, "South")
                    .values(3, "Far")
                    .onConflict(Path.path("id"))
                    .set(Path.path("code"), "known")
                    .execute());

    inFresh(
        session ->
            assertThat(
                    session
                        .query(Realm.class)
                        .orderBy(Path.path("id").asc())
                        .select(Path.path("code"))
                        .all())
                .isEqualTo(List.of("North", "South", "known")));
  }
}
