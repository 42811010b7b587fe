package org.rowanorm;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.jdbc.DataSourceConnections;

/**
 * A connection pool for those who give a URL. HikariCP is optional, so only this class names it.
 */
final class HikariPool {

  private HikariPool() {}

  static SessionFactoryBuilder.Opened open(
      String url, @Nullable String user, @Nullable String password) {
    try {
      HikariDataSource pool = new HikariDataSource(config(url, user, password));
      return new SessionFactoryBuilder.Opened(new DataSourceConnections(pool), pool::close);
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

  /** Tells HikariCP that a connection is lost where the state is the database's own, as H2's. */
  private static final class LostConnections implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException error) {
      return error instanceof SQLNonTransientConnectionException
          ? Override.MUST_EVICT
          : Override.CONTINUE_EVICT;
    }
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
