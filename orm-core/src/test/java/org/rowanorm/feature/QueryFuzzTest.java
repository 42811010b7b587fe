package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.store.Sale;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;
import org.rowanorm.store.Stock;
import org.rowanorm.store.Store;
import org.rowanorm.support.H2;
import org.rowanorm.support.QueryGenerator;
import org.rowanorm.support.QueryGenerator.Question;
import org.rowanorm.support.StockChanges;
import org.rowanorm.support.StoreRows;
import org.rowanorm.support.ZooQueryGenerator;
import org.rowanorm.support.ZooRows;
import org.rowanorm.zoo.Zoo;

/**
 * Random queries against small random tables give what a naive evaluation in memory gives. {@code
 * -Drowan.test.seed} repeats a run.
 */
class QueryFuzzTest {

  private static final int QUERIES = 12_000;
  private static final int QUERIES_PER_STORE = 600;
  private static final int ZOO_QUERIES = 6_000;
  private static final int QUERIES_PER_ZOO = 500;
  private static final int CHANGES = 2_000;
  private static final int CHANGES_PER_STOCK = 200;

  private final H2 h2 = H2.with(Store.ENTITIES.toArray(Class<?>[]::new));

  @AfterEach
  void close() {
    h2.close();
  }

  @Test
  void randomQueries_findWhatAnEvaluationInMemoryFinds() {
    long seed = seed();
    Random random = new Random(seed);
    int found = 0;
    for (int i = 0; i < QUERIES; i += QUERIES_PER_STORE) {
      StoreRows rows = StoreRows.random(random);
      write(rows);
      try (Session session = h2.open()) {
        for (int j = 0; j < QUERIES_PER_STORE; j++) {
          Question question = new QueryGenerator(random, rows).question(session);
          List<String> expected = question.evaluate().get();
          assertThat(answer(question, seed))
              .as("seed %d, query %d: %s", seed, i + j, question.query())
              .isEqualTo(expected);
          found += expected.size();
        }
      }
      h2.log().clear();
    }
    assertThat(found).as("rows that were compared").isGreaterThan(QUERIES);
  }

  @Test
  void randomQueriesOfKindsAndElements_findWhatAnEvaluationInMemoryFinds() {
    long seed = seed();
    Random random = new Random(seed);
    int found = 0;
    for (int i = 0; i < ZOO_QUERIES; i += QUERIES_PER_ZOO) {
      ZooRows rows = ZooRows.random(random);
      try (H2 zoo = H2.with(Zoo.ENTITIES.toArray(Class<?>[]::new))) {
        zoo.sessions().inTransaction(session -> session.addAll(rows.objects()));
        try (Session session = zoo.open()) {
          for (int j = 0; j < QUERIES_PER_ZOO; j++) {
            Question question = new ZooQueryGenerator(random, rows).question(session);
            List<String> expected = question.evaluate().get();
            assertThat(answer(question, seed))
                .as("seed %d, query %d: %s", seed, i + j, question.query())
                .isEqualTo(expected);
            found += expected.size();
          }
        }
      }
    }
    assertThat(found).as("rows that were compared").isGreaterThan(ZOO_QUERIES / 2);
  }

  @Test
  void randomChangesOfManyRows_leaveWhatTheSameInMemoryLeaves() {
    long seed = seed();
    Random random = new Random(seed);
    for (int i = 0; i < CHANGES; i += CHANGES_PER_STOCK) {
      try (H2 stock = H2.with(Stock.class)) {
        StockChanges changes = new StockChanges(random);
        for (int j = 0; j < CHANGES_PER_STOCK; j++) {
          String done = stock.sessions().fromTransaction(changes::change);
          assertThat(stock.rows("select id, amount, note, version, deleted from stock order by id"))
              .as("seed %d, change %d: %s", seed, i + j, done)
              .isEqualTo(changes.rows());
        }
      }
    }
  }

  private static long seed() {
    long seed = Long.getLong("rowan.test.seed", new Random().nextLong());
    System.out.println("QueryFuzzTest: seed " + seed);
    return seed;
  }

  private static List<String> answer(Question question, long seed) {
    try {
      List<String> texts = new ArrayList<>();
      for (Object row : question.query().all()) {
        texts.add(StoreRows.text(row));
      }
      return texts;
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + question.query(), e);
    }
  }

  private void write(StoreRows rows) {
    h2.sessions()
        .inTransaction(
            session -> {
              session.deleteFrom(Sale.class).execute();
              session.deleteFrom(Seller.class).execute();
              session.deleteFrom(Shop.class).execute();
              session.addAll(rows.objects());
            });
  }
}
