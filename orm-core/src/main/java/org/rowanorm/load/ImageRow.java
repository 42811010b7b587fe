package org.rowanorm.load;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.cache.RowImage;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.PlannedColumn;

/** A row from the second-level cache. Not thread-safe. */
final class ImageRow extends HeldRow {

  private final @Nullable Object[] values;

  ImageRow(RowImage image, EntityPlan plan, References references) {
    super(plan.layout(), references);
    this.values = image.values();
  }

  /**
   * The image of an object that was just read: references by their ids, all else as values of the
   * JDK.
   */
  static RowImage of(ManagedEntity state, EntityPlan plan, long stamp) {
    List<PlannedColumn> columns = plan.selected();
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      PlannedColumn column = columns.get(i);
      ColumnAttribute leaf = (ColumnAttribute) column.source();
      Object value = value(state, leaf, column.part());
      values[i] = column.type().toImage(value);
    }
    return new RowImage(plan.model().name(), plan.mappingHash(), stamp, values);
  }

  private static @Nullable Object value(ManagedEntity state, ColumnAttribute leaf, int part) {
    if (leaf instanceof ToOneAttribute toOne) {
      Object key = state.keyOf(toOne);
      return key == null ? null : toOne.key().columnValue(key, part);
    }
    return leaf.columnValue(leaf.read(state.entity()), part);
  }

  @Override
  @Nullable Object column(int column, PlannedColumn planned) {
    return planned.type().fromImage(values[column - 1]);
  }
}
