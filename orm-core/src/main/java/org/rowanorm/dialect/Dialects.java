package org.rowanorm.dialect;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the dialect of a database. */
public final class Dialects {

  private static final Logger LOG = LoggerFactory.getLogger("org.rowanorm.boot");

  private Dialects() {}

  /**
   * The dialect of the database behind a connection; standard SQL, with a warning, where none knows
   * it.
   */
  public static Dialect of(Connection connection) throws SQLException {
    DatabaseMetaData database = connection.getMetaData();
    String product = database.getDatabaseProductName();
    String version = database.getDatabaseProductVersion();
    for (Dialect dialect : ServiceLoader.load(Dialect.class, Dialect.class.getClassLoader())) {
      if (dialect.matches(product, version)) {
        return dialect;
      }
    }
    LOG.warn("No dialect for {} {}: standard SQL is used", product, version);
    return new Dialect();
  }
}
