package org.rowanorm.bench.item;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.rowanorm.jdbc.ConnectionSource;

/**
 * One physical connection that both sides lease, so that a pool costs neither of them anything. Not
 * thread-safe.
 */
public final class OneConnection implements ConnectionSource {

  private final Connection connection;
  private long leases;

  /** A connection to an own database. */
  public OneConnection(String url) throws SQLException {
    connection = DriverManager.getConnection(url, "sa", "");
  }

  @Override
  public Connection lease() {
    leases++;
    return connection;
  }

  @Override
  public void release(Connection leased) {}

  /** How often it was leased so far. */
  public long leases() {
    return leases;
  }

  /** Closes the connection. */
  public void close() throws SQLException {
    connection.close();
  }
}
