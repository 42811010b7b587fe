package org.rowanorm.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A constraint of the database refused a row; the code says which kind. */
public final class ConstraintViolationException extends DatabaseException {

  @Serial private static final long serialVersionUID = 1L;

  /** An error with a code; the details are the place and what to do, one line each. */
  public ConstraintViolationException(
      ErrorCode code, @Nullable Throwable cause, String fact, String... details) {
    super(code, cause, fact, details);
  }
}
