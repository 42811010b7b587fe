package org.rowanorm.translate;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.ExpectedRows;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.type.ColumnType;

/**
 * A query tree as SQL. Immutable, but for what is expected, and thread-safe.
 *
 * @param positions the value of each parameter of the text, by its position beside the tree
 * @param entities the entities whose tables it reads
 * @param expected how many rows it gave last time
 */
public record Translated(
    String sql, int[] positions, Set<EntityModel> entities, ExpectedRows expected) {

  /** A text that was not run yet. */
  public Translated(String sql, int[] positions, Set<EntityModel> entities) {
    this(sql, positions, entities, new ExpectedRows());
  }

  /** The values in the order of the text. */
  public Parameters parameters(Parameters values) {
    if (isInOrder(values)) {
      return values;
    }
    ColumnType<?>[] types = new ColumnType<?>[positions.length];
    @Nullable Object[] ordered = new @Nullable Object[positions.length];
    for (int i = 0; i < positions.length; i++) {
      types[i] = values.types()[positions[i]];
      ordered[i] = values.values()[positions[i]];
    }
    return new Parameters(types, ordered);
  }

  private boolean isInOrder(Parameters values) {
    if (values.values().length != positions.length) {
      return false;
    }
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] != i) {
        return false;
      }
    }
    return true;
  }
}
