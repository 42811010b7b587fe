package org.rowanorm;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.jdbc.ConnectionSource;
import org.rowanorm.jdbc.StatementCache;

/**
 * A connection pool for those who give a URL. HikariCP is optional, so only this class and what it
 * hands over name it. It closes the statements of a connection that is given back, but those only
 * that it knows of: statements that stay prepared are made past it. Thread-safe.
 */
final class HikariPool implements ConnectionSource {

  private final HikariDataSource pool;
  private final int keptStatements;

  /** By physical connection. */
  private final Map<Connection, StatementCache> statements = new ConcurrentHashMap<>();

  private HikariPool(HikariDataSource pool, int keptStatements) {
    this.pool = pool;
    this.keptStatements = keptStatements;
  }

  @Override
  public Connection lease() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public void release(Connection connection) throws SQLException {
    connection.close();
  }

  /** The pool does not see what fails past it. */
  @Override
  public void discard(Connection connection) throws SQLException {
    pool.evictConnection(connection);
    connection.close();
  }

  @Override
  public @Nullable StatementCache statements(Connection leased) throws SQLException {
    if (keptStatements == 0) {
      return null;
    }
    Connection physical = leased.unwrap(Connection.class);
    StatementCache known = statements.get(physical);
    return known == null ? first(physical) : known;
  }

  private StatementCache first(Connection physical) {
    statements.keySet().removeIf(HikariPool::isClosed);
    StatementCache made = new StatementCache(physical, keptStatements);
    statements.put(physical, made); // nobody else has the connection now
    return made;
  }

  private static boolean isClosed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  void close() {
    pool.close();
    statements.clear();
  }

  static HikariPool open(
      String url, @Nullable String user, @Nullable String password, int keptStatements) {
    try {
      return new HikariPool(new HikariDataSource(config(url, user, password)), keptStatements);
    } catch (PoolInitializationException | IllegalArgumentException e) {
      throw new DatabaseException(
          ErrorCode.NO_CONNECTION,
          e,
          "No connection to " + masked(url),
          "it says: " + rootMessage(e),
          "check that the server runs, the URL, the user and the password, and that the driver is"
              + " on the class path");
    } catch (RuntimeException e) {
      throw new DatabaseException(
          ErrorCode.NO_CONNECTION,
          e,
          "No connection to " + masked(url),
          "it says: " + rootMessage(e),
          "check the URL, and that the driver is on the class path");
    }
  }

  private static HikariConfig config(String url, @Nullable String user, @Nullable String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setPoolName("rowan");
    config.setExceptionOverride(new LostConnections());
    return config;
  }

  /** A URL without the passwords that may stand in it. */
  static String masked(String url) {
    return url.replaceAll("(?i)(password|pwd)=[^&;]*", "$1=***")
        .replaceAll("//([^/:@]*):[^/@]*@", "//$1:***@");
  }

  /** What the first cause says; one that is no SQLException often says it with its name only. */
  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String text = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    boolean clear = root instanceof SQLException || text.contains(" ");
    return clear ? text : root.getClass().getSimpleName() + ": " + text;
  }
}
