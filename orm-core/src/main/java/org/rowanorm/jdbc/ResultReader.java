package org.rowanorm.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a result, or a part of one, and keeps what it makes of it. It gives nothing back by itself,
 * so that no bridge method stands in the way to the driver. For one use by one thread.
 */
public abstract class ResultReader {

  private long rows;
  private boolean ofChange;
  private long most = Long.MAX_VALUE;
  private @Nullable String reason;

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
    boolean more = rows < most && result.next();
    if (more) {
      rows++;
    }
    return more;
  }

  /** Leaves what comes after a number of rows to other readers of the same result. */
  public final void atMost(long number) {
    most = number;
  }

  /** Says why the result is read, for the log of statements. */
  public final void because(@Nullable String given) {
    reason = given;
  }

  /** Why the result is read; null where that was not said. */
  final @Nullable String reason() {
    return reason;
  }

  /** The number of rows read so far. */
  public final long rows() {
    return rows;
  }
}
