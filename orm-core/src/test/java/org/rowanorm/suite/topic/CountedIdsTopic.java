package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.suite.topic.KeysTopic.LongKey;

/**
 * Ids that the database counts, of 1,000 rows in few round trips: each object has that of its row,
 * however the server gives ids out, in whatever steps, and whoever else takes some meanwhile.
 */
public interface CountedIdsTopic extends SuiteFixture {

  @Test
  default void ids_whileOthersTakeSome_areThoseOfTheirRows() throws Exception {
    try (Wire wire = wire()) {
      assertIdsInAllSteps(wire);
    }
  }

  @Test
  default void ids_inAServerThatGivesThemOutTheOtherWay_areThoseOfTheirRows() throws Exception {
    String modeSql = database().idModeSql();
    if (modeSql == null) {
      return;
    }
    String other = queryOne(modeSql).equals("1") ? "2" : "1";
    try (Wire wire = database().wireWithIdMode("modes", other)) {
      if (wire == null) {
        return; // the server is one that was given, and cannot be started otherwise
      }
      try (Connection connection = DriverManager.getConnection(wire.direct())) {
        assertThat(first(connection, modeSql)).isEqualTo(other);
      }
      assertIdsInAllSteps(wire);
    }
  }

  /** With and without a trigger that takes ids of another table, in steps of 1 and of 2. */
  private void assertIdsInAllSteps(Wire wire) throws Exception {
    List<String> settings = database().idStepSettings();
    assertIds(wire, settings.isEmpty() ? null : settings.get(0));
    run(wire, database().insertingTrigger());
    try {
      assertIds(wire, settings.isEmpty() ? null : settings.get(1));
      assertIds(wire, settings.isEmpty() ? null : settings.get(0));
    } finally {
      run(wire, database().dropTrigger());
    }
    assertIds(wire, settings.isEmpty() ? null : settings.get(1));
  }

  private static void run(Wire wire, List<String> statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(wire.direct());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void assertIds(Wire wire, @Nullable String onConnect) throws Exception {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(wire.url());
      pool.setMaximumPoolSize(1);
      pool.setConnectionInitSql(onConnect);
      try (SessionFactory sessions = factoryOn(pool, LongKey.class).build()) {
        sessions.schema().createMissing();
        whileOthersInsert(wire, () -> insert(wire, sessions));
      }
    }
  }

  private Void insert(Wire wire, SessionFactory sessions) throws SQLException {
    for (boolean managed : new boolean[] {true, false}) {
      run(wire, List.of("delete from longkey where name like 'own%'"));
      List<LongKey> made = IntStream.range(0, 1_000).mapToObj(i -> new LongKey("own" + i)).toList();
      try (Session session = sessions.open()) {
        session.query(LongKey.class).filterBy("id", -1L).all();
        long before = wire.roundTrips();
        if (managed) {
          session.addAll(made);
        } else {
          session.insertAll(made);
        }
        session.commit();
        assertThat(wire.roundTrips() - before).isLessThanOrEqualTo(RoundTripsTopic.FEW);
      }
      Map<String, Long> stored = stored(wire);
      assertThat(stored).hasSize(1_000);
      assertThat(made).allMatch(object -> stored.get(object.name).equals(object.id));
    }
    return null;
  }

  private static Map<String, Long> stored(Wire wire) throws SQLException {
    Map<String, Long> stored = new HashMap<>();
    try (Connection connection = DriverManager.getConnection(wire.direct());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select name, id from longkey where name like 'own%'")) {
      while (rows.next()) {
        stored.put(rows.getString(1), rows.getLong(2));
      }
    }
    return stored;
  }

  // ---- the others

  private static void whileOthersInsert(Wire wire, Callable<Void> work) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong taken = new AtomicLong();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<Void> others = threads.submit(() -> takeIds(wire, done, taken));
      work.call();
      done.set(true);
      others.get();
      assertThat(taken.get()).isPositive();
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
  }

  /** One row, several at once, and as many as a query gives: each way takes ids otherwise. */
  private static @Nullable Void takeIds(Wire wire, AtomicBoolean done, AtomicLong taken)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(wire.direct());
        Statement statement = connection.createStatement()) {
      while (!done.get()) {
        taken.addAndGet(statement.executeUpdate("insert into longkey (name) values ('a')"));
        taken.addAndGet(
            statement.executeUpdate("insert into longkey (name) values ('b'), ('c'), ('d')"));
        taken.addAndGet(
            statement.executeUpdate(
                "insert into longkey (name) select 'e' from"
                    + " (select 1 as n union all select 2 as n union all select 3 as n) three"));
      }
    }
    return null;
  }

  private static @Nullable String first(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
