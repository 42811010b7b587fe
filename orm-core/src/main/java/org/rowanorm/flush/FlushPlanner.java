package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdModel;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.Plans;
import org.rowanorm.plan.RowMatch;

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

  /** What is written of a row, and by what it is found. */
  private record Written(BitSet columns, RowMatch match) {}

  private final PersistenceContext context;
  private final Plans plans;
  private final FlushPlan.Keys keys;
  private final List<Step> steps = new ArrayList<>();
  private final Comparisons comparisons;
  private final WrittenColumns columns;

  /** Whether it is known what the rows of objects held when they were read. */
  private boolean compares;

  FlushPlanner(PersistenceContext context, Plans plans) {
    this(context, plans, new FlushPlan.Keys());
  }

  /** A planner that knows some keys from the start. */
  FlushPlanner(PersistenceContext context, Plans plans, FlushPlan.Keys keys) {
    this.context = context;
    this.plans = plans;
    this.comparisons = new Comparisons(plans);
    this.keys = keys;
    this.columns = new WrittenColumns(plans, keys);
  }

  /** The plan for all changes of the session. */
  FlushPlan all() {
    compares = true;
    gatherKeys();
    new CollectionKeys(context, plans, keys, steps).releaseOfDeleted();
    CollectionRows rows = CollectionRows.of(context, plans);
    steps.addAll(rows.deletes());
    Map<ManagedEntity, BitSet> updates = updates();
    Set<ManagedEntity> first = UniqueOrder.isNeeded(context, updates) ? first(updates) : Set.of();
    update(taken(updates));
    inserts(others(context.pending(), first));
    steps.addAll(rows.writes());
    update(updates);
    deletes(others(context.removed(), first));
    return new FlushPlan(steps, keys);
  }

  /** The plan to insert some pending objects only. */
  FlushPlan only(Collection<ManagedEntity> pending) {
    gatherKeys();
    steps.clear();
    inserts(pending);
    return new FlushPlan(steps, keys);
  }

  /** The plan to write rows that are given, with the columns of those that are updated. */
  FlushPlan of(
      Collection<ManagedEntity> inserted,
      Map<ManagedEntity, BitSet> updated,
      Collection<ManagedEntity> deleted) {
    inserts(inserted);
    update(updated);
    deletes(deleted);
    return new FlushPlan(steps, keys);
  }

  /** The foreign keys that changed collections give to their elements. */
  FlushPlan.Keys gatherKeys() {
    new CollectionKeys(context, plans, keys, steps).gather();
    return keys;
  }

  private static Collection<ManagedEntity> others(
      Collection<ManagedEntity> states, Set<ManagedEntity> without) {
    return without.isEmpty()
        ? states
        : states.stream().filter(state -> !without.contains(state)).toList();
  }

  // ---- what gives up unique values

  /** Plans them, and takes their updates out. */
  private Set<ManagedEntity> first(Map<ManagedEntity, BitSet> updates) {
    UniqueOrder unique = new UniqueOrder(context, plans, keys, updates);
    unique.emptied().forEach((row, columns) -> empty(row, columns));
    for (List<ManagedEntity> level : unique.levels()) {
      Map<Status, List<ManagedEntity>> byStatus = new EnumMap<>(Status.class);
      for (ManagedEntity row : level) {
        Status kind = updates.containsKey(row) ? Status.MANAGED : row.status();
        byStatus.computeIfAbsent(kind, s -> new ArrayList<>()).add(row);
      }
      List<ManagedEntity> removed = byStatus.getOrDefault(Status.REMOVED, List.of());
      opened(removed.stream().filter(this::isCyclic).toList());
      delete(removed);
      Map<ManagedEntity, BitSet> updated = new LinkedHashMap<>();
      for (ManagedEntity row : byStatus.getOrDefault(Status.MANAGED, List.of())) {
        updated.put(row, Objects.requireNonNull(updates.get(row)));
      }
      update(updated);
      byEntity(byStatus.getOrDefault(Status.PENDING, List.of()))
          .forEach((plan, some) -> insert(plan, some, Map.of()));
    }
    updates.keySet().removeAll(unique.rows());
    return unique.rows();
  }

  private void empty(ManagedEntity row, BitSet emptied) {
    EntityPlan plan = plans.of(row.model());
    BitSet written = (BitSet) columns.of(row).clone();
    written.or(emptied);
    RowMatch match =
        row.status() == Status.REMOVED ? matchToDelete(row) : matchToUpdate(row, written);
    byTable(plan, emptied)
        .forEach(
            (table, here) -> steps.add(new Step.Empty(plan, table, List.of(row), here, match)));
  }

  // ---- inserts

  private void inserts(Collection<ManagedEntity> pending) {
    if (pending.isEmpty()) {
      return;
    }
    EntityModel one = onlyModel(pending);
    if (one != null && !plans.insertOrder().isCyclic(one)) {
      insert(plans.of(one), List.copyOf(pending), Map.of());
      return;
    }
    for (List<ManagedEntity> rows : byRank(pending).values()) {
      if (!isCyclic(rows.get(0))) {
        byEntity(rows).forEach((plan, some) -> insert(plan, some, Map.of()));
        continue;
      }
      RowOrder order = RowOrder.ofNew(keys, rows);
      for (List<ManagedEntity> level : order.levels(rows)) {
        byEntity(level).forEach((plan, some) -> insert(plan, some, order.postponed()));
      }
      order.postponed().forEach(this::postponed);
    }
  }

  /** The entity of all of some rows, where it is one. */
  private static @Nullable EntityModel onlyModel(Collection<ManagedEntity> rows) {
    EntityModel model = null;
    for (ManagedEntity row : rows) {
      if (model != null && row.model() != model) {
        return null;
      }
      model = row.model();
    }
    return model;
  }

  private void insert(
      EntityPlan plan, List<ManagedEntity> rows, Map<ManagedEntity, Set<Attribute>> postponed) {
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

  private void postponed(ManagedEntity row, Set<Attribute> references) {
    Written written = new Written(columnsOf(row, references), RowMatch.NONE);
    update(plans.of(row.model()), written, List.of(row));
  }

  /** Rows by the rank of their entities: what is referred to stands before what refers to it. */
  private NavigableMap<Integer, List<ManagedEntity>> byRank(Collection<ManagedEntity> rows) {
    NavigableMap<Integer, List<ManagedEntity>> byRank = new TreeMap<>();
    EntityModel last = null;
    List<ManagedEntity> same = List.of();
    for (ManagedEntity row : rows) {
      if (row.model() != last) { // most are as the one before
        last = row.model();
        int rank = plans.insertOrder().rank(last);
        same = byRank.computeIfAbsent(rank, r -> new ArrayList<>());
      }
      same.add(row);
    }
    return byRank;
  }

  private Map<EntityPlan, List<ManagedEntity>> byEntity(List<ManagedEntity> rows) {
    Map<EntityPlan, List<ManagedEntity>> byEntity = new LinkedHashMap<>();
    EntityModel last = null;
    List<ManagedEntity> same = List.of();
    for (ManagedEntity row : rows) {
      if (row.model() != last) {
        last = row.model();
        same = byEntity.computeIfAbsent(plans.of(last), p -> new ArrayList<>());
      }
      same.add(row);
    }
    return byEntity;
  }

  // ---- updates

  /** Takes out the updates that others wait for. */
  private Map<ManagedEntity, BitSet> taken(Map<ManagedEntity, BitSet> updates) {
    if (updates.isEmpty()) {
      return updates;
    }
    Map<ManagedEntity, BitSet> taken = new LinkedHashMap<>(0);
    updates.forEach(
        (row, written) -> {
          if (comesFirst(row)) {
            taken.put(row, written);
          }
        });
    if (!taken.isEmpty()) {
      updates.keySet().removeAll(taken.keySet());
    }
    return taken;
  }

  /**
   * Whether a row is updated before others are inserted: they may refer to a key that it has only
   * then. One that itself refers to a new row cannot be.
   */
  private boolean comesFirst(ManagedEntity row) {
    EntityModel model = row.model();
    return !model.uniqueKeys().isEmpty()
        && model.uniqueKeys().stream().anyMatch(key -> row.dirtySlots().stream().anyMatch(key::has))
        && model.toOnes().stream().noneMatch(reference -> isPending(reference.read(row.entity())))
        && !keys.of(row).iterator().hasNext();
  }

  private static boolean isPending(@Nullable Object target) {
    ManagedEntity state = ManagedEntity.behind(target);
    return state != null && state.isPending();
  }

  /** The columns to write of each row that is updated. */
  private Map<ManagedEntity, BitSet> updates() {
    List<ManagedEntity> dirty = context.dirty();
    Map<ManagedEntity, BitSet> updates = new LinkedHashMap<>(dirty.size() * 4 / 3 + 1);
    dirty.forEach(row -> addUpdate(updates, row));
    keys.elements().forEach(row -> addUpdate(updates, row));
    return updates;
  }

  private void addUpdate(Map<ManagedEntity, BitSet> updates, ManagedEntity row) {
    boolean stored = row.status() == Status.MANAGED || row.status() == Status.HOLLOW;
    if (stored && !updates.containsKey(row)) {
      BitSet written = columns.of(row);
      if (!written.isEmpty()) {
        updates.put(row, written);
      }
    }
  }

  /** Rows of one entity with the same columns, found by the same ones, are one step. */
  @SuppressWarnings("ReferenceEquality") // rows that change alike share what is compared here
  private void update(Map<ManagedEntity, BitSet> updates) {
    if (updates.isEmpty()) {
      return;
    }
    Map<EntityPlan, Map<Written, List<ManagedEntity>>> groups = new LinkedHashMap<>(2);
    EntityPlan plan = null;
    Written alike = null;
    List<ManagedEntity> rows = List.of();
    for (Map.Entry<ManagedEntity, BitSet> update : updates.entrySet()) {
      ManagedEntity row = update.getKey();
      EntityPlan of = plans.of(row.model());
      RowMatch match = matchToUpdate(row, update.getValue());
      boolean more =
          alike != null
              && plan == of
              && alike.columns() == update.getValue()
              && alike.match() == match;
      if (!more) {
        plan = of;
        alike = new Written(update.getValue(), match);
        rows =
            groups
                .computeIfAbsent(of, p -> new LinkedHashMap<>(2))
                .computeIfAbsent(alike, c -> new ArrayList<>());
      }
      rows.add(row);
    }
    groups.forEach(
        (entity, byColumns) -> byColumns.forEach((written, some) -> update(entity, written, some)));
  }

  private void update(EntityPlan plan, Written written, List<ManagedEntity> rows) {
    int start = steps.size();
    byTable(plan, written.columns())
        .forEach(
            (table, here) -> {
              if (plan.tables().get(table).isOptional()) {
                for (Step step : new OptionalRows(context, plan, table).changed(rows, here)) {
                  steps.add(goesFirst(step) ? start : steps.size(), step);
                }
              } else {
                steps.add(new Step.Update(plan, table, rows, here, written.match()));
              }
            });
  }

  /** Whether a step deletes rows by a key that the same flush may change. */
  private static boolean goesFirst(Step step) {
    return step instanceof Step.Delete delete
        && !(delete.plan().tables().get(delete.table()).owner() instanceof IdModel);
  }

  private RowMatch matchToUpdate(ManagedEntity row, BitSet columns) {
    return compares ? comparisons.ofUpdate(row, columns) : RowMatch.NONE;
  }

  private RowMatch matchToDelete(ManagedEntity row) {
    return compares ? comparisons.ofDelete(row) : RowMatch.NONE;
  }

  /** Columns of an entity by the number of their table. */
  private static Map<Integer, BitSet> byTable(EntityPlan plan, BitSet columns) {
    if (plan.tables().size() == 1) {
      return Map.of(0, columns);
    }
    Map<Integer, BitSet> byTable = new TreeMap<>();
    columns.stream()
        .forEach(
            i -> byTable.computeIfAbsent(plan.column(i).table(), table -> new BitSet()).set(i));
    return byTable;
  }

  // ---- deletes

  private void deletes(Collection<ManagedEntity> removed) {
    if (removed.isEmpty()) {
      return;
    }
    for (List<ManagedEntity> rows : byRank(removed).descendingMap().values()) {
      if (!isCyclic(rows.get(0))) {
        delete(rows);
        continue;
      }
      List<List<ManagedEntity>> levels = opened(rows).levels(rows);
      for (int level = levels.size() - 1; level >= 0; level--) {
        delete(levels.get(level));
      }
    }
  }

  /** Opens the circles of some rows, and gives the order of the rows. */
  private RowOrder opened(List<ManagedEntity> rows) {
    RowOrder order = RowOrder.ofStored(keys, rows, !plans.dialect().deletesSelfReferring());
    order.postponed().forEach((row, references) -> empty(row, columnsOf(row, references)));
    return order;
  }

  private boolean isCyclic(ManagedEntity row) {
    return plans.insertOrder().isCyclic(row.model());
  }

  private BitSet columnsOf(ManagedEntity row, Set<Attribute> references) {
    BitSet columns = new BitSet();
    for (Attribute reference : references) {
      plans.of(row.model()).columnsOf(reference).forEach(column -> columns.set(column.index()));
    }
    return columns;
  }

  private void delete(List<ManagedEntity> rows) {
    byEntity(rows).forEach(this::delete);
  }

  private void delete(EntityPlan plan, List<ManagedEntity> rows) {
    Map<RowMatch, List<ManagedEntity>> byMatch = new LinkedHashMap<>(2);
    for (ManagedEntity row : rows) {
      byMatch.computeIfAbsent(matchToDelete(row), m -> new ArrayList<>()).add(row);
    }
    byMatch.forEach((match, some) -> delete(plan, some, match));
  }

  private void delete(EntityPlan plan, List<ManagedEntity> rows, RowMatch match) {
    int last = plan.deletion() == null ? plan.tables().size() - 1 : 0;
    for (int table = last; table >= 0; table--) {
      List<ManagedEntity> some =
          plan.tables().get(table).isOptional()
              ? new OptionalRows(context, plan, table).deleted(rows)
              : rows;
      if (!some.isEmpty()) {
        steps.add(new Step.Delete(plan, table, some, match));
      }
    }
  }
}
