package org.rowanorm.query;

import org.rowanorm.tree.Node;

/** A text attribute. */
public final class StringPath extends StringExpression implements Path<String> {

  StringPath(Node node) {
    super(node);
  }

  @Override
  StringPath with(Node other) {
    return new StringPath(other);
  }
}
