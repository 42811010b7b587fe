package org.rowanorm.query;

import org.rowanorm.query.EntityPath.Place;
import org.rowanorm.tree.Node;

/**
 * An attribute whose values can only be equal or not.
 *
 * @param <T> the Java type of the attribute
 */
public final class ValuePath<T> extends Expression<T> implements Path<T> {

  /** The value at a place. */
  public ValuePath(Place place) {
    this(place.tree());
  }

  ValuePath(Node node) {
    super(node);
  }

  @Override
  ValuePath<T> with(Node other) {
    return new ValuePath<>(other);
  }
}
