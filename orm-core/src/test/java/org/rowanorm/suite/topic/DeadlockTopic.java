package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Retry;
import org.rowanorm.session.Session;
import org.rowanorm.session.Transaction;

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
