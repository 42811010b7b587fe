package org.rowanorm.query;

import org.rowanorm.tree.Node;

/** An attribute that is true or false; it is a condition by itself. */
public final class BooleanPath extends Predicate implements Path<Boolean> {

  BooleanPath(Node node) {
    super(node);
  }

  @Override
  BooleanPath with(Node other) {
    return new BooleanPath(other);
  }
}
