package org.rowanorm.flush;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.EntityPlan;

/** One statement of a flush, with the rows that it is run for. */
sealed interface Step {

  /** The entity whose table it writes to. */
  EntityPlan plan();

  /** The number of the table among those of the entity. */
  int table();

  /** The objects whose rows it writes. */
  List<ManagedEntity> rows();

  /**
   * New rows.
   *
   * @param postponed foreign keys that are inserted as null and set after, to break a circle
   */
  record Insert(
      EntityPlan plan, int table, List<ManagedEntity> rows, Map<ManagedEntity, Attribute> postponed)
      implements Step {}

  /** Changed rows, with the columns that changed in all of them. */
  record Update(EntityPlan plan, int table, List<ManagedEntity> rows, BitSet columns)
      implements Step {}

  /** Rows to delete. */
  record Delete(EntityPlan plan, int table, List<ManagedEntity> rows) implements Step {}

  /** The elements of whole collections, whose foreign keys are emptied. */
  record Release(EntityPlan plan, ToManyAttribute collection, List<ManagedEntity> rows)
      implements Step {

    @Override
    public int table() {
      return plan.model().tableOf(collection);
    }
  }

  /** The owner that an element's row is to name, or null for none. */
  record KeyChange(ToManyAttribute collection, @Nullable ManagedEntity owner) {}
}
