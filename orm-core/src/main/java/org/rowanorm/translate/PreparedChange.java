package org.rowanorm.translate;

import java.util.List;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.tree.QueryTree;

/**
 * A change of rows of an entity, taken apart into shapes and values.
 *
 * @param written the change as it was written
 * @param trees a statement for each table that has rows of the entity, all with the same values
 * @param items what it gives of each row; empty where it gives their number
 */
public record PreparedChange(
    Change written,
    EntityModel entity,
    List<QueryTree> trees,
    List<ValueType> items,
    Parameters parameters) {

  /** Copies the lists. */
  public PreparedChange {
    trees = List.copyOf(trees);
    items = List.copyOf(items);
  }
}
