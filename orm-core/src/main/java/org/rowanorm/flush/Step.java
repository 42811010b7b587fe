package org.rowanorm.flush;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.CollectionPlan;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.RowForm;
import org.rowanorm.plan.RowMatch;
import org.rowanorm.plan.UpsertPlan;

/** One statement of a flush, with the rows that it is run for. */
sealed interface Step {

  /** A statement on the table of an entity. */
  sealed interface OfEntity extends Step {

    /** The entity whose table it writes to. */
    EntityPlan plan();

    /** The number of the table among those of the entity. */
    int table();

    /** The objects whose rows it writes, or whose collections. */
    List<ManagedEntity> rows();

    /** By what the rows are found beside their ids and versions. */
    default RowMatch match() {
      return RowMatch.NONE;
    }
  }

  /**
   * New rows.
   *
   * @param postponed foreign keys that are inserted as null and set after, to break a circle
   */
  record Insert(
      EntityPlan plan,
      int table,
      List<ManagedEntity> rows,
      Map<ManagedEntity, Set<Attribute>> postponed)
      implements OfEntity {}

  /** Changed rows, with the columns that changed in all of them. */
  record Update(
      EntityPlan plan, int table, List<ManagedEntity> rows, BitSet columns, RowMatch match)
      implements OfEntity {}

  /** Columns that are emptied before others need what they hold. */
  record Empty(EntityPlan plan, int table, List<ManagedEntity> rows, BitSet columns, RowMatch match)
      implements OfEntity {}

  /** New rows, or changed ones where they are there already. */
  record Upsert(EntityPlan plan, int table, List<ManagedEntity> rows, UpsertPlan how)
      implements OfEntity {}

  /** Rows to delete. */
  record Delete(EntityPlan plan, int table, List<ManagedEntity> rows, RowMatch match)
      implements OfEntity {}

  /** The elements of whole collections, whose foreign keys are emptied. */
  record Release(EntityPlan plan, ToManyAttribute collection, List<ManagedEntity> rows)
      implements OfEntity {

    @Override
    public int table() {
      return plan.model().tableOf(collection);
    }
  }

  /** Rows in the table of a collection. */
  record Rows(CollectionPlan collection, RowForm form, List<Row> changes) implements Step {

    /** A row: whose collection it is in, and the leaves of its position and its element. */
    record Row(ManagedEntity owner, @Nullable Object[] position, @Nullable Object[] element) {}
  }

  /**
   * What an element's row is to name.
   *
   * @param owner the object whose collection it is in, or null for none
   * @param position its index or key there; null for none
   * @param stays whether the owner is the one that its row names already
   */
  record KeyChange(
      ToManyAttribute collection,
      @Nullable ManagedEntity owner,
      @Nullable Object position,
      boolean stays) {}
}
