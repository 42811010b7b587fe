package org.rowanorm.load;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.cache.RowImage;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.PlannedColumn;

/** A row from the second-level cache. Not thread-safe. */
final class ImageRow extends AttributeRow {

  private final @Nullable Object[] values;

  ImageRow(RowImage image, EntityPlan plan, References references) {
    super(plan.layout(), references, 1);
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

  private Object value(int column) {
    Object image = values[column - 1];
    return Objects.requireNonNull(planned(column).type().fromImage(image));
  }

  @Override
  public boolean getBoolean(int column) {
    return (Boolean) value(column);
  }

  @Override
  public byte getByte(int column) {
    return (Byte) value(column);
  }

  @Override
  public short getShort(int column) {
    return (Short) value(column);
  }

  @Override
  public int getInt(int column) {
    return (Integer) value(column);
  }

  @Override
  public long getLong(int column) {
    return (Long) value(column);
  }

  @Override
  public float getFloat(int column) {
    return (Float) value(column);
  }

  @Override
  public double getDouble(int column) {
    return (Double) value(column);
  }

  @Override
  public @Nullable String getString(int column) {
    Object image = values[column - 1];
    return (String) planned(column).type().fromImage(image);
  }

  @Override
  public @Nullable Object get(int column, int slot) throws SQLException {
    Attribute attribute = attribute(slot);
    return attribute instanceof ColumnAttribute leaf && leaf.columns().size() == 1
        ? single(column, attribute, column(column, planned(column)))
        : compose(column, slot);
  }

  @Override
  @Nullable Object column(int column, PlannedColumn planned) {
    return planned.type().fromImage(values[column - 1]);
  }
}
