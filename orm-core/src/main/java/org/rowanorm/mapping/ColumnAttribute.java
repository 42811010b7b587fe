package org.rowanorm.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An attribute whose value stands in columns of its own, with nothing between. */
public sealed interface ColumnAttribute extends Attribute permits BasicAttribute, ToOneAttribute {

  /** The columns: one for a value, those of the foreign key for a reference. */
  List<Column> columns();

  /** The number of its columns. */
  default int width() {
    return columns().size();
  }

  /**
   * What a column holds for a value of this attribute.
   *
   * @param column the number of the column among {@link #columns()}
   */
  @Nullable Object columnValue(@Nullable Object value, int column);
}
