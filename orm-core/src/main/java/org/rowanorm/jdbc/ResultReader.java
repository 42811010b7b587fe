package org.rowanorm.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Reads a whole result. For one use by one thread.
 *
 * @param <R> what it makes of the rows
 */
public abstract class ResultReader<R> {

  private long rows;

  /** Reads all rows, and calls {@link #next} to go from one to the next. */
  protected abstract R read(ResultSet result) throws SQLException;

  /** Goes to the next row and counts it. */
  protected final boolean next(ResultSet result) throws SQLException {
    boolean more = result.next();
    if (more) {
      rows++;
    }
    return more;
  }

  /** The number of rows read so far. */
  public final long rows() {
    return rows;
  }
}
