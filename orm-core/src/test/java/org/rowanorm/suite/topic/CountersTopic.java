package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.TableGenerator;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** Ids from sequences and from tables of counters. */
public interface CountersTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Sequenced.class, Tabled.class, Counted.class);

  @Entity
  class Sequenced {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @SequenceGenerator(initialValue = 100, allocationSize = 10)
    long id;
  }

  @Entity
  class Tabled {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE)
    @TableGenerator(table = "suite_counters", allocationSize = 3)
    int id;
  }

  @Entity
  class Counted {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE)
    @TableGenerator(table = "suite_counters", allocationSize = 1)
    int id;
  }

  @Test
  default void sequence_isAskedOncePerBlock() {
    try (SessionFactory other = otherFactory(Sequenced.class).build()) {
      List<Sequenced> added = new ArrayList<>();
      for (int i = 0; i < 11; i++) {
        added.add(new Sequenced());
      }
      other.inTransaction(session -> session.addAll(added));

      long first = added.get(0).id;
      assertThat(first % 10).isZero();
      assertThat(added).extracting(a -> a.id).doesNotHaveDuplicates();
      assertThat(added.get(9).id).isEqualTo(first + 9);
      String next = database().nextValueSql("sequenced_seq");
      if (next != null) {
        assertThat(log().sql())
            .containsExactly(next, next, "insert into sequenced (id) values (?)");
      } else {
        assertThat(log().sql()).contains("select last_id from id_counters where name = ?");
      }
    }
  }

  @Test
  default void counters_ofSeveralFactoriesAndThreads_giveNoIdTwice() throws Exception {
    Set<Number> ids = ConcurrentHashMap.newKeySet();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (SessionFactory one = otherFactory(Sequenced.class, Tabled.class).build();
        SessionFactory two = otherFactory(Sequenced.class, Tabled.class).build()) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        SessionFactory factory = thread % 2 == 0 ? one : two;
        all.add(threads.submit(() -> addMany(factory, ids)));
      }
      for (Future<?> done : all) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(ids).hasSize(4 * 20 * 2);
  }

  @Test
  default void counter_thatSeveralFactoriesMakeAtOnce_givesNoIdTwice() throws Exception {
    int rounds = 60;
    List<SessionFactory> factories = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      for (int i = 0; i < 6; i++) {
        factories.add(otherFactory(Counted.class).build());
      }
      // each round begins without the row, so that all find it missing together
      CyclicBarrier start = new CyclicBarrier(factories.size(), this::forgetCounters);
      List<Future<List<Integer>>> all = new ArrayList<>();
      for (SessionFactory factory : factories) {
        all.add(threads.submit(() -> oneIdPerRound(factory, start, rounds)));
      }
      for (int round = 0; round < rounds; round++) {
        Set<Integer> ids = new HashSet<>();
        for (Future<List<Integer>> one : all) {
          ids.add(one.get().get(round));
        }
        assertThat(ids).hasSize(factories.size());
      }
    } finally {
      threads.shutdownNow();
      factories.forEach(SessionFactory::close);
    }
  }

  private void forgetCounters() {
    try {
      execute("truncate table suite_counters");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Integer> oneIdPerRound(
      SessionFactory factory, CyclicBarrier start, int rounds) throws Exception {
    List<Integer> ids = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      start.await(10, TimeUnit.SECONDS);
      Counted counted = new Counted();
      try (Session session = factory.open()) {
        session.add(counted);
      }
      ids.add(counted.id);
    }
    return ids;
  }

  private static void addMany(SessionFactory factory, Set<Number> ids) {
    for (int i = 0; i < 20; i++) {
      Sequenced sequenced = new Sequenced();
      Tabled tabled = new Tabled();
      factory.inTransaction(session -> session.addAll(List.of(sequenced, tabled)));
      ids.add(sequenced.id);
      ids.add(tabled.id);
    }
  }
}
