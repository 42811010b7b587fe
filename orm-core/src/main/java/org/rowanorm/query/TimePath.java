package org.rowanorm.query;

import org.rowanorm.query.EntityPath.Place;
import org.rowanorm.tree.Node;

/**
 * An attribute that is a date, a time or both.
 *
 * @param <T> the Java type of the attribute
 */
public final class TimePath<T> extends TimeExpression<T> implements Path<T> {

  /** The value at a place. */
  public TimePath(Place place) {
    this(place.tree());
  }

  TimePath(Node node) {
    super(node);
  }

  @Override
  TimePath<T> with(Node other) {
    return new TimePath<>(other);
  }
}
