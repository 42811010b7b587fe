package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedCollection;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.flush.Step.KeyChange;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToManyAttribute;
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
    releaseOfDeleted();
    inserts(context.pending());
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
    for (ManagedCollection collection : context.changed()) {
      Status owner = collection.owner().status();
      if (collection.attribute().ownsKey() && !owner.isOut() && owner != Status.REMOVED) {
        gatherKeys(collection);
      }
    }
    return keys;
  }

  private void gatherKeys(ManagedCollection collection) {
    ToManyAttribute attribute = collection.attribute();
    ManagedEntity owner = collection.owner();
    List<Object> elements = collection.elements();
    if (collection.isStoredUnknown()) {
      release(attribute, owner);
      elements.forEach(element -> keys.join(state(element), attribute, owner));
      return;
    }
    Set<Object> now = identitySet(elements);
    Set<Object> before = identitySet(collection.stored());
    for (Object element : elements) {
      if (!before.contains(element)) {
        keys.join(state(element), attribute, owner);
      }
    }
    for (Object element : before) {
      if (!now.contains(element) && state(element).status() == Status.MANAGED) {
        keys.leave(state(element), attribute);
      }
    }
  }

  /** Elements of deleted objects that stay: their keys are emptied before the owner's row goes. */
  private void releaseOfDeleted() {
    for (ManagedEntity owner : context.removed()) {
      for (ToManyAttribute attribute : owner.model().toManys()) {
        if (attribute.ownsKey() && !attribute.cascadeRemove() && !attribute.orphanRemoval()) {
          releaseElements(owner, attribute);
        }
      }
    }
  }

  private void releaseElements(ManagedEntity owner, ToManyAttribute attribute) {
    ManagedCollection collection = owner.collectionOrNull(attribute);
    if (collection == null || owner.lacks(attribute) || collection.isStoredUnknown()) {
      release(attribute, owner);
      return;
    }
    for (Object element : collection.stored()) {
      if (state(element).status() == Status.MANAGED) {
        keys.leave(state(element), attribute);
      }
    }
  }

  private void release(ToManyAttribute attribute, ManagedEntity owner) {
    steps.add(new Step.Release(plans.of(attribute.target()), attribute, List.of(owner)));
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
      steps.add(new Step.Insert(plan, table, rows, postponed));
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
      if (!here.isEmpty()) {
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
        if (column.column().updatable()) {
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
      steps.add(new Step.Delete(plan, table, rows));
    }
  }

  // ---- states

  private static ManagedEntity state(Object element) {
    Enhanced entity = (Enhanced) element;
    return (ManagedEntity) Objects.requireNonNull(Access.of(entity.getClass()).state(entity));
  }

  private static Set<Object> identitySet(List<Object> elements) {
    Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(elements);
    return set;
  }
}
