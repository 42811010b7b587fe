package org.rowanorm.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A mapped class that was not enhanced, or was enhanced for another version of Rowan. */
public final class NotEnhancedException extends RowanException {

  @Serial private static final long serialVersionUID = 1L;

  /** An error with a code; the details are the place and what to do, one line each. */
  public NotEnhancedException(
      ErrorCode code, @Nullable Throwable cause, String fact, String... details) {
    super(code, cause, fact, details);
  }
}
