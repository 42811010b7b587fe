package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.flush.Step.KeyChange;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.Plans;

/**
 * Turns what changed in a session into an ordered list of steps.
 *
 * <p>The order keeps foreign keys true at every moment. Whole collections that were replaced unread
 * are released first, or the release would take the new elements too. Then rows are inserted, what
 * is referred to before what refers: by the order of the entities, computed at boot; only where
 * entities form a circle, row by row. Then rows are updated, then deleted in the opposite order.
 * Within these bounds the rows of one entity with the same columns are one step, which is one
 * batch.
 *
 * <p>Rows of the tables of collections go before all inserts where they are deleted, and after them
 * where they are written, since they name rows of both sides.
 *
 * <p>A collection that keeps its key in the element's table shows up in the element's own INSERT or
 * UPDATE, never in a statement of its own. For one use by one thread.
 */
final class FlushPlanner {

  private final PersistenceContext context;
  private final Plans plans;
  private final FlushPlan.Keys keys = new FlushPlan.Keys();
  private final List<Step> steps = new ArrayList<>();

  FlushPlanner(PersistenceContext context, Plans plans) {
    this.context = context;
    this.plans = plans;
  }

  /** The plan for all changes of the session. */
  FlushPlan all() {
    gatherKeys();
    new CollectionKeys(context, plans, keys, steps).releaseOfDeleted();
    CollectionRows rows = new CollectionRows(context, plans);
    rows.gather();
    steps.addAll(rows.deletes());
    inserts(context.pending());
    steps.addAll(rows.writes());
    updates();
    deletes();
    return new FlushPlan(steps, keys);
  }

  /** The plan to insert some pending objects only. */
  FlushPlan only(Collection<ManagedEntity> pending) {
    gatherKeys();
    steps.clear();
    inserts(pending);
    return new FlushPlan(steps, keys);
  }

  /** The foreign keys that changed collections give to their elements. */
  FlushPlan.Keys gatherKeys() {
    new CollectionKeys(context, plans, keys, steps).gather();
    return keys;
  }

  // ---- inserts

  private void inserts(Collection<ManagedEntity> pending) {
    if (pending.isEmpty()) {
      return;
    }
    for (List<EntityModel> rank : plans.insertOrder().ranks()) {
      List<ManagedEntity> rows = of(rank, pending);
      if (rows.isEmpty()) {
        continue;
      }
      if (!plans.insertOrder().isCyclic(rank.get(0))) {
        byEntity(rows).forEach((plan, some) -> insert(plan, some, Map.of()));
        continue;
      }
      RowOrder order = new RowOrder(keys, rows, true);
      for (List<ManagedEntity> level : order.levels(rows)) {
        byEntity(level).forEach((plan, some) -> insert(plan, some, order.postponed()));
      }
      order.postponed().forEach(this::postponed);
    }
  }

  private void insert(
      EntityPlan plan, List<ManagedEntity> rows, Map<ManagedEntity, Attribute> postponed) {
    for (int table = 0; table < plan.tables().size(); table++) {
      List<ManagedEntity> some =
          plan.tables().get(table).isOptional()
              ? new OptionalRows(context, plan, table).inserted(rows, postponed)
              : rows;
      if (!some.isEmpty()) {
        steps.add(new Step.Insert(plan, table, some, postponed));
      }
    }
  }

  private void postponed(ManagedEntity row, Attribute reference) {
    EntityPlan plan = plans.of(row.model());
    BitSet columns = new BitSet();
    plan.columnsOf(reference).forEach(column -> columns.set(column.index()));
    update(plan, columns, List.of(row));
  }

  private static List<ManagedEntity> of(List<EntityModel> rank, Collection<ManagedEntity> states) {
    return states.stream().filter(state -> rank.contains(state.model().root())).toList();
  }

  private Map<EntityPlan, List<ManagedEntity>> byEntity(List<ManagedEntity> rows) {
    Map<EntityPlan, List<ManagedEntity>> byEntity = new LinkedHashMap<>();
    for (ManagedEntity row : rows) {
      byEntity.computeIfAbsent(plans.of(row.model()), p -> new ArrayList<>()).add(row);
    }
    return byEntity;
  }

