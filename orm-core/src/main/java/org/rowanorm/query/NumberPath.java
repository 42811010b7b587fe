package org.rowanorm.query;

import org.rowanorm.query.EntityPath.Place;
import org.rowanorm.tree.Node;

/**
 * An attribute that is a number.
 *
 * @param <T> the Java type of the attribute
 */
public final class NumberPath<T extends Number> extends NumberExpression<T> implements Path<T> {

  /** The value at a place. */
  public NumberPath(Place place) {
    this(place.tree());
  }

  NumberPath(Node node) {
    super(node);
  }

  @Override
  NumberPath<T> with(Node other) {
    return new NumberPath<>(other);
  }
}
