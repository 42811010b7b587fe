package org.rowanorm.bench.item;

import java.sql.Connection;
import java.sql.SQLException;
import org.rowanorm.jdbc.ConnectionSource;

/** Runs work of the hand-written side in transactions. */
final class JdbcTransaction {

  /** Work inside a transaction. */
  interface Work {
    void run(Connection connection) throws SQLException;
  }

  private final ConnectionSource connections;

  JdbcTransaction(ConnectionSource connections) {
    this.connections = connections;
  }

  void run(Work work) throws SQLException {
    Connection connection = connections.lease();
    try {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        work.run(connection);
        connection.commit();
        done = true;
      } finally {
        if (!done) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    } finally {
      connections.release(connection);
    }
  }
}
