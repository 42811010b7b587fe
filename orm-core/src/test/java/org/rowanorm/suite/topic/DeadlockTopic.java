package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.LockFailedException;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.session.Retry;
import org.rowanorm.session.Session;
import org.rowanorm.session.Transaction;
import org.rowanorm.sql.LockWait;

/** Two sessions wait for each other: the database ends one, and its work is repeated. */
public interface DeadlockTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Tally.class);

  @Entity
  class Tally {
    @Id int id;
    int number;

    Tally(int id) {
      this.id = id;
    }
  }

  @Test
  default void deadlock_betweenTwoSessions_isRetriedToSuccess() throws Exception {
    store(new Tally(1), new Tally(2));
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger attempts = new AtomicInteger();

    CompletableFuture<Void> other =
        CompletableFuture.runAsync(() -> count(2, 1, bothHoldOne, attempts));
    count(1, 2, bothHoldOne, attempts);
    other.get(60, TimeUnit.SECONDS);

    assertThat(attempts.get()).isGreaterThan(2);
    inFresh(
        session ->
            assertThat(session.query(Tally.class).all().stream().map(tally -> tally.number))
                .containsExactly(2, 2));
  }

  /** Some databases go on in a transaction of which they have taken back all. */
  @Test
  default void deadlock_thatTheWorkCatches_leavesNoPartToBeCommitted() throws Exception {
    store(new Tally(1), new Tally(2));
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);

    CompletableFuture<Boolean> other =
        CompletableFuture.supplyAsync(() -> countAndGoOn(2, 1, bothHoldOne));
    boolean went = countAndGoOn(1, 2, bothHoldOne);

    assertThat(went).isNotEqualTo(other.get(60, TimeUnit.SECONDS));
    inFresh(
        session ->
            assertThat(session.query(Tally.class).all().stream().map(tally -> tally.number))
                .containsExactly(1, 1));
  }

  /** Whether both were counted; the loser of the deadlock tries to commit a third one alone. */
  private boolean countAndGoOn(int first, int second, CyclicBarrier bothHoldOne) {
    try (Session session = sessions().open()) {
      session.begin();
      count(session, first);
      await(bothHoldOne);
      LockFailedException deadlock =
          catchThrowableOfType(LockFailedException.class, () -> count(session, second));
      if (deadlock == null) {
        session.commit();
        return true;
      }
      assertThat(deadlock.code()).isEqualTo(ErrorCode.DEADLOCK);
      assertEnded(deadlock, session::commit);
      session.rollback();
      session.begin();
      assertThat(session.get(Tally.class, first)).isNotNull();
      return false;
    }
  }

  private static void assertEnded(LockFailedException deadlock, ThrowingCallable next) {
    assertThatThrownBy(next)
        .isInstanceOf(SessionStateException.class)
        .hasCause(deadlock)
        .hasMessage(
            """
            The database has ended the transaction
                it said: Two transactions waited for each other, and the database ended this one
                nothing of it is written: call rollback(), which keeps your objects as they are, \
            or close() [ROWAN-425]""");
  }

  /** The connection goes back to the pool, and a limit that is set on it must not. */
  @Test
  default void deadlock_atALockWithALimit_setsTheLimitBack() throws Exception {
    store(new Tally(1), new Tally(2));
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);

    CompletableFuture<Boolean> other =
        CompletableFuture.supplyAsync(() -> lockBoth(2, 1, bothHoldOne));
    boolean went = lockBoth(1, 2, bothHoldOne);

    assertThat(went).isNotEqualTo(other.get(60, TimeUnit.SECONDS));
    assertThat(log().sql().stream().filter(sql -> sql.startsWith("set ")).count()).isIn(0L, 4L);
  }

  private boolean lockBoth(int first, int second, CyclicBarrier bothHoldOne) {
    try (Session session = sessions().open()) {
      Tally one = Objects.requireNonNull(session.get(Tally.class, first));
      Tally two = Objects.requireNonNull(session.get(Tally.class, second));
      session.lock(one, LockModeType.PESSIMISTIC_WRITE);
      await(bothHoldOne);
      LockWait limit = LockWait.atMost(Duration.ofSeconds(20));
      LockFailedException deadlock =
          catchThrowableOfType(
              LockFailedException.class,
              () -> session.lock(two, LockModeType.PESSIMISTIC_WRITE, limit));
      assertThat(deadlock == null || deadlock.code() == ErrorCode.DEADLOCK).isTrue();
      return deadlock == null;
    }
  }

  @Test
  default void deadlock_afterWhichTheWorkGoesOn_isRetriedToSuccess() throws Exception {
    store(new Tally(1), new Tally(2));
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger attempts = new AtomicInteger();

    CompletableFuture<Void> other =
        CompletableFuture.runAsync(() -> countHeedless(2, 1, bothHoldOne, attempts));
    countHeedless(1, 2, bothHoldOne, attempts);
    other.get(60, TimeUnit.SECONDS);

    assertThat(attempts.get()).isGreaterThan(2);
    inFresh(
        session ->
            assertThat(session.query(Tally.class).all())
                .extracting(tally -> tally.id, tally -> tally.number)
                .containsExactlyInAnyOrder(tuple(1, 2), tuple(2, 2), tuple(11, 0), tuple(12, 0)));
  }

  /** Counts both, and adds a third one whatever has happened before. */
  private void countHeedless(
      int first, int second, CyclicBarrier bothHoldOne, AtomicInteger attempts) {
    AtomicInteger own = new AtomicInteger();
    sessions()
        .inTransaction(
            Transaction.USUAL.repeated(Retry.upTo(5)),
            session -> {
              attempts.incrementAndGet();
              count(session, first);
              if (own.incrementAndGet() == 1) {
                await(bothHoldOne);
              }
              try {
                count(session, second);
              } catch (LockFailedException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.DEADLOCK);
              }
              session.add(new Tally(10 + first));
            });
  }

  private void count(int first, int second, CyclicBarrier bothHoldOne, AtomicInteger attempts) {
    AtomicInteger own = new AtomicInteger();
    sessions()
        .inTransaction(
            Transaction.USUAL.repeated(Retry.upTo(5)),
            session -> {
              attempts.incrementAndGet();
              count(session, first);
              if (own.incrementAndGet() == 1) {
                await(bothHoldOne);
              }
              count(session, second);
            });
  }

  private static void count(Session session, int id) {
    session.sql("update tally set number = number + 1 where id = :id").bind("id", id).execute();
    assertThat(Objects.requireNonNull(session.get(Tally.class, id)).number).isPositive();
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
