package org.rowanorm.load;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.type.ColumnType;

/** Makes parameters of keys. */
final class Keys {

  private Keys() {}

  static Parameters one(RowKey id, Object key) {
    return id.types().length == 1
        ? Parameters.of(id.types()[0], key)
        : new Parameters(id.types(), id.columnValues(key));
  }

  /** The ids of objects of one entity, the last one repeated up to a number. */
  static Parameters ofStates(List<ManagedEntity> states, int number) {
    List<Object> ids = states.stream().map(ManagedEntity::requiredId).toList();
    return many(states.get(0).model().id(), ids, number);
  }

  /** Keys of one entity, the last one repeated up to a number. */
  static Parameters many(RowKey key, List<Object> keys, int number) {
    int columns = key.columns().size();
    ColumnType<?>[] types = new ColumnType<?>[number * columns];
    @Nullable Object[] values = new @Nullable Object[number * columns];
    for (int i = 0; i < values.length; i++) {
      int column = i % columns;
      types[i] = key.types()[column];
      values[i] = key.columnValue(keys.get(Math.min(i / columns, keys.size() - 1)), column);
    }
    return new Parameters(types, values);
  }
}
