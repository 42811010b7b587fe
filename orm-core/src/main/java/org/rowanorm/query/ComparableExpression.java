package org.rowanorm.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.sql.Comparison;
import org.rowanorm.sql.Operator;
import org.rowanorm.sql.Statement.Nulls;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SortNode;

/**
 * A value with an order.
 *
 * @param <T> the Java type of the value
 */
public class ComparableExpression<T> extends Expression<T> {

  ComparableExpression(Node node) {
    super(node);
  }

  @Override
  ComparableExpression<T> with(Node other) {
    return new ComparableExpression<>(other);
  }

  /** Is less. */
  public final Predicate lt(T value) {
    return compare(Comparison.LESS, value);
  }

  /** Is less than another expression. */
  public final Predicate lt(Expression<? extends T> other) {
    return compare(Comparison.LESS, other.tree());
  }

  /** Is less or equal. */
  public final Predicate le(T value) {
    return compare(Comparison.LESS_OR_EQUAL, value);
  }

  /** Is less than another expression, or equal. */
  public final Predicate le(Expression<? extends T> other) {
    return compare(Comparison.LESS_OR_EQUAL, other.tree());
  }

  /** Is greater. */
  public final Predicate gt(T value) {
    return compare(Comparison.GREATER, value);
  }

  /** Is greater than another expression. */
  public final Predicate gt(Expression<? extends T> other) {
    return compare(Comparison.GREATER, other.tree());
  }

  /** Is greater or equal. */
  public final Predicate ge(T value) {
    return compare(Comparison.GREATER_OR_EQUAL, value);
  }

  /** Is greater than another expression, or equal. */
  public final Predicate ge(Expression<? extends T> other) {
    return compare(Comparison.GREATER_OR_EQUAL, other.tree());
  }

  private Predicate compare(Comparison comparison, T value) {
    return compare(comparison, required(value));
  }

  final Node.Value required(@Nullable Object value) {
    if (value == null) {
      throw new NullPointerException(toString());
    }
    return new Node.Value(value);
  }

  /** Lies between two values, both included. */
  public final Predicate between(T low, T high) {
    return new Predicate(new Node.Between(tree(), required(low), required(high)));
  }

  /** Lies between two expressions, both included. */
  public final Predicate between(Expression<? extends T> low, Expression<? extends T> high) {
    return new Predicate(new Node.Between(tree(), low.tree(), high.tree()));
  }

  /** Sorted by it, the least first. */
  public final Sort asc() {
    return new Sort(new SortNode(tree(), false, Nulls.AS_IS));
  }

  /** Sorted by it, the greatest first. */
  public final Sort desc() {
    return new Sort(new SortNode(tree(), true, Nulls.AS_IS));
  }

  // ---- of many rows

  /** The least of the values. */
  public ComparableExpression<T> min() {
    return with(new Node.Aggregate(Operator.MIN, tree(), false, null));
  }

  /** The greatest of the values. */
  public ComparableExpression<T> max() {
    return with(new Node.Aggregate(Operator.MAX, tree(), false, null));
  }

  /** How many rows have a value. */
  public final NumberExpression<Long> count() {
    return new NumberExpression<>(new Node.Aggregate(Operator.COUNT, tree(), false, null));
  }

  /** How many different values there are. */
  public final NumberExpression<Long> countDistinct() {
    return new NumberExpression<>(new Node.Aggregate(Operator.COUNT, tree(), true, null));
  }

  /** An aggregate of only those rows for which a condition holds. */
  public ComparableExpression<T> filter(Predicate condition) {
    return with(filtered(condition));
  }

  final Node filtered(Predicate condition) {
    if (!(tree() instanceof Node.Aggregate aggregate)) {
      throw new IllegalArgumentException(tree() + " is no aggregate, so it has no filter");
    }
    Node both =
        aggregate.filter() == null
            ? condition.tree()
            : new Node.And(List.of(aggregate.filter(), condition.tree()));
    return new Node.Aggregate(
        aggregate.operator(), aggregate.argument(), aggregate.distinct(), both);
  }

  /** An aggregate, or a function for windows, over the rows around each row. */
  public ComparableExpression<T> over(Window window) {
    return with(window.over(tree()));
  }

  // ---- other values

  /** The value, or another one where it is null. */
  public ComparableExpression<T> orElse(T value) {
    return with(call(Operator.COALESCE, required(value)));
  }

  /** The value, or that of another expression where it is null. */
  public ComparableExpression<T> orElse(Expression<? extends T> other) {
    return with(call(Operator.COALESCE, other.tree()));
  }

  /** The value, or null where it is a certain one. */
  public ComparableExpression<T> nullIf(T value) {
    return with(call(Operator.NULLIF, required(value)));
  }

  /** The value as text. */
  public final StringExpression asText() {
    return new StringExpression(new Node.Cast(tree(), String.class));
  }
}
