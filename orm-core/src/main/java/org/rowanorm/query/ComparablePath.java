package org.rowanorm.query;

import org.rowanorm.query.EntityPath.Place;
import org.rowanorm.tree.Node;

/**
 * An attribute whose values have an order.
 *
 * @param <T> the Java type of the attribute
 */
public final class ComparablePath<T> extends ComparableExpression<T> implements Path<T> {

  /** The value at a place. */
  public ComparablePath(Place place) {
    this(place.tree());
  }

  ComparablePath(Node node) {
    super(node);
  }

  @Override
  ComparablePath<T> with(Node other) {
    return new ComparablePath<>(other);
  }
}
