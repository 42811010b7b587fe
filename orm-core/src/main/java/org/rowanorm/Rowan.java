package org.rowanorm;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.ConnectionSource;
import org.rowanorm.jdbc.DataSourceConnections;

/** Where everything starts: makes the builder of a session factory. */
public final class Rowan {

  private Rowan() {}

  /**
   * A session factory for a database by its URL, on a pool of its own (HikariCP, which must be on
   * the class path).
   *
   * @throws org.rowanorm.error.RowanException at {@code build()}, where there is no pool or no
   *     connection
   */
  public static SessionFactoryBuilder connect(
      String url, @Nullable String user, @Nullable String password) {
    return new SessionFactoryBuilder(() -> HikariPool.open(url, user, password));
  }

  /** A session factory for a data source, which stays the caller's to close. */
  public static SessionFactoryBuilder configure(DataSource dataSource) {
    return configure(new DataSourceConnections(dataSource));
  }

  /** A session factory for connections of any origin, such as a framework's transactions. */
  public static SessionFactoryBuilder configure(ConnectionSource connections) {
    return new SessionFactoryBuilder(() -> new SessionFactoryBuilder.Opened(connections, () -> {}));
  }
}
