package org.rowanorm.error;

import java.io.Serial;

/** A query that had to find exactly one row, or at most one, and found another number. */
public final class ResultCountException extends RowanException {

  @Serial private static final long serialVersionUID = 1L;

  private final long count;

  /** An error that says how many rows there are. */
  public ResultCountException(long count, String fact, String... details) {
    super(ErrorCode.RESULT_COUNT, null, fact, details);
    this.count = count;
  }

  /** The number of rows that the query finds. */
  public long count() {
    return count;
  }
}
