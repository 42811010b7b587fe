package org.rowanorm.mapping;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An id of several columns, as the engine compares it. Immutable. */
public final class CompositeKey {

  private final Object[] values;
  private final int hash;

  /** A key of the values of the id's columns, in their order. */
  CompositeKey(Object[] values) {
    this.values = values;
    this.hash = Arrays.deepHashCode(values);
  }

  /** The value of a column. */
  public Object value(int column) {
    return values[column];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CompositeKey key && Arrays.deepEquals(values, key.values);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.stream(values).map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }
}
