package org.rowanorm.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The root of all errors that Rowan throws.
 *
 * <p>The message is the fact with its values, then, one indented line each, the place and what to
 * do, and last the code in brackets.
 */
public class RowanException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * An error with a code.
   *
   * @param details the place and what to do, one line each
   */
  public RowanException(ErrorCode code, @Nullable Throwable cause, String fact, String... details) {
    super(message(code, fact, details), cause);
    this.code = code;
  }

  /** The stable code of this error. */
  public final ErrorCode code() {
    return code;
  }

  private static String message(ErrorCode code, String fact, String... details) {
    StringBuilder text = new StringBuilder(fact);
    for (String detail : details) {
      text.append("\n    ").append(detail);
    }
    return text.append(" [").append(code.text()).append(']').toString();
  }
}
