package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.NaturalId;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.error.StaleValue;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.session.Session;
import org.rowanorm.suite.topic.BatchesTopic.Part;

/** Rows of objects that no session manages. */
public interface DirectRowsTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Parcel.class, Label.class, Stock.class);

  @Entity
  @Cacheable
  class Parcel {
    @Id @GeneratedValue Long id;
    @Version int version;
    String content;
    @Transient List<String> told;

    Parcel(String content) {
      this.content = content;
    }

    /** Objects that were loaded run no initialisers. */
    private void tell(String what) {
      told = told == null ? new ArrayList<>() : told;
      told.add(what);
    }

    @PrePersist
    void prePersist() {
      tell("pre persist " + id);
    }

    @PostPersist
    void postPersist() {
      tell("post persist");
    }

    @PreUpdate
    void preUpdate() {
      tell("pre update");
    }

    @PostUpdate
    void postUpdate() {
      tell("post update " + version);
    }

    @PreRemove
    void preRemove() {
      tell("pre remove");
    }

    @PostRemove
    void postRemove() {
      tell("post remove");
    }
  }

  @Entity
  class Label {
    @Id int id;
    @ManyToOne Parcel parcel;

    Label(int id, Parcel parcel) {
      this.id = id;
      this.parcel = parcel;
    }
  }

  @Entity
  class Stock {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Version int version;
    @NaturalId String code;
    int amount;

    @Column(updatable = false)
    String madeBy;

    Stock(String code, int amount, String madeBy) {
      this.code = code;
      this.amount = amount;
      this.madeBy = madeBy;
    }
  }

  private static List<Parcel> parcels(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Parcel("content " + i)).toList();
  }

  private List<Parcel> stored(int count) {
    List<Parcel> parcels = parcels(count);
    sessions().inTransaction(session -> session.insertAll(parcels));
    log().clear();
    return parcels;
  }

  @Test
  default void insertAll_ofTwoClasses_isABatchForEachWithIdsPutBack() {
    List<Parcel> parcels = parcels(50);
    List<Object> all = new ArrayList<>();
    for (Parcel parcel : parcels) {
      all.add(new Label(all.size(), parcel)); // before what it refers to
      all.add(parcel);
    }

    sessions().inTransaction(session -> session.insertAll(all));

    assertThat(log().events().stream().filter(event -> event.sql().startsWith("insert")))
        .extracting(StatementEvent::sql)
        .containsExactly(
            "insert into parcel (version, content) values (?, ?)",
            "insert into label (id, parcel_id) values (?, ?)");
    assertThat(parcels.get(0).told).containsExactly("pre persist null", "post persist");
    inFresh(
        session ->
            assertThat(session.query(Label.class).all())
                .hasSize(50)
                .allMatch(label -> label.parcel.content.equals("content " + label.id / 2)));
    inFresh(
        session ->
            assertThat(parcels)
                .allMatch(p -> session.get(Parcel.class, p.id).content.equals(p.content)));
  }

  @Test
  default void updateAll_writesAllThatIsLoadedByVersion() {
    List<Parcel> parcels = stored(20);
    parcels.forEach(parcel -> parcel.content = "new " + parcel.id);

    sessions().inTransaction(session -> session.updateAll(parcels));

    assertThat(onlyEvent().sql())
        .isEqualTo("update parcel set version = ?, content = ? where id = ? and version = ?");
    assertThat(onlyEvent().batchSize()).isEqualTo(20);
    assertThat(parcels).allMatch(parcel -> parcel.version == 1);
    assertThat(parcels.get(0).told).endsWith("pre update", "post update 1");
    inFresh(
        session ->
            assertThat(session.query(Parcel.class).all())
                .allMatch(parcel -> parcel.content.equals("new " + parcel.id)));
  }

  @Test
  default void updateAll_ofAStaleObject_writesNothingAndNamesIt() {
    List<Parcel> parcels = stored(5);
    sessions()
        .inTransaction(other -> other.get(Parcel.class, parcels.get(3).id).content = "theirs");
    parcels.forEach(parcel -> parcel.content = "mine");

    try (Session session = sessions().open()) {
      StaleEntityException error =
          catchThrowableOfType(StaleEntityException.class, () -> session.updateAll(parcels));
      assertThat(error.id()).isEqualTo(parcels.get(3).id);
      assertThat(error)
          .message()
          .isEqualTo(
              "Parcel "
                  + parcels.get(3).id
                  + " was changed or deleted by another transaction\n"
                  + "    its row is gone, or has no longer the version 0\n"
                  + "    in update parcel set version = ?, content = ? where id = ? and version = ?\n"
                  + "    roll back, read it again in a new session and repeat the change"
                  + " [ROWAN-401]");
      assertThat(error.values())
          .extracting(StaleValue::attribute, StaleValue::mine, StaleValue::theirs)
          .containsExactly(tuple("version", 0, 1), tuple("content", "mine", "theirs"));
      session.rollback();
    }
    assertThat(parcels).allMatch(parcel -> parcel.version == 0);
    inFresh(
        session ->
            assertThat(session.query(Parcel.class).filterBy("content", "mine").exists()).isFalse());
  }

  @Test
  default void updateAll_ofADetachedObject_dropsItFromTheCacheAndFromSessions() {
    Parcel parcel = stored(1).get(0);
    Parcel detached = freshly(session -> session.get(Parcel.class, parcel.id));
    detached.content = "new";

    try (Session session = sessions().open()) {
      Parcel managed = session.get(Parcel.class, parcel.id);
      session.updateAll(List.of(detached));
      assertThat(managed.content).isEqualTo("new");
      session.commit();
    }
    inFresh(session -> assertThat(session.get(Parcel.class, parcel.id).content).isEqualTo("new"));
  }

  @Test
  default void deleteAll_deletesByVersionWhatRefersFirst() {
    List<Parcel> parcels = stored(10);
    List<Label> labels =
        IntStream.range(0, 10).mapToObj(i -> new Label(i, parcels.get(i))).toList();
    sessions().inTransaction(session -> session.insertAll(labels));
    log().clear();
    List<Object> all = new ArrayList<>(parcels);
    all.addAll(labels);

    sessions().inTransaction(session -> session.deleteAll(all));

    assertThat(log().sql())
        .containsExactly(
            "delete from label where id = ?", "delete from parcel where id = ? and version = ?");
    assertThat(parcels.get(0).told).endsWith("pre remove", "post remove");
    inFresh(session -> assertThat(session.query(Parcel.class).exists()).isFalse());
  }

  // ---- rows that may be there

  @Test
  default void upsertAll_byId_insertsAndUpdates() {
    store(new Part(1), new Part(2));
    List<Part> parts = IntStream.range(0, 4).mapToObj(Part::new).toList();
    parts.forEach(part -> part.amount = 10 * part.id);

    sessions().inTransaction(session -> session.upsertAll(parts));

    assertThat(onlyEvent().batchSize()).isEqualTo(4);
    inFresh(
        session ->
            assertThat(session.query(Part.class).all())
                .hasSize(4)
                .allMatch(part -> part.amount == 10 * part.id));
  }

  @Test
  default void upsertAll_byNaturalId_putsIdsAndVersionsBack() {
    Stock old = new Stock("b", 1, "ann");
    sessions().inTransaction(session -> session.insertAll(List.of(old)));
    List<Stock> stocks =
        List.of(new Stock("a", 2, "bob"), new Stock("b", 3, "bob"), new Stock("c", 4, "bob"));

    sessions().inTransaction(session -> session.upsertAll(stocks));

    assertThat(stocks.get(1).id).isEqualTo(old.id);
    assertThat(stocks).extracting(stock -> stock.version).containsExactly(0, 1, 0);
    inFresh(
        session -> {
          for (Stock stock : stocks) {
            Stock stored = session.get(Stock.class, stock.id);
            assertThat(stored.code).isEqualTo(stock.code);
            assertThat(stored.amount).isEqualTo(stock.amount);
            assertThat(stored.version).isEqualTo(stock.version);
            assertThat(stored.madeBy).isEqualTo(stock.code.equals("b") ? "ann" : "bob");
          }
        });
    stocks.forEach(stock -> stock.amount = 7);
    sessions().inTransaction(session -> session.updateAll(stocks));
    inFresh(session -> assertThat(session.query(Stock.class).all()).allMatch(s -> s.amount == 7));
  }

  @Test
  default void upsertAll_ofEveryType_writesItTwice() {
    List<TypeCase<?>> cases = TypeCases.nullable().toList();
    Everything object = new Everything();
    cases.forEach(one -> one.write(object));
    for (Everything written : List.of(object, new Everything(), object)) {
      sessions().inTransaction(session -> session.upsertAll(List.of(written)));
      inFresh(
          session -> {
            Everything found = session.get(Everything.class, 1);
            for (TypeCase<?> one : cases) {
              Object expected = written == object ? one.read() : null;
              assertThat((Object) one.get(found)).as(one.attribute()).isEqualTo(expected);
            }
          });
    }
  }

  @Test
  default void upsertAll_of1000_takesFewStatements() {
    List<Stock> stocks =
        IntStream.range(0, 1_000).mapToObj(i -> new Stock("s" + i, i, "ann")).toList();
    sessions().inTransaction(session -> session.insertAll(stocks.subList(0, 500)));
    List<Stock> again =
        IntStream.range(0, 1_000).mapToObj(i -> new Stock("s" + i, i + 1, "bob")).toList();
    log().clear();

    sessions().inTransaction(session -> session.upsertAll(again));

    assertThat(log().sql()).hasSizeLessThanOrEqualTo(2);
    inFresh(
        session ->
            assertThat(session.query(Stock.class).all())
                .hasSize(1_000)
                .allMatch(s -> s.code.equals("s" + (s.amount - 1))));
    assertThat(again.subList(0, 500))
        .extracting(stock -> stock.id)
        .isEqualTo(stocks.subList(0, 500).stream().map(stock -> stock.id).toList());
  }

  @Test
  default void upsertAll_ofAnObjectWithoutAKey_isRefused() {
    try (Session session = sessions().open()) {
      assertThatThrownBy(() -> session.upsertAll(List.of(new Parcel("x"))))
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              Nothing tells whether the row of a Parcel is there
                  its id is not set, and it has no natural id or that is not set
                  set the id, declare a @NaturalId, or insert the object [ROWAN-424]""");
      assertThatThrownBy(
              () -> session.upsertAll(List.of(new Stock("a", 1, "x"), new Stock("a", 2, "x"))))
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              Two objects for the row of Stock with Stock.code a
                  each row is written once in a call
                  leave one of them out, or call once for each [ROWAN-421]""");
      assertThat(log().sql()).isEmpty();
    }
  }

  @Test
  default void insertAll_thatIsRolledBack_leavesTheObjectsNew() {
    List<Parcel> parcels = parcels(5);
    try (Session session = sessions().open()) {
      session.insertAll(parcels);
      assertThat(parcels).noneMatch(parcel -> parcel.id == null);
      session.rollback();
    }
    assertThat(parcels).allMatch(parcel -> parcel.id == null);
    sessions().inTransaction(session -> session.insertAll(parcels));
    inFresh(session -> assertThat(session.query(Parcel.class).count()).isEqualTo(5));
  }

  @Test
  default void managedObjects_areRefused() {
    Parcel parcel = stored(1).get(0);
    try (Session session = sessions().open()) {
      Parcel managed = session.get(Parcel.class, parcel.id);
      assertThatThrownBy(() -> session.updateAll(List.of(managed)))
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              "Parcel "
                  + parcel.id
                  + " is managed by a session\n"
                  + "    insertAll, updateAll, upsertAll and deleteAll write objects that no session manages\n"
                  + "    let the session's flush write it, or detach it before [ROWAN-410]");
      assertThatThrownBy(() -> session.insertAll(List.of(new Label(1, new Parcel("x")))))
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              Label.parcel refers to an object without Parcel.id
                  rows are written without cascade
                  insert what it refers to before, or in the same call [ROWAN-411]""");
    }
  }
}
