package org.rowanorm.translate;

import java.util.List;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.tree.QueryTree;

/**
 * A statement that changes rows of an entity, taken apart into its shape and its values.
 *
 * @param items what it gives of each row; empty where it gives their number
 */
public record PreparedChange(
    EntityModel entity, QueryTree tree, List<ValueType> items, Parameters parameters) {

  /** Copies the list. */
  public PreparedChange {
    items = List.copyOf(items);
  }
}
