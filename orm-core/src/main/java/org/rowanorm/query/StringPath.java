package org.rowanorm.query;

import org.rowanorm.query.EntityPath.Place;
import org.rowanorm.tree.Node;

/** A text attribute. */
public final class StringPath extends StringExpression implements Path<String> {

  /** The value at a place. */
  public StringPath(Place place) {
    this(place.tree());
  }

  StringPath(Node node) {
    super(node);
  }

  @Override
  StringPath with(Node other) {
    return new StringPath(other);
  }
}
