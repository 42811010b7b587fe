package org.rowanorm.query;

import java.util.ArrayList;
import java.util.List;
import org.rowanorm.tree.Node;

/**
 * A value that is chosen by conditions.
 *
 * @param <T> the Java type of the value
 */
public final class Cases<T> {

  private final List<Node.When> whens;

  private Cases(List<Node.When> whens) {
    this.whens = whens;
  }

  /** A condition without its value. */
  public static final class Condition {

    private final List<Node.When> before;
    private final Node condition;

    Condition(List<Node.When> before, Node condition) {
      this.before = before;
      this.condition = condition;
    }

    /** The value where it holds. */
    public <T> Cases<T> then(T value) {
      return add(new Node.Value(value));
    }

    /** The value where it holds. */
    public <T> Cases<T> then(Expression<T> value) {
      return add(value.tree());
    }

    private <T> Cases<T> add(Node value) {
      return new Cases<>(more(before, new Node.When(condition, value)));
    }
  }

  /** A condition without its value, after others. */
  public static final class Next<T> {

    private final List<Node.When> before;
    private final Node condition;

    Next(List<Node.When> before, Node condition) {
      this.before = before;
      this.condition = condition;
    }

    /** The value where it holds and none before does. */
    public Cases<T> then(T value) {
      return new Cases<>(more(before, new Node.When(condition, new Node.Value(value))));
    }

    /** The value where it holds and none before does. */
    public Cases<T> then(Expression<? extends T> value) {
      return new Cases<>(more(before, new Node.When(condition, value.tree())));
    }
  }

  private static List<Node.When> more(List<Node.When> before, Node.When when) {
    List<Node.When> all = new ArrayList<>(before);
    all.add(when);
    return all;
  }

  /** One more condition. */
  public Next<T> when(Predicate condition) {
    return new Next<>(whens, condition.tree());
  }

  /** The value where no condition holds. */
  public ComparableExpression<T> otherwise(T value) {
    return new ComparableExpression<>(new Node.Case(whens, new Node.Value(value)));
  }

  /** The value where no condition holds. */
  public ComparableExpression<T> otherwise(Expression<? extends T> value) {
    return new ComparableExpression<>(new Node.Case(whens, value.tree()));
  }

  /** Null where no condition holds. */
  public ComparableExpression<T> otherwiseNull() {
    return new ComparableExpression<>(new Node.Case(whens, null));
  }
}
