package org.rowanorm.translate;

import org.jspecify.annotations.Nullable;
import org.rowanorm.tree.Node;

/**
 * A node without values, and its type.
 *
 * @param type null where nothing tells it, as for conditions
 */
record Built(Node node, @Nullable ValueType type) {

  /** Whether it is an object with several columns, or an embeddable. */
  boolean isComposite() {
    return type != null && type.isComposite();
  }
}
