package org.rowanorm;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.error.RowanException;
import org.rowanorm.jdbc.ConnectionSource;
import org.rowanorm.jdbc.DataSourceConnections;

/** Where everything starts: makes the builder of a session factory, and answers about objects. */
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
    return new SessionFactoryBuilder(
        keptStatements -> {
          requirePool();
          HikariPool pool = HikariPool.open(url, user, password, keptStatements);
          return new SessionFactoryBuilder.Opened(pool, pool::close);
        });
  }

  private static void requirePool() {
    try {
      Class.forName("com.zaxxer.hikari.HikariDataSource", false, Rowan.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new RowanException(
          ErrorCode.NO_POOL,
          e,
          "No connection pool on the class path",
          "Rowan.connect(url, ...) needs com.zaxxer:HikariCP",
          "add it, or give your own DataSource to Rowan.configure(...)");
    }
  }

  /** A session factory for a data source, which stays the caller's to close. */
  public static SessionFactoryBuilder configure(DataSource dataSource) {
    return configure(new DataSourceConnections(dataSource));
  }

  /** A session factory for connections of any origin, such as a framework's transactions. */
  public static SessionFactoryBuilder configure(ConnectionSource connections) {
    return new SessionFactoryBuilder(
        keptStatements -> new SessionFactoryBuilder.Opened(connections, () -> {}));
  }

  /**
   * Whether an attribute of an object is loaded: its value, the elements of its collection, the row
   * of the object that it refers to. Never loads anything, needs no session, and is true of
   * everything in an object that was made by {@code new}.
   *
   * @throws QueryException where the object is not enhanced, or has no such attribute
   */
  public static boolean isLoaded(Object entity, String attribute) {
    if (entity instanceof Enhanced enhanced) {
      return Access.isLoaded(enhanced, attribute);
    }
    throw new QueryException(
        ErrorCode.NOT_AN_ENTITY,
        null,
        entity.getClass().getName() + " is not an entity",
        "in Rowan.isLoaded(entity, \"" + attribute + "\")",
        "ask of objects of mapped and enhanced classes only");
  }
}
