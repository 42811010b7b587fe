package org.rowanorm.load;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.cache.RowImage;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.RowReader;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.PlannedColumn;

/** A row from the second-level cache. Not thread-safe. */
final class ImageRow extends RowReader {

  private final @Nullable Object[] values;
  private final EntityPlan plan;
  private final References references;

  ImageRow(RowImage image, EntityPlan plan, References references) {
    this.values = image.values();
    this.plan = plan;
    this.references = references;
  }

  /**
   * The image of an object that was just read: references by their ids, all else as values of the
   * JDK.
   */
  static RowImage of(ManagedEntity state, EntityPlan plan, long stamp) {
    EntityModel model = plan.model();
    List<PlannedColumn> columns = plan.selected();
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      PlannedColumn column = columns.get(i);
      Object value = model.access().read(state.entity(), column.source().slot());
      values[i] =
          column.source() instanceof ToOneAttribute toOne
              ? idOf(value, toOne)
              : column.type().toImage(value);
    }
    return new RowImage(model.name(), plan.mappingHash(), stamp, values);
  }

  private static @Nullable Object idOf(@Nullable Object target, ToOneAttribute attribute) {
    EntityModel model = attribute.target();
    return target == null ? null : model.access().read((Enhanced) target, model.id().slot());
  }

  private Object value(int column) {
    Object image = values[column - 1];
    return Objects.requireNonNull(plan.selected().get(column - 1).type().fromImage(image));
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
    return (String) plan.selected().get(column - 1).type().fromImage(image);
  }

  @Override
  public @Nullable Object get(int column, int slot) {
    PlannedColumn planned = plan.selected().get(column - 1);
    Object value = values[column - 1];
    if (value != null && planned.source() instanceof ToOneAttribute toOne) {
      return references.resolve(toOne, value);
    }
    return planned.type().fromImage(value);
  }
}
