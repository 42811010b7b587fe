package org.rowanorm.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.type.ColumnType;

/**
 * Columns of an entity whose values tell its rows apart, and what foreign keys hold of them. To the
 * engine the values are one object, a <i>key</i>: the value of the only column, or a {@link
 * CompositeKey}.
 */
public sealed interface RowKey permits IdModel, UniqueKey {

  /** Its columns. */
  List<Column> columns();

  /** How its columns are bound and read, in their order; not to be changed. */
  ColumnType<?>[] types();

  /** The key of an object, without any trap; null where a part of it is not set. */
  @Nullable Object of(Enhanced entity);

  /** It as messages name it. */
  String path();

  /** Whether it is one basic attribute. */
  boolean isSimple();

  /** The one basic attribute. */
  BasicAttribute simple();

  /** The key of the values of the columns; null where one of them is null. */
  default @Nullable Object ofColumns(@Nullable Object[] values) {
    Object[] whole = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value == null) {
        return null;
      }
      whole[i] = value;
    }
    return whole.length == 1 ? whole[0] : new CompositeKey(whole);
  }

  /** What a column holds for a key. */
  default Object columnValue(Object key, int column) {
    return types().length == 1 ? key : ((CompositeKey) key).value(column);
  }

  /** The values of the columns for a key. */
  default Object[] columnValues(Object key) {
    Object[] values = new Object[types().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = columnValue(key, i);
    }
    return values;
  }
}
