package org.rowanorm.bench;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rowanorm.bench.work.Comparison;

/**
 * One side of an operation: a benchmark method.
 *
 * @param size the value of its parameter {@code size}, or null where it has none
 */
record Run(Class<? extends Comparison> type, String method, @Nullable String size) {

  /** The pattern by which JMH finds just this method. */
  String pattern() {
    return "^" + Pattern.quote(type.getName() + "." + method) + "$";
  }

  @Override
  public String toString() {
    return type.getSimpleName() + "." + method + (size == null ? "" : "(" + size + ")");
  }
}
