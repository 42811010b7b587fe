package org.rowanorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.jspecify.annotations.Nullable;

/**
 * Where sessions get their connections from. Thread-safe. Implement it to let a framework's
 * transaction own the connection: in such an outer transaction a session sends its statements, and
 * neither begins, commits nor rolls back.
 */
public interface ConnectionSource {

  /** A connection for one session, until it is released. */
  Connection lease() throws SQLException;

  /** Gives a connection back. */
  void release(Connection connection) throws SQLException;

  /**
   * Gives a connection back on which a statement failed because the connection is lost: nobody
   * should get it again. Sources that see such failures by themselves need not do more than
   * release.
   */
  default void discard(Connection connection) throws SQLException {
    release(connection);
  }

  /**
   * What keeps statements prepared on the physical connection behind a leased one, for all who
   * lease it, one after the other; null where statements are to be closed after their use. A source
   * that has such caches forgets those of connections that are closed.
   */
  default @Nullable StatementCache statements(Connection leased) throws SQLException {
    return null;
  }

  /**
   * Whether an outer transaction decides about commit and rollback: sessions then flush, but send
   * neither.
   */
  default boolean isOuterTransaction() {
    return false;
  }

  /**
   * A connection that has no part in an outer transaction, for a short transaction of its own.
   * Implement it where {@link #isOuterTransaction()} may hold.
   */
  default Connection leaseApart() throws SQLException {
    if (isOuterTransaction()) {
      throw new SQLFeatureNotSupportedException(
          getClass().getName() + " gives no connection apart from the outer transaction");
    }
    return lease();
  }

  /**
   * Makes sure that the outer transaction ends with a rollback: a session gave up what it had
   * written in it, and cannot take that back alone. Implement it where {@link
   * #isOuterTransaction()} may hold; frameworks call it "rollback only".
   */
  default void doomOuterTransaction() throws SQLException {
    throw new SQLFeatureNotSupportedException(
        getClass().getName() + " cannot doom the outer transaction");
  }

  /** Runs an action after the outer transaction has ended, however it ended; without one, now. */
  default void afterOuterTransaction(Runnable action) {
    action.run();
  }
}
