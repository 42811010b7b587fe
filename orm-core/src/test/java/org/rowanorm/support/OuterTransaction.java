package org.rowanorm.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.rowanorm.jdbc.ConnectionSource;

/** A transaction on one connection that somebody else begins and ends, as a framework does. */
public final class OuterTransaction implements ConnectionSource {

  private final Connection connection;
  private final List<Runnable> afterwards = new ArrayList<>();
  private boolean open;
  private boolean doomed;

  /** Transactions on a connection in auto-commit mode. */
  public OuterTransaction(Connection connection) {
    this.connection = connection;
  }

  public void begin() throws SQLException {
    open = true;
    connection.setAutoCommit(false);
  }

  /** Commits, unless that is not wanted or must not be. */
  public void end(boolean commit) throws SQLException {
    if (commit && !doomed) {
      connection.commit();
    } else {
      connection.rollback();
    }
    connection.setAutoCommit(true);
    open = false;
    doomed = false;
    afterwards.forEach(Runnable::run);
    afterwards.clear();
  }

  /** Whether it can only be rolled back. */
  public boolean isDoomed() {
    return doomed;
  }

  @Override
  public Connection lease() {
    return connection;
  }

  @Override
  public void release(Connection leased) {
    if (leased != connection) {
      throw new IllegalArgumentException("a connection of somebody else");
    }
  }

  @Override
  public boolean isOuterTransaction() {
    return open;
  }

  @Override
  public void doomOuterTransaction() {
    doomed = true;
  }

  @Override
  public void afterOuterTransaction(Runnable action) {
    if (open) {
      afterwards.add(action);
    } else {
      action.run();
    }
  }
}
