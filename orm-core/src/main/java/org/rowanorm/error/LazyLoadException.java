package org.rowanorm.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An attribute that was not loaded and cannot be loaded now. */
public final class LazyLoadException extends RowanException {

  @Serial private static final long serialVersionUID = 1L;

  /** An error with a code; the details are the place and what to do, one line each. */
  public LazyLoadException(
      ErrorCode code, @Nullable Throwable cause, String fact, String... details) {
    super(code, cause, fact, details);
  }

  /** The read of an unloaded attribute of an object that no session stands behind. */
  public static LazyLoadException withoutSession(Class<?> type, String attribute) {
    return new LazyLoadException(
        ErrorCode.LAZY_LOAD,
        null,
        "Attribute '" + attribute + "' of " + type.getSimpleName() + " was not loaded",
        "this object was copied or deserialised, so no session stands behind it",
        "read the attribute before, or get the object again from a session");
  }
}
