package org.rowanorm.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A statement that took longer than it may, or that its transaction had no time left for. */
public final class TimedOutException extends DatabaseException {

  @Serial private static final long serialVersionUID = 1L;

  /** An error with a code; the details are the place and what to do, one line each. */
  public TimedOutException(
      ErrorCode code, @Nullable Throwable cause, String fact, String... details) {
    super(code, cause, fact, details);
  }
}
