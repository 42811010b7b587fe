package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.DistinctColumns;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.Plans;

/**
 * Finds the rows that must be written before all others, since they give up a value of a unique key
 * that another row takes; and what must be written before these. All other rows keep their usual
 * place. Where each of two rows needs the other first, one of them is emptied before. For one use
 * by one thread.
 */
final class UniqueOrder {

  /** A value of a unique key. */
  private record Taken(String key, List<Object> values) {}

  /** A row that gives a value up, exactly or only as a loose collation compares it. */
  private record Giver(ManagedEntity row, DistinctColumns key, List<Object> exact) {}

  /** What must be written before a row: because of a unique key, or of a reference. */
  private record Edge(
      ManagedEntity from, ManagedEntity row, @Nullable Giver giver, boolean exact) {}

  /** A row on the way of the search, and the edge that it looks at next. */
  private static final class Visit {
    private final ManagedEntity row;
    private final List<Edge> edges;
    private int next;

    Visit(ManagedEntity row, List<Edge> edges) {
      this.row = row;
      this.edges = edges;
    }
  }

  private final PersistenceContext context;
  private final Plans plans;
  private final Map<ManagedEntity, BitSet> updates;
  private final RowTargets targets;
  private final Map<Taken, List<Giver>> given = new HashMap<>();
  private final Map<ManagedEntity, Integer> levels = new LinkedHashMap<>();
  private final Map<ManagedEntity, BitSet> emptied = new LinkedHashMap<>();
  private final Set<Edge> broken = new HashSet<>();
  private boolean found;

  /**
   * The order of what a session changed.
   *
   * @param updates the columns that are written of each row that is updated
   */
  UniqueOrder(
      PersistenceContext context,
      Plans plans,
      FlushPlan.Keys keys,
      Map<ManagedEntity, BitSet> updates) {
    this.context = context;
    this.plans = plans;
    this.updates = updates;
    this.targets = new RowTargets(context, keys, updates.keySet());
    if (!context.pending().isEmpty() || !updates.isEmpty()) {
      gather();
    }
  }

  /** Whether any row may give up a value: one that is only inserted has none to give. */
  static boolean isNeeded(PersistenceContext context, Map<ManagedEntity, BitSet> updates) {
    return !updates.isEmpty() || !context.removed().isEmpty();
  }

  /** The rows that come first, level by level. */
  List<List<ManagedEntity>> levels() {
    Map<Integer, List<ManagedEntity>> byLevel = new TreeMap<>();
    levels.forEach((row, level) -> byLevel.computeIfAbsent(level, l -> new ArrayList<>()).add(row));
    return List.copyOf(byLevel.values());
  }

  /** The rows that come first. */
  Set<ManagedEntity> rows() {
    return levels.keySet();
  }

  /** The columns that are emptied before all. */
  Map<ManagedEntity, BitSet> emptied() {
    return emptied;
  }

  // ---- who gives up what

  private void gather() {
    for (ManagedEntity row : context.removed()) {
      for (DistinctColumns key : plans.of(row.model()).distinctColumns()) {
        give(row, key);
      }
    }
    updates.forEach(
        (row, columns) -> {
          for (DistinctColumns key : plans.of(row.model()).distinctColumns()) {
            if (key.touches(columns)) {
              give(row, key);
            }
          }
        });
    if (!given.isEmpty()) {
      do {
        levels.clear();
        found = false;
        context.pending().forEach(this::place);
        updates.keySet().forEach(this::place);
      } while (found); // a circle may also lead through rows that were done when it was broken
    }
  }

  private void give(ManagedEntity row, DistinctColumns key) {
    List<Object> exact = values(row, key, true);
    if (exact != null) {
      given
          .computeIfAbsent(loose(key, exact), t -> new ArrayList<>(1))
          .add(new Giver(row, key, exact));
    }
  }

  /** Places whoever gives up what a row takes. */
  private void place(ManagedEntity taker) {
    for (Edge edge : givers(taker)) {
      visit(edge.row());
    }
  }

