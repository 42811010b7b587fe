package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.LockFailedException;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.error.StaleValue;
import org.rowanorm.jdbc.Isolation;
import org.rowanorm.session.Session;
import org.rowanorm.session.Transaction;
import org.rowanorm.sql.LockWait;
import org.rowanorm.suite.topic.BatchesTopic.Part;

/** Versions, and what a rollback leaves. */
public interface TransactionsTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Versioned.class);

  @Entity
  class Versioned {
    @Id @GeneratedValue long id;
    @Version int version;
    String name;

    Versioned(String name) {
      this.name = name;
    }
  }

  @Test
  default void version_ofAnUpdate_countsUp() {
    Versioned object = new Versioned("a");
    store(object);

    sessions().inTransaction(session -> session.get(Versioned.class, object.id).name = "b");

    assertThat(log().sql().get(1))
        .isEqualTo(sql("update versioned set version = ?, name = ? where id = ? and version = ?"));
    inFresh(session -> assertThat(session.get(Versioned.class, object.id).version).isEqualTo(1));
  }

  @Test
  default void version_thatIsStale_refusesTheUpdate() {
    Versioned object = new Versioned("a");
    store(object);

    try (Session slow = sessions().open()) {
      Versioned late = slow.get(Versioned.class, object.id);
      sessions().inTransaction(session -> session.get(Versioned.class, object.id).name = "b");
      late.name = "c";

      StaleEntityException error = catchThrowableOfType(StaleEntityException.class, slow::commit);
      assertThat(error.entity()).isEqualTo("Versioned");
      assertThat(error.id()).isEqualTo(object.id);
    }
    inFresh(session -> assertThat(session.get(Versioned.class, object.id).name).isEqualTo("b"));
  }

  @Test
  default void version_thatIsStaleInABatch_refusesAllOfIt() {
    Versioned first = new Versioned("a");
    Versioned second = new Versioned("b");
    store(first, second);

    try (Session slow = sessions().open()) {
      for (Versioned late : slow.query(Versioned.class).all()) {
        late.name = "late";
      }
      sessions().inTransaction(session -> session.get(Versioned.class, second.id).name = "new");

      assertThat(catchThrowableOfType(StaleEntityException.class, slow::commit).id())
          .isEqualTo(second.id);
    }
    inFresh(session -> assertThat(session.get(Versioned.class, first.id).name).isEqualTo("a"));
    inFresh(session -> assertThat(session.get(Versioned.class, second.id).name).isEqualTo("new"));
  }

  @Test
  default void rows_thatAreStaleAmongMany_areToldAndTheSessionGoesOn() {
    List<Versioned> all = IntStream.range(0, 7).mapToObj(i -> new Versioned("n" + i)).toList();
    store(all.toArray());

    try (Session slow = sessions().open()) {
      List<Versioned> read = slow.query(Versioned.class).orderBy(path("id").asc()).all();
      sessions().inTransaction(other -> other.get(Versioned.class, all.get(3).id).name = "theirs");
      read.forEach(late -> late.name = "mine");

      StaleEntityException error = catchThrowableOfType(StaleEntityException.class, slow::commit);
      assertThat(error.id()).isEqualTo(all.get(3).id);
      assertThat(error.values())
          .contains(
              new StaleValue("version", 0, 0, 1), new StaleValue("name", "n3", "mine", "theirs"));

      slow.rollback();
      slow.refresh(read.get(3));
      slow.commit();
    }
    assertThat(names()).containsOnly("mine", "theirs").hasSize(7);
  }

  @Test
  default void row_thatIsGoneAmongManyToDelete_isToldAndTheSessionGoesOn() {
    List<Versioned> all = IntStream.range(0, 5).mapToObj(i -> new Versioned("n" + i)).toList();
    store(all.toArray());

    try (Session slow = sessions().open()) {
      List<Versioned> read = slow.query(Versioned.class).orderBy(path("id").asc()).all();
      sessions().inTransaction(other -> other.delete(other.get(Versioned.class, all.get(2).id)));
      read.forEach(slow::delete);

      StaleEntityException error = catchThrowableOfType(StaleEntityException.class, slow::commit);
      assertThat(error.id()).isEqualTo(all.get(2).id);

      slow.rollback();
      slow.detach(read.get(2));
      slow.commit();
    }
    assertThat(names()).isEmpty();
  }

  @Test
  default void rows_thatAreStaleInNestedWork_takeBackNoMoreThanThat() {
    List<Versioned> all = IntStream.range(0, 4).mapToObj(i -> new Versioned("n" + i)).toList();
    store(all.toArray());
    store(new Part(1));

    try (Session slow = sessions().open()) {
      List<Versioned> read = slow.query(Versioned.class).orderBy(path("id").asc()).all();
      sessions().inTransaction(other -> other.get(Versioned.class, all.get(3).id).name = "theirs");
      slow.get(Part.class, 1).amount = 5;
      StaleEntityException error =
          catchThrowableOfType(
              StaleEntityException.class,
              () -> slow.nested(() -> read.forEach(late -> late.name = "mine")));
      assertThat(error.id()).isEqualTo(all.get(3).id);
      read.forEach(slow::detach);
      slow.commit();
    }
    assertThat(names()).containsExactlyInAnyOrder("n0", "n1", "n2", "theirs");
    inFresh(session -> assertThat(session.get(Part.class, 1).amount).isEqualTo(5));
  }

  @Test
  default void version_thatIsStale_refusesTheDelete() {
    Versioned object = new Versioned("a");
    store(object);

    try (Session slow = sessions().open()) {
      Versioned late = slow.get(Versioned.class, object.id);
      sessions().inTransaction(session -> session.get(Versioned.class, object.id).name = "b");
      slow.delete(late);

      assertThat(catchThrowableOfType(StaleEntityException.class, slow::commit)).isNotNull();
    }
    inFresh(session -> assertThat(session.get(Versioned.class, object.id)).isNotNull());
  }

  /** Some drivers count only the rows that look different afterwards. */
  @Test
  default void row_writtenAsItIs_isNotStale() {
    Versioned object = new Versioned("a");
    store(object);
    Part part = new Part(1);
    store(part);

    try (Session slow = sessions().open()) {
      Part late = slow.get(Part.class, 1);
      sessions().inTransaction(session -> session.get(Part.class, 1).name = "b");
      late.name = "b";
      slow.commit();
    }
    inFresh(session -> assertThat(session.get(Part.class, 1).name).isEqualTo("b"));
  }

  @Test
  default void rollback_afterAFlush_leavesNothingAndCanBeRepeated() {
    Versioned stored = new Versioned("a");
    store(stored);

    Versioned added = new Versioned("new");
    try (Session session = sessions().open()) {
      Versioned changed = session.get(Versioned.class, stored.id);
      changed.name = "b";
      session.add(added);
      session.flush();
      session.rollback();

      assertThat(names()).containsExactly("a");
      assertThat(changed.name).isEqualTo("b");
      session.commit();
    }
    assertThat(names()).containsExactlyInAnyOrder("b", "new");
    inFresh(session -> assertThat(session.get(Versioned.class, added.id).name).isEqualTo("new"));
  }

  @Test
  default void lockedRow_isWaitedForSkippedOrRefused() {
    Versioned object = new Versioned("a");
    store(object);

    try (Session first = sessions().open();
        Session second = sessions().open()) {
      first.lock(first.get(Versioned.class, object.id), LockModeType.PESSIMISTIC_WRITE);
      Versioned late = second.get(Versioned.class, object.id);
      assertThat(second.lock(late, LockModeType.PESSIMISTIC_WRITE, LockWait.SKIP_LOCKED)).isFalse();
      for (LockWait wait : List.of(LockWait.NOWAIT, LockWait.atMost(Duration.ofSeconds(1)))) {
        assertThat(
                catchThrowableOfType(
                        LockFailedException.class,
                        () -> second.lock(late, LockModeType.PESSIMISTIC_WRITE, wait))
                    .code())
            .isEqualTo(ErrorCode.LOCK_TIMEOUT);
        second.rollback();
      }
      first.rollback();
      LockWait wait = LockWait.atMost(Duration.ofSeconds(1));
      assertThat(second.lock(late, LockModeType.PESSIMISTIC_READ, wait)).isTrue();
    }
  }

  @Test
  default void nestedWork_thatFails_leavesTheTransactionUsable() {
    Versioned object = new Versioned("a");
    store(object);

    try (Session session = sessions().open()) {
      session.get(Versioned.class, object.id).name = "b";
      Part taken = new Part(1);
      store(new Part(1));
      assertThat(
              catchThrowableOfType(
                  DatabaseException.class, () -> session.nested(() -> session.add(taken))))
          .isNotNull();
      session.detach(taken);
      session.commit();
    }
    assertThat(names()).containsExactly("b");
  }

  @Test
  default void nestedWork_withinNestedWork_isTakenBackAlone() {
    store(new Versioned("a"));

    Versioned outer = new Versioned("outer");
    Versioned inner = new Versioned("inner");
    try (Session session = sessions().open()) {
      session.nested(
          () -> {
            session.query(Versioned.class).one().name = "b";
            session.add(outer);
            assertThat(
                    catchThrowableOfType(
                        IllegalStateException.class,
                        () ->
                            session.nested(
                                () -> {
                                  outer.name = "changed";
                                  session.add(inner);
                                  session.flush();
                                  throw new IllegalStateException("no");
                                })))
                .isNotNull();
            session.detach(inner);
            session.refresh(outer);
          });
      session.commit();
    }
    assertThat(names()).containsExactlyInAnyOrder("b", "outer");
    sessions().inTransaction(session -> session.add(inner));
    assertThat(names()).containsExactlyInAnyOrder("b", "outer", "inner");
  }

  // ---- settings

  @Test
  default void isolation_ofATransaction_saysWhatItSeesOfOthers() {
    Versioned object = new Versioned("a");
    store(object);

    assertThat(nameAfterARead(Isolation.REPEATABLE_READ, object)).isEqualTo("a");
    assertThat(nameAfterARead(Isolation.READ_COMMITTED, object)).isEqualTo("READ_COMMITTED");
  }

  /** What a second read sees after another transaction has written the name of the level. */
  private String nameAfterARead(Isolation level, Versioned object) {
    return sessions()
        .fromTransaction(
            Transaction.USUAL.isolated(level),
            session -> {
              assertThat(storedName(session, object)).isNotNull();
              sessions()
                  .inTransaction(
                      other -> other.get(Versioned.class, object.id).name = level.name());
              return storedName(session, object);
            });
  }

  private static String storedName(Session session, Versioned object) {
    return (String)
        session.sql("select name from versioned where id = :id").bind("id", object.id).one()[0];
  }

  @Test
  default void transactionThatOnlyReads_isKnownToTheDatabase() {
    String asked = database().readOnlySql();
    if (asked == null) {
      return;
    }
    assertThat(setting(Transaction.READ_ONLY, asked)).isEqualTo("on");
    assertThat(setting(Transaction.USUAL, asked)).isEqualTo("off");
  }

  private String setting(Transaction transaction, String asked) {
    return sessions().fromTransaction(transaction, session -> (String) session.sql(asked).one()[0]);
  }

  @Test
  default void timeout_ofATransaction_endsAStatementThatWaitsTooLong() {
    Versioned object = new Versioned("a");
    store(object);

    try (Session first = sessions().open();
        Session second = sessions().open()) {
      first.lock(first.get(Versioned.class, object.id), LockModeType.PESSIMISTIC_WRITE);
      second.begin(Transaction.USUAL.within(Duration.ofSeconds(1)));
      Versioned late = second.get(Versioned.class, object.id);
      long start = System.nanoTime();
      DatabaseException error =
          catchThrowableOfType(
              DatabaseException.class, () -> second.lock(late, LockModeType.PESSIMISTIC_WRITE));
      // H2 waits no longer than this for a lock anyway
      assertThat(error.code()).isIn(ErrorCode.TIMED_OUT, ErrorCode.LOCK_TIMEOUT);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      second.rollback();
      first.rollback();
      second.lock(late, LockModeType.PESSIMISTIC_WRITE);
    }
  }

  private List<String> names() {
    return freshly(
        session -> session.query(Versioned.class).all().stream().map(row -> row.name).toList());
  }
}
