package org.rowanorm.flush;

import java.util.BitSet;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.PlannedColumn;

/** Tells which columns of an object's row its object can say. Stateless. */
final class LoadedColumns {

  private LoadedColumns() {}

  /** Those of {@link #of} that an UPDATE may write; the version is among them. */
  static BitSet updated(EntityPlan plan, Enhanced object) {
    BitSet columns = of(plan, object);
    for (int i = columns.nextSetBit(0); i >= 0; i = columns.nextSetBit(i + 1)) {
      PlannedColumn column = plan.column(i);
      boolean isVersion = column.source() == plan.model().version();
      columns.set(i, column.column().updatable() || isVersion);
    }
    return columns;
  }

  /** The columns that are loaded, but for the id. */
  static BitSet of(EntityPlan plan, Enhanced object) {
    EntityModel model = plan.model();
    BitSet columns = new BitSet();
    for (ColumnAttribute leaf : model.leaves()) {
      if (model.id().has(leaf.slot()) || lacks(model, object, leaf)) {
        continue;
      }
      for (PlannedColumn column : plan.columnsOf(leaf)) {
        columns.set(column.index());
      }
    }
    return columns;
  }

  private static boolean lacks(EntityModel model, Enhanced object, ColumnAttribute leaf) {
    if (model.access().lacks(object, leaf.slot())) {
      return true;
    }
    if (!(leaf instanceof ToOneAttribute reference)) {
      return false;
    }
    // in an embeddable that is there a reference may still be to be found
    ManagedEntity state = ManagedEntity.behind(object);
    boolean deferred = state != null && state.deferredKey(reference) != null;
    return deferred
        || (model.access().readArmed(object, leaf.slot()) && reference.read(object) == null);
  }
}
