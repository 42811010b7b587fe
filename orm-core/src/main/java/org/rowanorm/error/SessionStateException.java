package org.rowanorm.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A session used when it cannot be: closed, in use by another thread, or broken by an error. */
public final class SessionStateException extends RowanException {

  @Serial private static final long serialVersionUID = 1L;

  /** An error with a code; the details are the place and what to do, one line each. */
  public SessionStateException(
      ErrorCode code, @Nullable Throwable cause, String fact, String... details) {
    super(code, cause, fact, details);
  }
}
