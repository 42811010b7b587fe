package org.rowanorm.bench;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One side of what is compared: a benchmark method.
 *
 * @param parameter the value of its parameter, or null where it has none
 */
record Run(Class<?> type, String method, @Nullable Parameter parameter) {

  /** A parameter of JMH and its value. */
  record Parameter(String name, String value) {}

  /** A method whose parameter, if it has one, is {@code size}. */
  static Run ofSize(Class<?> type, String method, @Nullable String size) {
    return new Run(type, method, size == null ? null : new Parameter("size", size));
  }

  /** The pattern by which JMH finds just this method. */
  String pattern() {
    return "^" + Pattern.quote(type.getName() + "." + method) + "$";
  }

  @Override
  public String toString() {
    return type.getSimpleName()
        + "."
        + method
        + (parameter == null ? "" : "(" + parameter.value() + ")");
  }
}
