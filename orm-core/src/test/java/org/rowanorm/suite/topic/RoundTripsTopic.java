package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Path.path;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Later;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.suite.topic.BatchesTopic.Croft;
import org.rowanorm.suite.topic.BatchesTopic.Landmass;
import org.rowanorm.suite.topic.BatchesTopic.Part;
import org.rowanorm.suite.topic.BatchesTopic.Pond;
import org.rowanorm.suite.topic.BatchesTopic.Shire;
import org.rowanorm.suite.topic.BatchesTopic.Strait;
import org.rowanorm.suite.topic.KeysTopic.LongKey;
import org.rowanorm.suite.topic.TransactionsTopic.Versioned;

/**
 * Round trips of many rows, counted on the wire, with a plain URL and another one's pool. Where
 * there is no wire, statements are counted.
 */
public interface RoundTripsTopic extends SuiteFixture {

  /** The most round trips for 1,000 rows, those of the transaction included. */
  int FEW = 10;

  List<Class<?>> USED =
      Stream.concat(BatchesTopic.ENTITIES.stream(), Stream.of(LongKey.class, Versioned.class))
          .toList();

  /** The round trips of work in a session and of its commit. */
  private long trips(Consumer<Session> work) {
    return trips(null, work);
  }

  private long trips(@Nullable String onConnect, Consumer<Session> work) {
    return trips("", onConnect, work);
  }

  /**
   * The round trips of work.
   *
   * @param options what the URL says besides
   * @param onConnect what is sent first, or null
   */
  private long trips(String options, @Nullable String onConnect, Consumer<Session> work) {
    try (Wire wire = wire();
        HikariDataSource pool = pool(database().with(wire.url(), options), onConnect);
        SessionFactory sessions = factoryOn(pool, USED.toArray(Class<?>[]::new)).build();
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

  private static HikariDataSource pool(String url, @Nullable String onConnect) {
    HikariConfig plain = new HikariConfig();
    plain.setJdbcUrl(url);
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
  default void commit_ofOneStatement_isOneRoundTrip() {
    store(new Part(1), new Part(2));

    assertThat(trips(session -> session.add(new Part(3)))).isEqualTo(1);
    assertThat(trips(session -> session.add(new LongKey("alone")))).isEqualTo(1);
    assertThat(trips(session -> session.get(Part.class, 1).amount = 5)).isEqualTo(2);
    assertThat(trips(session -> session.delete(session.get(Part.class, 2)))).isEqualTo(2);

    inFresh(
        session -> {
          assertThat(session.get(Part.class, 1).amount).isEqualTo(5);
          assertThat(session.query(Part.class).count()).isEqualTo(2);
          assertThat(session.query(LongKey.class).filterBy("name", "alone").count()).isEqualTo(1);
        });
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

  /** With no pool of another one's, and no option in the URL. */
  @Test
  default void rows_of1000ThroughAPlainUrl_takeFewRoundTrips() throws Exception {
    try (Wire wire = wire();
        Connection connection = DriverManager.getConnection(wire.url());
        SessionFactory sessions =
            factoryOn(new KeptConnection(connection), Part.class, LongKey.class).build()) {
      List<LongKey> made = keyed("plain", 1_000);
      assertFew(wire, sessions, session -> session.addAll(made));
      assertIds(made);
      assertFew(wire, sessions, session -> session.addAll(parts()));
      try (Session session = sessions.open()) {
        List<Part> all = session.query(Part.class).all();
        all.forEach(part -> part.amount = part.id + 1);
        assertFew(wire, session::commit);
        all.forEach(session::delete);
        assertFew(wire, session::commit);
      }
      inFresh(session -> assertThat(session.query(Part.class).exists()).isFalse());
    }
  }

  private static void assertFew(Wire wire, SessionFactory sessions, Consumer<Session> work) {
    try (Session session = sessions.open()) {
      session.query(Part.class).filterBy("id", -1).all();
      work.accept(session);
      assertFew(wire, session::commit);
    }
  }

  private static void assertFew(Wire wire, Runnable work) {
    long before = wire.roundTrips();
    work.run();
    assertThat(wire.roundTrips() - before).isLessThanOrEqualTo(FEW);
  }

  @Test
  default void graph_of2000RowsOfFiveClasses_takesFewRoundTrips() {
    List<Landmass> landmasses = IntStream.range(0, 100).mapToObj(Landmass::new).toList();

    // one batch for each class, and as a driver may cut it; around it what a transaction needs
    assertThat(trips(session -> session.addAll(landmasses))).isLessThanOrEqualTo(15);

    inFresh(
        session -> {
          assertThat(session.query(Landmass.class).count()).isEqualTo(100);
          assertThat(session.query(Shire.class).count()).isEqualTo(500);
          assertThat(session.query(Strait.class).count()).isEqualTo(400);
          assertThat(session.query(Croft.class).count()).isEqualTo(500);
          assertThat(session.query(Pond.class).count()).isEqualTo(500);
        });
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

  // ---- reads that wait for each other

  private void askLater(Session session) {
    Query<Part> parts = session.query(Part.class);
    Later<Part> one = session.later(parts.filterBy("id", 1));
    Later<Part> many = session.later(parts.filter(path("id").lt(300)).orderBy(path("id").asc()));
    Later<Object> ids = session.later(parts.filter(path("id").gt(997)).select(path("id")));
    assertThat(ids.get()).containsExactlyInAnyOrder(998, 999);
    assertThat(one.get()).extracting(part -> part.id).containsExactly(1);
    assertThat(many.get()).hasSize(300).contains(one.get().get(0));
  }

  @Test
  default void later_ofThreeQueries_isOneRoundTrip_whereTheConnectionTakesThemTogether() {
    store(parts().toArray());

    assertThat(trips(database().severalOptions(), null, this::askLater))
        .isEqualTo(database().takesSeveral() ? 1 : 3);
  }

  @Test
  default void later_onAPlainConnection_isOneRoundTripOnlyWhereItNeedsNoLeave() {
    store(parts().toArray());

    boolean together = database().takesSeveral() && database().severalOptions().isEmpty();
    assertThat(trips("", null, this::askLater)).isEqualTo(together ? 1 : 3);
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
