package org.rowanorm.query;

import org.rowanorm.query.EntityPath.Place;
import org.rowanorm.tree.Node;

/** An attribute that is true or false; it is a condition by itself. */
public final class BooleanPath extends Predicate implements Path<Boolean> {

  /** The value at a place. */
  public BooleanPath(Place place) {
    this(place.tree());
  }

  BooleanPath(Node node) {
    super(node);
  }

  @Override
  BooleanPath with(Node other) {
    return new BooleanPath(other);
  }
}
