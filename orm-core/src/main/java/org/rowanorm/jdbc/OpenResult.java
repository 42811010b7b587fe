package org.rowanorm.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SELECT whose rows are read part by part. It is told to listeners when it is closed. Not
 * thread-safe.
 */
public final class OpenResult implements AutoCloseable {

  private final SqlRunner runner;
  private final String sql;
  private final Parameters parameters;
  private final PreparedStatement statement;
  private final ResultSet result;
  private final long start = System.nanoTime();
  private long rows;
  private boolean closed;

  OpenResult(SqlRunner runner, String sql, Parameters parameters, PreparedStatement statement)
      throws SQLException {
    this.runner = runner;
    this.sql = sql;
    this.parameters = parameters;
    this.statement = statement;
    this.result = statement.executeQuery();
  }

  /**
   * Reads a part, as much as its reader takes.
   *
   * @throws org.rowanorm.error.DatabaseException where the database fails meanwhile
   */
  public void read(ResultReader reader) {
    try {
      reader.read(result);
    } catch (SQLException e) {
      throw runner.failure(e, sql);
    } finally {
      rows += reader.rows();
    }
  }

  /** Whether it was closed, by itself or with its transaction. */
  public boolean isClosed() {
    return closed;
  }

  /** Closes it; a second close does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    SQLException error = null;
    try (statement) {
      result.close();
    } catch (SQLException e) {
      error = e; // of rows that nobody waits for
    }
    List<@Nullable Object[]> values = List.<@Nullable Object[]>of(parameters.values());
    long nanos = System.nanoTime() - start;
    runner.ended(this, new StatementEvent(sql, values, rows, nanos, error, "stream"));
  }
}
