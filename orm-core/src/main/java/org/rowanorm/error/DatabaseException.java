package org.rowanorm.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The database, or the way to it, refused or failed. */
public class DatabaseException extends RowanException {

  @Serial private static final long serialVersionUID = 1L;

  /** An error with a code; the details are the place and what to do, one line each. */
  public DatabaseException(
      ErrorCode code, @Nullable Throwable cause, String fact, String... details) {
    super(code, cause, fact, details);
  }
}