  // ---- updates

  private void updates() {
    Set<ManagedEntity> rows = new HashSet<>();
    Map<EntityPlan, Map<BitSet, List<ManagedEntity>>> groups = new LinkedHashMap<>();
    for (ManagedEntity row : context.dirty()) {
      if (rows.add(row)) {
        group(groups, row);
      }
    }
    for (ManagedEntity row : keys.elements()) {
      if (rows.add(row)) {
        group(groups, row);
      }
    }
    groups.forEach(
        (plan, byColumns) -> byColumns.forEach((columns, some) -> update(plan, columns, some)));
  }

  /** One step for each table that has some of the columns. */
  private void update(EntityPlan plan, BitSet columns, List<ManagedEntity> rows) {
    for (int table = 0; table < plan.tables().size(); table++) {
      int number = table;
      BitSet here = new BitSet();
      columns.stream().filter(i -> plan.column(i).table() == number).forEach(here::set);
      if (here.isEmpty()) {
        continue;
      }
      if (plan.tables().get(table).isOptional()) {
        steps.addAll(new OptionalRows(context, plan, table).changed(rows, here));
      } else {
        steps.add(new Step.Update(plan, table, rows, here));
      }
    }
  }

  private void group(Map<EntityPlan, Map<BitSet, List<ManagedEntity>>> groups, ManagedEntity row) {
    if (row.status() != Status.MANAGED && row.status() != Status.HOLLOW) {
      return;
    }
    EntityPlan plan = plans.of(row.model());
    BitSet columns = columns(plan, row);
    if (!columns.isEmpty()) {
      groups
          .computeIfAbsent(plan, p -> new LinkedHashMap<>())
          .computeIfAbsent(columns, c -> new ArrayList<>())
          .add(row);
    }
  }

  private BitSet columns(EntityPlan plan, ManagedEntity row) {
    BitSet columns = new BitSet();
    BitSet slots = row.dirtySlots();
    for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
      if (row.isBack(slot)) {
        continue;
      }
      @Nullable Object @Nullable [] stored = row.storedLeaves(slot);
      List<ColumnAttribute> changed = stored == null ? null : changed(row, slot, stored);
      for (PlannedColumn column : plan.columnsOfSlot(slot)) {
        boolean differs = changed == null || changed.contains(column.source());
        if (differs && column.column().updatable()) {
          columns.set(column.index());
        }
      }
    }
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

  private static List<ColumnAttribute> changed(
      ManagedEntity row, int slot, @Nullable Object[] stored) {
    EmbeddedAttribute embedded = (EmbeddedAttribute) row.model().attribute(slot);
    return embedded.changed(stored, embedded.read(row.entity()));
  }

  // ---- deletes

  private void deletes() {
    List<ManagedEntity> removed = context.removed();
    if (removed.isEmpty()) {
      return;
    }
    List<List<EntityModel>> ranks = plans.insertOrder().ranks();
    for (int i = ranks.size() - 1; i >= 0; i--) {
      List<ManagedEntity> rows = of(ranks.get(i), removed);
      if (rows.isEmpty()) {
        continue;
      }
      List<List<ManagedEntity>> levels =
          plans.insertOrder().isCyclic(ranks.get(i).get(0))
              ? new RowOrder(keys, rows, false).levels(rows)
              : List.of(rows);
      for (int level = levels.size() - 1; level >= 0; level--) {
        byEntity(levels.get(level)).forEach(this::delete);
      }
    }
  }

  private void delete(EntityPlan plan, List<ManagedEntity> rows) {
    for (int table = plan.tables().size() - 1; table >= 0; table--) {
      List<ManagedEntity> some =
          plan.tables().get(table).isOptional()
              ? new OptionalRows(context, plan, table).deleted(rows)
              : rows;
      if (!some.isEmpty()) {
        steps.add(new Step.Delete(plan, table, some));
      }
    }
  }
}
