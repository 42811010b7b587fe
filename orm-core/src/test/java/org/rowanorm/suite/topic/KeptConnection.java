package org.rowanorm.suite.topic;

import java.sql.Connection;
import org.rowanorm.jdbc.ConnectionSource;

/**
 * One connection, leased again and again: as of a pool that neither looks at connections nor puts
 * them right.
 */
record KeptConnection(Connection connection) implements ConnectionSource {

  @Override
  public Connection lease() {
    return connection;
  }

  @Override
  public void release(Connection leased) {}
}
