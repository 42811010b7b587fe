package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.Feature;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.LockFailedException;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.jdbc.Isolation;
import org.rowanorm.query.Path;
import org.rowanorm.session.Retry;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.session.Transaction;
import org.rowanorm.sql.LockWait;
import org.rowanorm.sql.Statement.LockMode;

/** Locks of rows in all modes, and what the database checks at the commit. */
public interface LocksTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Seat.class, TimedRow.class);

  /** A row with a number for its version. */
  @Entity
  class Seat {
    @Id int id;
    @Version int version;
    String guest;

    Seat(int id, String guest) {
      this.id = id;
      this.guest = guest;
    }
  }

  /** A row with a time for its version. */
  @Entity
  class TimedRow {
    @Id int id;
    @Version Instant version;
    String name;

    TimedRow(int id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  /** A row whose unique value is checked at the commit; its table is made by the test. */
  @Entity
  @Table(
      name = "placed",
      uniqueConstraints =
          @UniqueConstraint(columnNames = "place", options = "deferrable initially deferred"))
  class Placed {
    @Id int id;
    int place;
  }

  private boolean sharesLocks() {
    try {
      Dialect dialect = database().dialect().getConstructor().newInstance();
      return dialect.has(Feature.SHARED_LOCKS);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  // ---- modes

  @Test
  default void optimisticLock_isCheckedAtTheCommit() {
    store(new Seat(1, "Ann"), new Seat(2, "Bob"));

    try (Session session = sessions().open()) {
      session.lock(session.get(Seat.class, 1), LockModeType.OPTIMISTIC);
      session.get(Seat.class, 2).guest = "Cid";
      session.commit();
      session.lock(session.get(Seat.class, 1), LockModeType.OPTIMISTIC);
      session.get(Seat.class, 2).guest = "Dan";
      sessions().inTransaction(other -> other.get(Seat.class, 1).guest = "Eve");
      assertThat(catchThrowableOfType(StaleEntityException.class, session::commit).id())
          .isEqualTo(1);
    }
    inFresh(session -> assertThat(session.get(Seat.class, 2).guest).isEqualTo("Cid"));
  }

  @Test
  default void forcedIncrement_raisesTheVersion_alsoWithALock() {
    store(new Seat(1, "Ann"));

    for (LockModeType mode :
        List.of(
            LockModeType.OPTIMISTIC_FORCE_INCREMENT, LockModeType.PESSIMISTIC_FORCE_INCREMENT)) {
      sessions().inTransaction(session -> session.lock(session.get(Seat.class, 1), mode));
    }

    inFresh(session -> assertThat(session.get(Seat.class, 1).version).isEqualTo(2));
  }

  @Test
  default void sharedLock_isHeldByTwo_andKeepsWritersOut() {
    store(new Seat(1, "Ann"));
    LockWait shortly = LockWait.atMost(Duration.ofSeconds(1));

    try (Session first = sessions().open();
        Session second = sessions().open()) {
      first.lock(first.get(Seat.class, 1), LockModeType.PESSIMISTIC_READ);
      Seat late = second.get(Seat.class, 1);
      if (sharesLocks()) {
        assertThat(second.lock(late, LockModeType.PESSIMISTIC_READ, shortly)).isTrue();
      }
      assertThat(
              catchThrowableOfType(
                      LockFailedException.class,
                      () -> second.lock(late, LockModeType.PESSIMISTIC_WRITE, shortly))
                  .code())
          .isEqualTo(ErrorCode.LOCK_TIMEOUT);
    }
  }

  @Test
  default void lockOfAQuery_waitsAsLongAsItIsTold() {
    store(new Seat(1, "Ann"), new Seat(2, "Bob"));

    try (Session first = sessions().open();
        Session second = sessions().open()) {
      first.lock(first.get(Seat.class, 1), LockModeType.PESSIMISTIC_WRITE);
      assertThat(locked(second, LockWait.SKIP_LOCKED)).hasSize(1);
      second.rollback();
      for (LockWait wait : List.of(LockWait.NOWAIT, LockWait.atMost(Duration.ofSeconds(1)))) {
        assertThat(
                catchThrowableOfType(LockFailedException.class, () -> locked(second, wait)).code())
            .isEqualTo(ErrorCode.LOCK_TIMEOUT);
        second.rollback();
      }
      first.rollback();
      assertThat(locked(second, LockWait.atMost(Duration.ofSeconds(1)))).hasSize(2);
    }
  }

  private static List<Seat> locked(Session session, LockWait wait) {
    return session
        .query(Seat.class)
        .orderBy(Path.path("id").asc())
        .lock(LockMode.UPDATE, wait)
        .all();
  }

  // ---- versions by time

  @Test
  default void versionByTime_isLaterAfterEachUpdate_andTellsStaleRows() {
    store(new TimedRow(1, "a"));

    try (Session slow = sessions().open()) {
      TimedRow late = slow.get(TimedRow.class, 1);
      Instant first = late.version;
      late.name = "b";
      slow.commit();
      assertThat(late.version).isAfter(first);
      sessions().inTransaction(other -> other.get(TimedRow.class, 1).name = "theirs");
      late.name = "c";
      assertThat(catchThrowableOfType(StaleEntityException.class, slow::commit)).isNotNull();
    }
    inFresh(session -> assertThat(session.get(TimedRow.class, 1).name).isEqualTo("theirs"));
  }

  // ---- what is found out late

  /** Each of two transactions reads both rows, and writes one of them because of the other. */
  @Test
  default void serializableWork_thatCannotBeInOrder_isRepeated() throws Exception {
    if (!database().keepsOrder()) {
      return;
    }
    store(new Seat(1, "free"), new Seat(2, "free"));
    CyclicBarrier bothHaveRead = new CyclicBarrier(2);
    AtomicInteger attempts = new AtomicInteger();

    CompletableFuture<Void> other =
        CompletableFuture.runAsync(() -> takeIfBothAreFree(2, bothHaveRead, attempts));
    takeIfBothAreFree(1, bothHaveRead, attempts);
    other.get(60, TimeUnit.SECONDS);

    assertThat(attempts.get()).isGreaterThan(2);
    inFresh(
        session ->
            assertThat(session.query(Seat.class).all())
                .extracting(seat -> seat.guest)
                .containsExactlyInAnyOrder("free", "taken"));
  }

  private void takeIfBothAreFree(int id, CyclicBarrier bothHaveRead, AtomicInteger attempts) {
    AtomicInteger own = new AtomicInteger();
    sessions()
        .inTransaction(
            Transaction.USUAL.isolated(Isolation.SERIALIZABLE).repeated(Retry.upTo(5)),
            session -> {
              attempts.incrementAndGet();
              List<Seat> seats = session.query(Seat.class).all();
              if (own.incrementAndGet() == 1) {
                await(bothHaveRead);
              }
              if (seats.stream().allMatch(seat -> seat.guest.equals("free"))) {
                session.get(Seat.class, id).guest = "taken";
              }
            });
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  default void uniqueValuesThatAreCheckedAtTheCommit_areSwapped() throws SQLException {
    if (!database().defersConstraints()) {
      return;
    }
    try (SessionFactory sessions = otherFactory(Placed.class).build()) {
      sessions.schema().createMissing();
      execute("delete from placed");
      execute("insert into placed (id, place) values (1, 10), (2, 20)");
      sessions.inTransaction(
          session -> {
            session.get(Placed.class, 1).place = 20;
            session.get(Placed.class, 2).place = 10;
          });
      assertThat(queryOne("select place from placed where id = 1")).isEqualTo("20");
      assertThat(
              catchThrowableOfType(
                      DatabaseException.class,
                      () ->
                          sessions.inTransaction(
                              session -> {
                                session.get(Placed.class, 1).place = 30;
                                session.get(Placed.class, 2).place = 30;
                              }))
                  .code())
          .isEqualTo(ErrorCode.UNIQUE_VIOLATION);
      // one statement alone is checked when the database commits it
      try (Session session = sessions.open()) {
        session.get(Placed.class, 1).place = 10;
        assertThat(catchThrowableOfType(DatabaseException.class, session::commit).code())
            .isEqualTo(ErrorCode.UNIQUE_VIOLATION);
      }
      assertThat(queryOne("select place from placed where id = 1")).isEqualTo("20");
    }
  }
}
