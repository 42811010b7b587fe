package org.rowanorm.flush;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.PlannedColumn;

/** Finds the columns that an UPDATE would write because of dirty slots: not those that are back. */
final class DirtyColumns {

  private DirtyColumns() {}

  /** The columns of an object, by index; empty where no UPDATE is due to its own slots. */
  static BitSet of(EntityPlan plan, ManagedEntity row) {
    BitSet columns = new BitSet();
    for (int slot = row.nextDirty(0); slot >= 0; slot = row.nextDirty(slot + 1)) {
      if (!row.isBack(slot)) {
        addColumns(columns, plan, row, slot);
      }
    }
    return columns;
  }

  private static void addColumns(BitSet columns, EntityPlan plan, ManagedEntity row, int slot) {
    @Nullable Object @Nullable [] stored = row.storedLeaves(slot);
    List<ColumnAttribute> changed = stored == null ? null : changed(row, slot, stored);
    for (PlannedColumn column : plan.columnsOfSlot(slot)) {
      boolean differs = changed == null || changed.contains(column.source());
      if (differs && column.column().updatable()) {
        columns.set(column.index());
      }
    }
  }

  private static List<ColumnAttribute> changed(
      ManagedEntity row, int slot, @Nullable Object[] stored) {
    EmbeddedAttribute embedded = (EmbeddedAttribute) row.model().attribute(slot);
    return embedded.changed(stored, embedded.read(row.entity()));
  }
}