  private List<Edge> givers(ManagedEntity taker) {
    BitSet columns = updates.get(taker);
    List<Edge> edges = new ArrayList<>(0);
    for (DistinctColumns key : plans.of(taker.model()).distinctColumns()) {
      boolean takes = taker.isPending() || (columns != null && key.touches(columns));
      List<Object> exact = takes ? values(taker, key, false) : null;
      if (exact != null) {
        for (Giver giver : given.getOrDefault(loose(key, exact), List.of())) {
          Edge edge = new Edge(taker, giver.row(), giver, giver.exact().equals(exact));
          if (giver.row() != taker && !broken.contains(edge)) {
            edges.add(edge);
          }
        }
      }
    }
    return edges;
  }

  private static Taken loose(DistinctColumns key, List<Object> exact) {
    return new Taken(key.name(), exact.stream().map(RowPart::loose).toList());
  }

  /** The values of a key; null where one is null, or not known. */
  private static @Nullable List<Object> values(
      ManagedEntity row, DistinctColumns key, boolean stored) {
    List<Object> values = new ArrayList<>(key.columns().size());
    for (PlannedColumn column : key.columns()) {
      ColumnAttribute leaf = (ColumnAttribute) column.source();
      Object value = value(row, leaf, column.part(), stored);
      if (value == null) {
        return null;
      }
      values.add(column.column().type().toImage(value));
    }
    return values;
  }

  private static @Nullable Object value(
      ManagedEntity row, ColumnAttribute leaf, int part, boolean stored) {
    if (stored && row.isDirty(leaf.slot())) {
      return leaf.columnValue(row.stored(leaf), part);
    }
    Object key = leaf instanceof ToOneAttribute toOne ? row.deferredKey(toOne) : null;
    return key == null
        ? leaf.columnValue(leaf.read(row.entity()), part)
        : ((ToOneAttribute) leaf).target().id().columnValue(key, part);
  }

  // ---- the search, in depth and without recursion

  private void visit(ManagedEntity start) {
    if (levels.containsKey(start)) {
      return;
    }
    List<Visit> way = new ArrayList<>();
    enter(way, start);
    while (!way.isEmpty()) {
      Visit visit = way.get(way.size() - 1);
      if (visit.next == visit.edges.size()) {
        way.remove(way.size() - 1);
        levels.put(visit.row, levelAbove(visit));
        continue;
      }
      Edge edge = visit.edges.get(visit.next++);
      Integer level = levels.get(edge.row());
      if (level == null) {
        enter(way, edge.row());
      } else if (level < 0) {
        breakCircle(way, edge);
      }
    }
  }

  private void enter(List<Visit> way, ManagedEntity row) {
    levels.put(row, -1);
    List<Edge> edges = givers(row);
    targets.before(row).forEach(other -> edges.add(new Edge(row, other, null, true)));
    way.add(new Visit(row, edges));
  }

  private int levelAbove(Visit visit) {
    int level = 0;
    for (Edge edge : visit.edges) {
      level = Math.max(level, levels.getOrDefault(edge.row(), 0) + 1);
    }
    return level;
  }

  /** Breaks at the edge that closes the circle, or at another one of it. */
  private void breakCircle(List<Visit> way, Edge last) {
    List<Edge> circle = new ArrayList<>(List.of(last));
    int i = way.size() - 1;
    while (way.get(i).row != last.row()) {
      Visit before = way.get(--i);
      circle.add(before.edges.get(before.next - 1));
    }
    if (circle.stream().anyMatch(broken::contains)) {
      return;
    }
    for (Edge edge : circle) {
      if (breakAt(edge)) {
        return;
      }
    }
    for (Edge edge : circle) {
      if (edge.giver() != null) {
        throw refuse(edge.giver(), edge.from());
      }
    }
  }

  private boolean breakAt(Edge edge) {
    Giver giver = edge.giver();
    BitSet columns = giver == null ? new BitSet() : giver.key().emptied();
    if (giver == null || (columns.isEmpty() && edge.exact())) {
      return false;
    }
    broken.add(edge);
    found = true;
    if (!columns.isEmpty()) {
      emptied.computeIfAbsent(giver.row(), row -> new BitSet()).or(columns);
    }
    return true;
  }

  private static EntityStateException refuse(Giver giver, ManagedEntity taker) {
    List<String> columns = giver.key().columns().stream().map(c -> c.source().path()).toList();
    return new EntityStateException(
        ErrorCode.UNIQUE_CYCLE,
        null,
        taker.describe() + " takes a value of " + giver.row().describe() + ", which waits for it",
        "at " + String.join(", ", columns) + ", a unique key",
        "make the column nullable or the constraint deferred, or flush in between");
  }
}
