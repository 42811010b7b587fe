package org.rowanorm.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An object in a state that the call does not allow. */
public final class EntityStateException extends RowanException {

  @Serial private static final long serialVersionUID = 1L;

  /** An error with a code; the details are the place and what to do, one line each. */
  public EntityStateException(
      ErrorCode code, @Nullable Throwable cause, String fact, String... details) {
    super(code, cause, fact, details);
  }
}
