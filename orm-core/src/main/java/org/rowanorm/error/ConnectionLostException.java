package org.rowanorm.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The connection broke; what was not committed is not written. */
public final class ConnectionLostException extends DatabaseException {

  @Serial private static final long serialVersionUID = 1L;

  /** An error with a code; the details are the place and what to do, one line each. */
  public ConnectionLostException(
      ErrorCode code, @Nullable Throwable cause, String fact, String... details) {
    super(code, cause, fact, details);
  }
}
