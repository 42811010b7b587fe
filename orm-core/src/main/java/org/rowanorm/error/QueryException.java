package org.rowanorm.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A query that cannot be meant as it is written. */
public final class QueryException extends RowanException {

  @Serial private static final long serialVersionUID = 1L;

  /** An error with a code; the details are the place and what to do, one line each. */
  public QueryException(ErrorCode code, @Nullable Throwable cause, String fact, String... details) {
    super(code, cause, fact, details);
  }
}
