package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.flush.Step.KeyChange;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * Orders rows that may refer to each other: each row gets a level, one above the highest that it
 * refers to. A circle is broken at a foreign key that may be null. Used only for entities that form
 * a circle; all others are ordered once, at boot. For one use by one thread.
 */
final class RowOrder {

  /** One foreign key of a row, and the new row that it names. */
  private record Edge(Attribute reference, boolean nullable, ManagedEntity target) {}

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

  private final FlushPlan.Keys keys;
  private final Set<ManagedEntity> rows = new HashSet<>();
  private final Map<ManagedEntity, Integer> levels = new HashMap<>();
  private final Map<ManagedEntity, Attribute> postponed = new HashMap<>();
  private final boolean mayPostpone;

  RowOrder(FlushPlan.Keys keys, Collection<ManagedEntity> rows, boolean mayPostpone) {
    this.keys = keys;
    this.rows.addAll(rows);
    this.mayPostpone = mayPostpone;
    rows.forEach(this::visit);
  }

  /** The rows by level, those that refer to no other first. */
  List<List<ManagedEntity>> levels(Collection<ManagedEntity> inOrder) {
    Map<Integer, List<ManagedEntity>> byLevel = new TreeMap<>();
    for (ManagedEntity row : inOrder) {
      byLevel.computeIfAbsent(levels.getOrDefault(row, 0), l -> new ArrayList<>()).add(row);
    }
    return List.copyOf(byLevel.values());
  }

  /** The foreign keys at which circles were broken. */
  Map<ManagedEntity, Attribute> postponed() {
    return postponed;
  }

  /** A search in depth without recursion; a row on the way has the level -1. */
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
      Integer level = levels.get(edge.target());
      if (level == null) {
        enter(way, edge.target());
      } else if (level < 0) {
        breakCircle(way, visit.row, edge);
      }
    }
  }

  private void enter(List<Visit> way, ManagedEntity row) {
    levels.put(row, -1);
    way.add(new Visit(row, edges(row)));
  }

  private int levelAbove(Visit visit) {
    int level = 0;
    for (Edge edge : visit.edges) {
      if (edge.reference() != postponed.get(visit.row)) {
        level = Math.max(level, levels.getOrDefault(edge.target(), 0) + 1);
      }
    }
    return level;
  }

  /** Breaks at this edge, or at another one of the circle, where that may be null. */
  private void breakCircle(List<Visit> way, ManagedEntity row, Edge last) {
    if (!mayPostpone) {
      postponed.put(row, last.reference());
      return;
    }
    if (last.nullable() && !postponed.containsKey(row)) {
      postponed.put(row, last.reference());
      return;
    }
    for (int i = way.size() - 1; i >= 0 && way.get(i).row != last.target(); i--) {
      Visit visit = way.get(i - 1);
      Edge edge = visit.edges.get(visit.next - 1);
      if (edge.nullable() && !postponed.containsKey(visit.row)) {
        postponed.put(visit.row, edge.reference());
        return;
      }
    }
    throw new EntityStateException(
        ErrorCode.ROW_CYCLE,
        null,
        row.describe() + " and " + last.target().describe() + " each need the other's row first",
        "at " + last.reference().path(),
        "make one of the foreign keys nullable");
  }

  private static @Nullable ManagedEntity target(ManagedEntity row, ToOneAttribute attribute) {
    Object deferred = row.deferredKey(attribute);
    if (deferred != null) {
      return row.context().find(attribute.target(), attribute.key(), deferred);
    }
    return attribute.read(row.entity()) instanceof Enhanced entity
            && Access.of(entity.getClass()).state(entity) instanceof ManagedEntity state
        ? state
        : null;
  }

  private List<Edge> edges(ManagedEntity row) {
    List<Edge> edges = new ArrayList<>();
    for (ToOneAttribute attribute : row.model().toOnes()) {
      ManagedEntity state = target(row, attribute);
      if (state != null && rows.contains(state)) {
        edges.add(new Edge(attribute, attribute.nullable(), state));
      }
    }
    for (KeyChange change : keys.of(row)) {
      ManagedEntity owner = change.owner();
      if (owner != null && rows.contains(owner)) {
        edges.add(new Edge(change.collection(), change.collection().nullable(), owner));
      }
    }
    return edges;
  }
}
