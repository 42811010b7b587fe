package org.rowanorm.translate;

import java.util.List;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.tree.QueryTree;

/**
 * A change of rows of an entity, taken apart into shapes and values.
 *
 * @param trees a statement for each table that has rows of the entity, all with the same values
 */
public record PreparedChange(EntityModel entity, List<QueryTree> trees, Parameters parameters) {

  /** Copies the list. */
  public PreparedChange {
    trees = List.copyOf(trees);
  }
}
