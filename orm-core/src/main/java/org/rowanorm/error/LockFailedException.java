package org.rowanorm.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that another one stood in the way of: a deadlock, a lock that was not to be had, or
 * two that cannot be put one after the other. The same work may succeed if it is repeated.
 */
public final class LockFailedException extends DatabaseException {

  @Serial private static final long serialVersionUID = 1L;

  /** An error with a code; the details are the place and what to do, one line each. */
  public LockFailedException(
      ErrorCode code, @Nullable Throwable cause, String fact, String... details) {
    super(code, cause, fact, details);
  }
}
