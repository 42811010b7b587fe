package org.rowanorm.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.sql.Comparison;
import org.rowanorm.sql.Operator;
import org.rowanorm.tree.Node;

/**
 * A value of each row that a query looks at: an attribute, or what is computed from some. Immutable
 * and thread-safe.
 *
 * @param <T> the Java type of the value
 */
public class Expression<T> {

  private final Node node;

  Expression(Node node) {
    this.node = node;
  }

  /** What an expression is made of. */
  public static Node node(Expression<?> expression) {
    return expression.node;
  }

  final Node tree() {
    return node;
  }

  /** An expression of the same kind for something else. */
  Expression<T> with(Node other) {
    return new Expression<>(other);
  }

  static Node of(@Nullable Object value) {
    return value == null ? Node.Null.NULL : new Node.Value(value);
  }

  static List<Node> nodes(List<? extends Expression<?>> expressions) {
    Node[] nodes = new Node[expressions.size()];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = node(expressions.get(i));
    }
    return List.of(nodes);
  }

  final Node call(Operator operator, Node... more) {
    Node[] all = new Node[more.length + 1];
    all[0] = node;
    System.arraycopy(more, 0, all, 1, more.length);
    return new Node.Call(operator, Arrays.asList(all));
  }

  final Predicate compare(Comparison comparison, Node other) {
    return new Predicate(new Node.Compare(node, comparison, other));
  }

  /** Equals; null asks for null. */
  public final Predicate eq(@Nullable T value) {
    return value == null ? isNull() : compare(Comparison.EQUAL, new Node.Value(value));
  }

  /** Equals another expression; where one of them is null, neither it does nor it does not. */
  public final Predicate eq(Expression<? extends T> other) {
    return other == null ? isNull() : compare(Comparison.EQUAL, other.node);
  }

  /** Differs; null asks for anything but null. A row whose value is null does not differ. */
  public final Predicate ne(@Nullable T value) {
    return value == null ? isNotNull() : compare(Comparison.NOT_EQUAL, new Node.Value(value));
  }

  /** Differs from another expression; where one of them is null, neither it does nor not. */
  public final Predicate ne(Expression<? extends T> other) {
    return other == null ? isNotNull() : compare(Comparison.NOT_EQUAL, other.node);
  }

  /** Is one of some values; of none, never. */
  public final Predicate in(Collection<? extends T> values) {
    return new Predicate(
        new Node.In(node, values.stream().<Node>map(value -> new Node.Value(value)).toList()));
  }

  /** Is one of some values. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the values are only read
  public final Predicate in(T... values) {
    return in(Arrays.asList(values));
  }

  /** Is one of the values that a query finds. */
  public final Predicate in(Selection<? extends T, ?> query) {
    return new Predicate(new Node.InSelect(node, Selection.node(query)));
  }

  /** Is none of some values; a row whose value is null is not found. */
  public final Predicate notIn(Collection<? extends T> values) {
    return in(values).not();
  }

  /** Is none of some values; a row whose value is null is not found. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the values are only read
  public final Predicate notIn(T... values) {
    return in(Arrays.asList(values)).not();
  }

  /** Is none of the values that a query finds; where it finds a null, nothing is. */
  public final Predicate notIn(Selection<? extends T, ?> query) {
    return in(query).not();
  }

  /** Is null. */
  public final Predicate isNull() {
    return new Predicate(new Node.IsNull(node));
  }

  /** Is not null. */
  public final Predicate isNotNull() {
    return isNull().not();
  }

  @Override
  public String toString() {
    return node.toString();
  }
}
