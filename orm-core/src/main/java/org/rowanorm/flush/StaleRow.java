package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.LazyLoader;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.StaleValue;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/** Compares a stale object with its row as it is now. For one use by one thread. */
final class StaleRow {

  private final ManagedEntity row;
  private final LazyLoader loader;

  StaleRow(ManagedEntity row, LazyLoader loader) {
    this.row = row;
    this.loader = loader;
  }

  /** The attributes that differ; none where the row is gone or cannot be read. */
  List<StaleValue> values() {
    List<StaleValue> values = new ArrayList<>();
    Map<ColumnAttribute, @Nullable Object> current = loader.current(row);
    if (current != null) {
      current.forEach(
          (leaf, theirs) -> {
            StaleValue value = value(leaf, theirs);
            boolean same =
                isSame(leaf, value.base(), value.mine()) && isSame(leaf, value.mine(), theirs);
            if (!same) {
              values.add(value);
            }
          });
    }
    return values;
  }

  private StaleValue value(ColumnAttribute leaf, @Nullable Object theirs) {
    Object mine = key(leaf, leaf.read(row.entity()));
    Object base = row.isDirty(leaf.slot()) ? key(leaf, row.stored(leaf)) : mine;
    return new StaleValue(leaf.name(), base, mine, theirs);
  }

  private @Nullable Object key(ColumnAttribute leaf, @Nullable Object value) {
    if (!(leaf instanceof ToOneAttribute toOne)) {
      return value;
    }
    return value instanceof Enhanced target ? toOne.key().of(target) : row.deferredKey(toOne);
  }

  private static boolean isSame(
      ColumnAttribute leaf, @Nullable Object left, @Nullable Object right) {
    return leaf instanceof BasicAttribute basic
        ? basic.isSame(basic.snapshot(left), right)
        : Objects.equals(left, right);
  }
}
