package org.rowanorm.testdb;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;

/** What several tests do with servers. */
final class Servers {

  private static final long LIMIT_MILLIS = 30_000;

  private Servers() {}

  static TestServer availableOrSkip(ServerKind kind) {
    Optional<String> why = TestServers.whyUnavailable(kind);
    Assumptions.assumeTrue(why.isEmpty(), () -> why.orElse(""));
    return TestServers.get(kind);
  }

  static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String queryOne(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      return queryOne(connection, sql);
    }
  }

  static String queryOne(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Whether a condition comes true before a test should give up. */
  static boolean soon(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.currentTimeMillis() + LIMIT_MILLIS;
    while (!condition.getAsBoolean()) {
      if (System.currentTimeMillis() > deadline) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }
}
