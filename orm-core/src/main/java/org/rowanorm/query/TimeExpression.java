package org.rowanorm.query;

import org.rowanorm.sql.Operator;
import org.rowanorm.tree.Node;

/**
 * A date, a time or both.
 *
 * @param <T> the Java type of the value
 */
public class TimeExpression<T> extends ComparableExpression<T> {

  TimeExpression(Node node) {
    super(node);
  }

  @Override
  TimeExpression<T> with(Node other) {
    return new TimeExpression<>(other);
  }

  private NumberExpression<Integer> part(Operator part) {
    return new NumberExpression<>(call(part));
  }

  /** The year. */
  public final NumberExpression<Integer> year() {
    return part(Operator.YEAR);
  }

  /** The month, from 1. */
  public final NumberExpression<Integer> month() {
    return part(Operator.MONTH);
  }

  /** The day of the month, from 1. */
  public final NumberExpression<Integer> day() {
    return part(Operator.DAY);
  }

  /** The hour, from 0. */
  public final NumberExpression<Integer> hour() {
    return part(Operator.HOUR);
  }

  /** The minute, from 0. */
  public final NumberExpression<Integer> minute() {
    return part(Operator.MINUTE);
  }

  @Override
  public TimeExpression<T> min() {
    return with(new Node.Aggregate(Operator.MIN, tree(), false, null));
  }

  @Override
  public TimeExpression<T> max() {
    return with(new Node.Aggregate(Operator.MAX, tree(), false, null));
  }
}
