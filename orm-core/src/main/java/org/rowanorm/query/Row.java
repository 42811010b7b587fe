package org.rowanorm.query;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.tree.Node;

/** Some values of one row. Immutable; equal to another with the same values. */
public final class Row {

  private final List<Node> items;
  private final @Nullable Object[] values;

  /** A row of values, one for each item; the array is not copied. */
  public Row(List<Node> items, @Nullable Object[] values) {
    this.items = items;
    this.values = values;
  }

  /** A value by its place, from 0. */
  public @Nullable Object get(int index) {
    return values[index];
  }

  /** A value by its place, from 0, of a type. */
  public <T> @Nullable T get(int index, Class<T> type) {
    return type.cast(values[index]);
  }

  /**
   * The value of an expression that was selected.
   *
   * @throws IllegalArgumentException where it was not
   */
  @SuppressWarnings("unchecked") // the item has the type of its expression
  public <T> @Nullable T get(Expression<T> selected) {
    int index = items.indexOf(selected.tree());
    if (index < 0) {
      throw new IllegalArgumentException(selected + " is not selected, but " + items);
    }
    return (T) values[index];
  }

  /** All values; they may be null. */
  public List<@Nullable Object> values() {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Row row && Arrays.equals(values, row.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
