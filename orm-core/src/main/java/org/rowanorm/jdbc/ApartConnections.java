package org.rowanorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Connections that have no part in an outer transaction. */
record ApartConnections(ConnectionSource source) implements ConnectionSource {

  @Override
  public Connection lease() throws SQLException {
    return source.leaseApart();
  }

  @Override
  public void release(Connection connection) throws SQLException {
    source.release(connection);
  }
}
