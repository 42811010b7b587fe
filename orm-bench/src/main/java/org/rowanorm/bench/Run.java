package org.rowanorm.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One side of what is compared: a benchmark method and its parameters.
 *
 * @param parameters the values of JMH's parameters by their names
 */
record Run(Class<?> type, String method, Map<String, String> parameters) {

  private static final String SIDE = "side";

  /** A method on a side, whose other parameter, if it has one, is {@code size}. */
  static Run of(Class<?> type, String method, String side, @Nullable String size) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put(SIDE, side);
    if (size != null) {
      parameters.put("size", size);
    }
    return new Run(type, method, parameters);
  }

  /** The same on another side. */
  Run on(String side) {
    Map<String, String> other = new TreeMap<>(parameters);
    other.put(SIDE, side);
    return new Run(type, method, other);
  }

  /** The pattern by which JMH finds just this method. */
  String pattern() {
    return "^" + Pattern.quote(type.getName() + "." + method) + "$";
  }

  @Override
  public String toString() {
    return type.getSimpleName() + "." + method + parameters;
  }
}
