package org.rowanorm.query;

import org.rowanorm.tree.Node;

/** An attribute that is known by its name only, so that types are checked by the query. */
public final class AnyPath extends ComparableExpression<Object> implements Path<Object> {

  AnyPath(Node node) {
    super(node);
  }

  @Override
  AnyPath with(Node other) {
    return new AnyPath(other);
  }

  /** {@link StringExpression#like}. */
  public Predicate like(String pattern) {
    return text().like(pattern);
  }

  /** The attribute, taken for a text. */
  public StringPath text() {
    return new StringPath(tree());
  }

  /** The attribute, taken for a number of a type. */
  public <N extends Number> NumberPath<N> number(Class<N> type) {
    return new NumberPath<>(tree());
  }

  /** The attribute, taken for a date, a time or both. */
  public <V> TimePath<V> time(Class<V> type) {
    return new TimePath<>(tree());
  }

  /** The attribute, taken for a condition. */
  public BooleanPath truth() {
    return new BooleanPath(tree());
  }
}
