package org.rowanorm.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Reads a whole result and keeps what it makes of it. It gives nothing back by itself, so that no
 * bridge method stands in the way to the driver. For one use by one thread.
 */
public abstract class ResultReader {

  private long rows;
  private boolean ofChange;

  /** Notes that the rows come of a change, which some drivers do not take for a query. */
  public final void expectChange() {
    ofChange = true;
  }

  final boolean isOfChange() {
    return ofChange;
  }

  /** Reads all rows, and calls {@link #next} to go from one to the next. */
  protected abstract void read(ResultSet result) throws SQLException;

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
