package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.suite.topic.BatchesTopic.Part;
import org.rowanorm.suite.topic.KeysTopic.LongKey;
import org.rowanorm.suite.topic.TransactionsTopic.Versioned;

/**
 * Round trips of many rows, counted on the wire, with a plain URL and another one's pool. Where
 * there is no wire, statements are counted.
 */
public interface RoundTripsTopic extends SuiteFixture {

  /** The most round trips for 1,000 rows, those of the transaction included. */
  int FEW = 10;

  /** The round trips of work in a session and of its commit. */
  private long trips(Consumer<Session> work) {
    return trips(null, work);
  }

  private long trips(@Nullable String onConnect, Consumer<Session> work) {
    try (Wire wire = wire();
        HikariDataSource pool = pool(wire, onConnect);
        SessionFactory sessions =
            factoryOn(pool, Part.class, LongKey.class, Versioned.class).build();
        Session session = sessions.open()) {
      session.query(Part.class).filterBy("id", -1).all();
      session.commit();
      log().clear();
      long before = wire.roundTrips();
      work.accept(session);
      session.commit();
      return wire.isCounted() ? wire.roundTrips() - before : log().sql().size();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HikariDataSource pool(Wire wire, @Nullable String onConnect) {
    HikariConfig plain = new HikariConfig();
    plain.setJdbcUrl(wire.url());
    plain.setMaximumPoolSize(1);
    plain.setConnectionInitSql(onConnect);
    return new HikariDataSource(plain);
  }

  private static List<Part> parts() {
    return IntStream.range(0, 1_000).mapToObj(Part::new).toList();
  }

  private static List<LongKey> keyed(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> new LongKey(prefix + i)).toList();
  }

  @Test
  default void inserts_of1000WithIdsOfTheDatabase_takeFewRoundTrips() {
    List<LongKey> made = keyed("n", 1_000);

    assertThat(trips(session -> session.addAll(made))).isLessThanOrEqualTo(FEW);

    assertIds(made);
  }

  @Test
  default void inserts_of1000WithIdsOfTheirOwn_takeFewRoundTrips() {
    assertThat(trips(session -> session.addAll(parts()))).isLessThanOrEqualTo(FEW);

    inFresh(session -> assertThat(session.query(Part.class).count()).isEqualTo(1_000));
  }

  @Test
  default void updates_of1000_takeFewRoundTrips() {
    store(parts().toArray());

    long trips =
        trips(
            session -> {
              for (Part part : session.query(Part.class).all()) {
                part.amount = part.id + 1;
              }
            });

    assertThat(trips).isLessThanOrEqualTo(FEW + 1); // and the SELECT
    inFresh(
        session ->
            assertThat(session.query(Part.class).all())
                .hasSize(1_000)
                .allMatch(part -> part.amount == part.id + 1));
  }

  @Test
  default void deletes_of1000_takeFewRoundTrips() {
    store(parts().toArray());

    long trips = trips(session -> session.query(Part.class).all().forEach(session::delete));

    assertThat(trips).isLessThanOrEqualTo(FEW + 1); // and the SELECT
    inFresh(session -> assertThat(session.query(Part.class).exists()).isFalse());
  }

  @Test
  default void updatesAndDeletes_of1000WithVersions_takeFewRoundTrips() {
    store(IntStream.range(0, 1_000).mapToObj(i -> new Versioned("n" + i)).toArray());

    long updates =
        trips(
            session -> {
              for (Versioned object : session.query(Versioned.class).all()) {
                object.name = "m" + object.id;
              }
            });
    assertThat(updates).isLessThanOrEqualTo(FEW + 1);
    inFresh(
        session ->
            assertThat(session.query(Versioned.class).all())
                .allMatch(object -> object.version == 1 && object.name.equals("m" + object.id)));

    long deletes = trips(session -> session.query(Versioned.class).all().forEach(session::delete));
    assertThat(deletes).isLessThanOrEqualTo(FEW + 1);
    inFresh(session -> assertThat(session.query(Versioned.class).exists()).isFalse());
  }

  @Test
  default void rowsOfNoSession_1000ofThem_takeFewRoundTrips() {
    List<LongKey> made = keyed("n", 1_000);
    assertThat(trips(session -> session.insertAll(made))).isLessThanOrEqualTo(FEW);
    assertIds(made);
    made.forEach(object -> object.name = "m" + object.id);
    assertThat(trips(session -> session.updateAll(made))).isLessThanOrEqualTo(FEW);
    made.forEach(object -> object.name = "o" + object.id);
    assertThat(trips(session -> session.upsertAll(made))).isLessThanOrEqualTo(FEW);
    assertIds(made);
    assertThat(trips(session -> session.deleteAll(made))).isLessThanOrEqualTo(FEW);
    inFresh(session -> assertThat(session.query(LongKey.class).exists()).isFalse());
  }

  // ---- ids that the database makes

  @Test
  default void ids_whileAnotherWriterInserts_areThoseOfTheirRows() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    List<LongKey> made = new ArrayList<>();
    try {
      Future<?> other = threads.submit(() -> insertUntil(done));
      for (int round = 0; round < 10; round++) {
        List<LongKey> some = keyed("round " + round + " n", 300);
        sessions().inTransaction(session -> session.addAll(some));
        made.addAll(some);
      }
      done.set(true);
      other.get();
    } finally {
      threads.shutdownNow();
    }
    assertIds(made);
  }

  private void insertUntil(AtomicBoolean done) {
    for (int i = 0; !done.get(); i++) {
      List<LongKey> some = keyed("other " + i + " n", 1 + i % 7);
      sessions().inTransaction(session -> session.addAll(some));
    }
  }

  @Test
  default void ids_inStepsOfTheSession_areThoseOfTheirRows() {
    for (String setting : database().idStepSettings()) {
      List<LongKey> made = keyed(setting, 1_000);

      assertThat(trips(setting, session -> session.addAll(made))).isLessThanOrEqualTo(FEW);

      assertIds(made);
    }
  }

  @Test
  default void ids_besideATriggerThatInsertsElsewhere_areThoseOfTheirRows() throws Exception {
    List<String> trigger = database().insertingTrigger();
    for (String statement : trigger) {
      execute(statement);
    }
    try {
      List<LongKey> made = keyed("triggered", 100);
      sessions().inTransaction(session -> session.addAll(made));
      assertIds(made);
      if (!trigger.isEmpty()) {
        assertThat(queryOne("select count(*) from triggered")).isEqualTo("200");
      }
    } finally {
      for (String statement : database().dropTrigger()) {
        execute(statement);
      }
    }
  }

  private void assertIds(List<LongKey> made) {
    Map<String, Long> stored = new HashMap<>();
    inFresh(
        session -> session.query(LongKey.class).all().forEach(row -> stored.put(row.name, row.id)));
    assertThat(made).isNotEmpty().allMatch(object -> stored.get(object.name).equals(object.id));
  }
}
