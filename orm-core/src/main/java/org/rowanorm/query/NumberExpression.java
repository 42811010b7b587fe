package org.rowanorm.query;

import java.math.BigDecimal;
import org.rowanorm.sql.Operator;
import org.rowanorm.tree.Node;

/**
 * A number.
 *
 * @param <T> the Java type of the number
 */
public class NumberExpression<T extends Number> extends ComparableExpression<T> {

  NumberExpression(Node node) {
    super(node);
  }

  @Override
  NumberExpression<T> with(Node other) {
    return new NumberExpression<>(other);
  }

  /** The sum with a number. */
  public final NumberExpression<T> plus(T number) {
    return with(call(Operator.ADD, required(number)));
  }

  /** The sum with another expression. */
  public final NumberExpression<T> plus(Expression<? extends Number> other) {
    return with(call(Operator.ADD, other.tree()));
  }

  /** Less a number. */
  public final NumberExpression<T> minus(T number) {
    return with(call(Operator.SUBTRACT, required(number)));
  }

  /** Less another expression. */
  public final NumberExpression<T> minus(Expression<? extends Number> other) {
    return with(call(Operator.SUBTRACT, other.tree()));
  }

  /** The product with a number. */
  public final NumberExpression<T> times(T number) {
    return with(call(Operator.MULTIPLY, required(number)));
  }

  /** The product with another expression. */
  public final NumberExpression<T> times(Expression<? extends Number> other) {
    return with(call(Operator.MULTIPLY, other.tree()));
  }

  /** Divided by a number; whole numbers without a rest. */
  public final NumberExpression<T> dividedBy(T number) {
    return with(call(Operator.DIVIDE, required(number)));
  }

  /** Divided by another expression; whole numbers without a rest. */
  public final NumberExpression<T> dividedBy(Expression<? extends Number> other) {
    return with(call(Operator.DIVIDE, other.tree()));
  }

  /** The rest of a division; it has the sign of this number. */
  public final NumberExpression<T> mod(T number) {
    return with(call(Operator.MODULO, required(number)));
  }

  /** The number with the other sign. */
  public final NumberExpression<T> negated() {
    return with(call(Operator.NEGATE));
  }

  /** The number without its sign. */
  public final NumberExpression<T> abs() {
    return with(call(Operator.ABS));
  }

  /** -1, 0 or 1. */
  public final NumberExpression<Integer> sign() {
    return new NumberExpression<>(call(Operator.SIGN));
  }

  /** The least whole number that is not less. */
  public final NumberExpression<T> ceil() {
    return with(call(Operator.CEIL));
  }

  /** The greatest whole number that is not greater. */
  public final NumberExpression<T> floor() {
    return with(call(Operator.FLOOR));
  }

  /** Rounded to some digits behind the point. */
  public final NumberExpression<T> round(int digits) {
    return with(call(Operator.ROUND, new Node.Value(digits)));
  }

  /** The square root. */
  public final NumberExpression<Double> sqrt() {
    return new NumberExpression<>(call(Operator.SQRT));
  }

  /** Raised to a power. */
  public final NumberExpression<Double> power(double exponent) {
    return new NumberExpression<>(call(Operator.POWER, new Node.Value(exponent)));
  }

  /** The number in 32 bits. */
  public final NumberExpression<Integer> asInteger() {
    return new NumberExpression<>(new Node.Cast(tree(), Integer.class));
  }

  /** The number in 64 bits. */
  public final NumberExpression<Long> asLong() {
    return new NumberExpression<>(new Node.Cast(tree(), Long.class));
  }

  /** The number as a floating one. */
  public final NumberExpression<Double> asDouble() {
    return new NumberExpression<>(new Node.Cast(tree(), Double.class));
  }

  /** The number as a decimal. */
  public final NumberExpression<BigDecimal> asDecimal() {
    return new NumberExpression<>(new Node.Cast(tree(), BigDecimal.class));
  }

  // ---- of many rows

  /** The sum of the values; one that does not fit the type is an error, see {@link #asLong}. */
  public final NumberExpression<T> sum() {
    return with(new Node.Aggregate(Operator.SUM, tree(), false, null));
  }

  /** The sum of the different values. */
  public final NumberExpression<T> sumDistinct() {
    return with(new Node.Aggregate(Operator.SUM, tree(), true, null));
  }

  /** The average of the values. */
  public final NumberExpression<Double> avg() {
    return new NumberExpression<>(new Node.Aggregate(Operator.AVG, tree(), false, null));
  }

  @Override
  public NumberExpression<T> min() {
    return with(new Node.Aggregate(Operator.MIN, tree(), false, null));
  }

  @Override
  public NumberExpression<T> max() {
    return with(new Node.Aggregate(Operator.MAX, tree(), false, null));
  }

  @Override
  public NumberExpression<T> filter(Predicate condition) {
    return with(filtered(condition));
  }

  @Override
  public NumberExpression<T> over(Window window) {
    return with(window.over(tree()));
  }

  @Override
  public NumberExpression<T> orElse(T value) {
    return with(call(Operator.COALESCE, required(value)));
  }

  @Override
  public NumberExpression<T> orElse(Expression<? extends T> other) {
    return with(call(Operator.COALESCE, other.tree()));
  }

  @Override
  public NumberExpression<T> nullIf(T value) {
    return with(call(Operator.NULLIF, required(value)));
  }
}
