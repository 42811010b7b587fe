package org.rowanorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Connections of a {@link DataSource}, closed when they are released. */
public final class DataSourceConnections implements ConnectionSource {

  private final DataSource dataSource;

  /** Connections of this data source. */
  public DataSourceConnections(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Connection lease() throws SQLException {
    return dataSource.getConnection();
  }

  @Override
  public void release(Connection connection) throws SQLException {
    connection.close();
  }
}
