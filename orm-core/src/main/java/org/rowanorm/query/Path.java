package org.rowanorm.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.sql.Comparison;

/**
 * The name of an attribute, or of one that a reference leads to, such as {@code
 * customer.city.name}. It is checked when the query takes it. Immutable and thread-safe.
 */
public final class Path {

  private final String name;

  private Path(String name) {
    this.name = name;
  }

  /** The attribute of a name; dots lead through references. */
  public static Path path(String name) {
    return new Path(Objects.requireNonNull(name));
  }

  /** The name, with its dots. */
  public String name() {
    return name;
  }

  /** Equals; null asks for null. */
  public Predicate eq(@Nullable Object value) {
    return value == null ? isNull() : compare(Comparison.EQUAL, value);
  }

  /** Differs; null asks for anything but null. A row whose value is null does not differ. */
  public Predicate ne(@Nullable Object value) {
    return value == null ? isNotNull() : compare(Comparison.NOT_EQUAL, value);
  }

  /** Is less. */
  public Predicate lt(Object value) {
    return compare(Comparison.LESS, value);
  }

  /** Is less or equal. */
  public Predicate le(Object value) {
    return compare(Comparison.LESS_OR_EQUAL, value);
  }

  /** Is greater. */
  public Predicate gt(Object value) {
    return compare(Comparison.GREATER, value);
  }

  /** Is greater or equal. */
  public Predicate ge(Object value) {
    return compare(Comparison.GREATER_OR_EQUAL, value);
  }

  private Predicate compare(Comparison comparison, Object value) {
    return new Predicate.Compare(this, comparison, Objects.requireNonNull(value, name));
  }

  /** Is one of some values; of none, never. */
  public Predicate in(Collection<?> values) {
    return new Predicate.In(this, List.copyOf(values));
  }

  /** Is one of some values. */
  public Predicate in(Object... values) {
    return in(Arrays.asList(values));
  }

  /** Lies between two values, both included. */
  public Predicate between(Object low, Object high) {
    return new Predicate.Between(
        this, Objects.requireNonNull(low, name), Objects.requireNonNull(high, name));
  }

  /**
   * Matches a pattern: {@code %} stands for any text, {@code _} for any character, and a backslash
   * before one of them, or before a backslash, takes that meaning away. Any other backslash stands
   * for itself.
   */
  public Predicate like(String pattern) {
    return new Predicate.Like(this, Objects.requireNonNull(pattern, name));
  }

  /** Is null. */
  public Predicate isNull() {
    return new Predicate.IsNull(this);
  }

  /** Is not null. */
  public Predicate isNotNull() {
    return isNull().not();
  }

  /** Sorted by it, the least first. */
  public Sort asc() {
    return new Sort(this, false);
  }

  /** Sorted by it, the greatest first. */
  public Sort desc() {
    return new Sort(this, true);
  }

  @Override
  public String toString() {
    return name;
  }
}
