package org.rowanorm.query;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.rowanorm.sql.Operator;
import org.rowanorm.tree.Node;

/** Expressions that start from no attribute; made to be imported statically. */
public final class Functions {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]{0,127}");

  private Functions() {}

  /** The number of rows. */
  public static NumberExpression<Long> count() {
    return new NumberExpression<>(new Node.Aggregate(Operator.COUNT, null, false, null));
  }

  /** The number of objects that are there. */
  public static NumberExpression<Long> count(Expression<?> expression) {
    return new NumberExpression<>(
        new Node.Aggregate(Operator.COUNT, expression.tree(), false, null));
  }

  /** The number of different objects that are there. */
  public static NumberExpression<Long> countDistinct(Expression<?> expression) {
    return new NumberExpression<>(
        new Node.Aggregate(Operator.COUNT, expression.tree(), true, null));
  }

  /** A text as an expression. */
  public static StringExpression value(String text) {
    return new StringExpression(new Node.Value(text));
  }

  /** A number as an expression. */
  public static <N extends Number> NumberExpression<N> value(N number) {
    return new NumberExpression<>(new Node.Value(number));
  }

  /** A value that is neither a text nor a number as an expression. */
  public static <T extends Comparable<? super T>> ComparableExpression<T> constant(T value) {
    return new ComparableExpression<>(new Node.Value(value));
  }

  /**
   * The class of an object, to be compared with classes: {@code typeOf(QPet.self).eq(Dog.class)}
   * finds dogs and no kind of dogs. For all kinds ask {@code QPet.self.as(QDog.self).isNotNull()}.
   */
  public static <E> Expression<Class<? extends E>> typeOf(EntityPath<E> object) {
    return new Expression<>(new Node.Type(object.tree()));
  }

  /**
   * What an insert wanted to put into an attribute of a row that is there already; for {@code
   * onConflict(...).set(...)}.
   */
  public static <X extends Expression<?>> X inserted(X attribute) {
    if (attribute.tree() instanceof Node.Path path) {
      return like(attribute, new Node.Inserted(path));
    }
    throw new IllegalArgumentException(attribute + " is no attribute");
  }

  /** Whether a query finds any row. */
  public static Predicate exists(Selection<?, ?> query) {
    return new Predicate(new Node.Exists(Selection.node(query)));
  }

  /** Whether a query finds no row. */
  public static Predicate notExists(Selection<?, ?> query) {
    return exists(query).not();
  }

  /** The only value of a query of one column; null where it finds no row. */
  public static <T> ComparableExpression<T> valueOf(Selection<T, ?> query) {
    return new ComparableExpression<>(new Node.Subselect(Selection.node(query)));
  }

  /** The only number of a query of one column; null where it finds no row. */
  public static <N extends Number> NumberExpression<N> numberOf(Selection<N, ?> query) {
    return new NumberExpression<>(new Node.Subselect(Selection.node(query)));
  }

  /** The first of some expressions that is not null. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the expressions are only read
  public static <T> ComparableExpression<T> coalesce(Expression<? extends T>... expressions) {
    return new ComparableExpression<>(
        new Node.Call(Operator.COALESCE, Expression.nodes(Arrays.asList(expressions))));
  }

  /** A value that is chosen by conditions, the first that holds. */
  public static Cases.Condition when(Predicate condition) {
    return new Cases.Condition(List.of(), condition.tree());
  }

  /** Today, by the clock of the database. */
  public static TimeExpression<LocalDate> currentDate() {
    return new TimeExpression<>(new Node.Call(Operator.CURRENT_DATE, List.of()));
  }

  /** Now, by the clock of the database. */
  public static TimeExpression<LocalDateTime> currentTime() {
    return new TimeExpression<>(new Node.Call(Operator.CURRENT_TIMESTAMP, List.of()));
  }

  // ---- windows

  /** The number of a row in its window, from 1. */
  public static NumberExpression<Long> rowNumber() {
    return new NumberExpression<>(new Node.Call(Operator.ROW_NUMBER, List.of()));
  }

  /** The place of a row in its window; equal rows have the same, and others are left out. */
  public static NumberExpression<Long> rank() {
    return new NumberExpression<>(new Node.Call(Operator.RANK, List.of()));
  }

  /** The place of a row in its window; equal rows have the same, and none is left out. */
  public static NumberExpression<Long> denseRank() {
    return new NumberExpression<>(new Node.Call(Operator.DENSE_RANK, List.of()));
  }

  /** The part of the window that a row is in, where it is cut in a number of equal parts. */
  public static NumberExpression<Long> tile(int parts) {
    return new NumberExpression<>(new Node.Call(Operator.TILE, List.of(new Node.Value(parts))));
  }

  /** The value some rows before. */
  public static <X extends ComparableExpression<?>> X lag(X expression, int rows) {
    return like(expression, expression.call(Operator.LAG, new Node.Value(rows)));
  }

  /** The value some rows after. */
  public static <X extends ComparableExpression<?>> X lead(X expression, int rows) {
    return like(expression, expression.call(Operator.LEAD, new Node.Value(rows)));
  }

  /** The value of the first row. */
  public static <X extends ComparableExpression<?>> X firstValue(X expression) {
    return like(expression, expression.call(Operator.FIRST_VALUE));
  }

  /** The value of the last row. */
  public static <X extends ComparableExpression<?>> X lastValue(X expression) {
    return like(expression, expression.call(Operator.LAST_VALUE));
  }

  // ---- functions of the database

  /**
   * A function of the database by its name, for what is not here.
   *
   * @param type the type of its result
   * @throws IllegalArgumentException where the name is none
   */
  public static <T> ComparableExpression<T> function(
      String name, Class<T> type, Expression<?>... arguments) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' is no name of a function");
    }
    return new ComparableExpression<>(
        new Node.Named(name, type, Expression.nodes(Arrays.asList(arguments))));
  }

  /** An expression that is known to be a text. */
  public static StringExpression text(Expression<String> expression) {
    return new StringExpression(expression.tree());
  }

  /** An expression that is known to be a number. */
  public static <N extends Number> NumberExpression<N> number(Expression<N> expression) {
    return new NumberExpression<>(expression.tree());
  }

  @SuppressWarnings("unchecked") // with() gives the kind that it is called on, or its supertype
  static <X extends Expression<?>> X like(X expression, Node node) {
    return (X) expression.with(node);
  }
}
