package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedCollection;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.flush.Step.KeyChange;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.ToManyAttribute;
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
  private final Map<ManagedEntity, Set<Attribute>> postponed = new HashMap<>();
  private final Map<ManagedEntity, List<Edge>> held = new HashMap<>(0);
  private final boolean stored;
  private final boolean aloneToo;
  private boolean broken;

  private RowOrder(
      FlushPlan.Keys keys, Collection<ManagedEntity> rows, boolean stored, boolean aloneToo) {
    this.keys = keys;
    this.rows.addAll(rows);
    this.stored = stored;
    this.aloneToo = aloneToo;
    if (stored) {
      rows.forEach(this::hold);
    }
    do {
      levels.clear();
      broken = false;
      rows.forEach(this::visit);
    } while (broken); // a circle may also lead through rows that were done when it was broken
  }

  /**
   * The order of new rows.
   *
   * @throws EntityStateException where a circle has no key that may be null
   */
  static RowOrder ofNew(FlushPlan.Keys keys, Collection<ManagedEntity> rows) {
    return new RowOrder(keys, rows, false, false);
  }

  /**
   * The order of rows as they are in the database; a circle without nullable keys has none.
   *
   * @param aloneToo whether a row that refers to itself is a circle
   */
  static RowOrder ofStored(FlushPlan.Keys keys, Collection<ManagedEntity> rows, boolean aloneToo) {
    return new RowOrder(keys, rows, true, aloneToo);
  }

  /** The rows by level, those that refer to no other first. */
  List<List<ManagedEntity>> levels(Collection<ManagedEntity> inOrder) {
    Map<Integer, List<ManagedEntity>> byLevel = new TreeMap<>();
    for (ManagedEntity row : inOrder) {
      byLevel.computeIfAbsent(levels.getOrDefault(row, 0), l -> new ArrayList<>()).add(row);
    }
    return List.copyOf(byLevel.values());
  }

  /** The foreign keys at which circles were broken, by row. */
  Map<ManagedEntity, Set<Attribute>> postponed() {
    return postponed;
  }

  /** Elements of a row that name it in a key which only its collection knows. */
  private void hold(ManagedEntity owner) {
    for (ToManyAttribute attribute : owner.model().toManys()) {
      ManagedCollection collection = owner.collectionOrNull(attribute);
      if (attribute.ownsKey() && collection != null && collection.isLoaded()) {
        for (Object element : collection.stored().elements()) {
          held.computeIfAbsent(CollectionKeys.state(element), e -> new ArrayList<>(1))
              .add(new Edge(attribute, attribute.nullable(), owner));
        }
      }
    }
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
      level = Math.max(level, levels.getOrDefault(edge.target(), 0) + 1);
    }
    return level;
  }

  /** Breaks at this edge, or at another one of the circle, where that may be null. */
  private void breakCircle(List<Visit> way, ManagedEntity row, Edge last) {
    Map<ManagedEntity, Edge> circle = new LinkedHashMap<>();
    circle.put(row, last);
    for (int i = way.size() - 1; way.get(i).row != last.target(); i--) {
      Visit before = way.get(i - 1);
      circle.put(before.row, before.edges.get(before.next - 1));
    }
    if (circle.entrySet().stream().anyMatch(e -> isPostponed(e.getKey(), e.getValue()))) {
      return;
    }
    for (Map.Entry<ManagedEntity, Edge> edge : circle.entrySet()) {
      if (edge.getValue().nullable()) {
        postpone(edge.getKey(), edge.getValue());
        return;
      }
    }
    if (!stored) { // of rows in the database it may be checked at the commit, or not at all
      throw new EntityStateException(
          ErrorCode.ROW_CYCLE,
          null,
          row.describe() + " and " + last.target().describe() + " each need the other's row first",
          "at " + last.reference().path(),
          "make one of the foreign keys nullable");
    }
  }

  private boolean isPostponed(ManagedEntity row, Edge edge) {
    return postponed.getOrDefault(row, Set.of()).contains(edge.reference());
  }

  private void postpone(ManagedEntity row, Edge edge) {
    postponed.computeIfAbsent(row, r -> new HashSet<>(1)).add(edge.reference());
    broken = true;
  }

  /** Whether a reference counts: a row that has its id may refer to itself from the start. */
  private boolean isBetween(ManagedEntity row, ManagedEntity target, Attribute reference) {
    return rows.contains(target)
        && !postponed.getOrDefault(row, Set.of()).contains(reference)
        && (target != row || row.id() == null || aloneToo);
  }

  private @Nullable ManagedEntity target(ManagedEntity row, ToOneAttribute attribute) {
    return stored
        ? RowTargets.stored(row, attribute)
        : ManagedEntity.behind(attribute.read(row.entity()));
  }

  private List<Edge> edges(ManagedEntity row) {
    List<Edge> edges = new ArrayList<>();
    for (ToOneAttribute attribute : row.model().toOnes()) {
      ManagedEntity state = target(row, attribute);
      if (state != null && isBetween(row, state, attribute)) {
        edges.add(new Edge(attribute, attribute.nullable(), state));
      }
    }
    for (KeyChange change : keys.of(row)) {
      ManagedEntity owner = change.owner();
      if (owner != null && isBetween(row, owner, change.collection())) {
        edges.add(new Edge(change.collection(), change.collection().nullable(), owner));
      }
    }
    for (Edge edge : held.getOrDefault(row, List.of())) {
      if (isBetween(row, edge.target(), edge.reference())) {
        edges.add(edge);
      }
    }
    return edges;
  }
}
