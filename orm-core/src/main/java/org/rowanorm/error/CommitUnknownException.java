package org.rowanorm.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The connection broke while COMMIT was under way: whether the database carried it out is unknown.
 */
public final class CommitUnknownException extends DatabaseException {

  @Serial private static final long serialVersionUID = 1L;

  /** An error with a code; the details are the place and what to do, one line each. */
  public CommitUnknownException(
      ErrorCode code, @Nullable Throwable cause, String fact, String... details) {
    super(code, cause, fact, details);
  }
}
