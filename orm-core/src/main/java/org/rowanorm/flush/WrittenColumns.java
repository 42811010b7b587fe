package org.rowanorm.flush;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.flush.Step.KeyChange;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.Plans;

/**
 * Finds the columns to write of each row that is updated. Mostly many rows change alike, one after
 * the other: these share one set. For one use by one thread.
 */
final class WrittenColumns {

  private final Plans plans;
  private final FlushPlan.Keys keys;
  private @Nullable ManagedEntity last;
  private BitSet ofLast = new BitSet(0);

  WrittenColumns(Plans plans, FlushPlan.Keys keys) {
    this.plans = plans;
    this.keys = keys;
  }

  /** The columns of a row, by their indexes; not to be changed. */
  BitSet of(ManagedEntity row) {
    boolean plain = isPlain(row);
    boolean same = plain && last != null && row.model() == last.model() && row.isDirtyLike(last);
    if (!same) {
      ofLast = find(row);
      last = plain ? row : null;
    }
    return ofLast;
  }

  /** Whether nothing but which slots are dirty decides about the columns. */
  private boolean isPlain(ManagedEntity row) {
    for (int slot = row.nextDirty(0); slot >= 0; slot = row.nextDirty(slot + 1)) {
      if (row.model().plainType(slot) == null || row.isBack(slot)) {
        return false;
      }
    }
    return !keys.of(row).iterator().hasNext();
  }

  private BitSet find(ManagedEntity row) {
    EntityPlan plan = plans.of(row.model());
    BitSet columns = DirtyColumns.of(plan, row);
    BasicAttribute version = row.model().version();
    if (version != null && !columns.isEmpty()) {
      plan.columnsOf(version).forEach(column -> columns.set(column.index()));
    }
    for (KeyChange change : keys.of(row)) {
      for (PlannedColumn column : plan.columnsOf(change.collection())) {
        boolean written = !change.stays() || column.part() >= change.collection().keyColumns();
        if (written && column.column().updatable()) {
          columns.set(column.index());
        }
      }
    }
    return columns;
  }
}
