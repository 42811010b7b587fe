package org.rowanorm.query;

import org.rowanorm.tree.Node;

/**
 * An attribute that is a number.
 *
 * @param <T> the Java type of the attribute
 */
public final class NumberPath<T extends Number> extends NumberExpression<T> implements Path<T> {

  NumberPath(Node node) {
    super(node);
  }

  @Override
  NumberPath<T> with(Node other) {
    return new NumberPath<>(other);
  }
}
