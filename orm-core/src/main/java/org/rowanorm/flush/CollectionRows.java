package org.rowanorm.flush;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Contents;
import org.rowanorm.context.ManagedCollection;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.flush.Step.Rows.Row;
import org.rowanorm.mapping.CollectionKind;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.CollectionPlan;
import org.rowanorm.plan.Plans;
import org.rowanorm.plan.RowForm;
import org.rowanorm.plan.RowForm.Kind;

/**
 * Finds the rows of collection tables that changed, and no others.
 *
 * <p>Where elements have a position, an index or a key, a row is what stands at it: a position that
 * is gone is a DELETE, a new one an INSERT, another element at it an UPDATE. Where they have none,
 * rows are counted by their values, so that of two equal elements one may go. A collection that was
 * replaced unread or emptied, and that of a deleted owner, is one DELETE by owner. So is one with a
 * text to delete that the database may take for another one of it. For one use by one thread.
 */
final class CollectionRows {

  /** A text with its rows. */
  private record Group(CollectionPlan plan, RowForm form) {}

  private final PersistenceContext context;
  private final Plans plans;
  private final Map<Group, List<Row>> deletes;
  private final Map<Group, List<Row>> writes;

  private CollectionRows(
      PersistenceContext context,
      Plans plans,
      Map<Group, List<Row>> deletes,
      Map<Group, List<Row>> writes) {
    this.context = context;
    this.plans = plans;
    this.deletes = deletes;
    this.writes = writes;
  }

  /** The rows of all changed collections, and of those of deleted objects. */
  static CollectionRows of(PersistenceContext context, Plans plans) {
    if (context.changed().isEmpty() && context.removed().isEmpty()) {
      return new CollectionRows(context, plans, Map.of(), Map.of());
    }
    CollectionRows rows =
        new CollectionRows(context, plans, new LinkedHashMap<>(), new LinkedHashMap<>());
    rows.gather();
    return rows;
  }

  private void gather() {
    for (ManagedEntity owner : context.removed()) {
      for (ToManyAttribute attribute : owner.model().toManys()) {
        if (attribute.table() != null && loses(owner, attribute) && mayHaveRows(owner, attribute)) {
          deleteAll(plans.of(attribute), owner);
        }
      }
    }
    for (ManagedCollection collection : context.changed()) {
      Status owner = collection.owner().status();
      boolean stays = owner != Status.DETACHED && owner != Status.REMOVED;
      if (stays && collection.attribute().writesRows()) {
        gather(collection);
      }
    }
  }

  /** An object whose row is only marked keeps its collections, but for elements that go. */
  private boolean loses(ManagedEntity owner, ToManyAttribute attribute) {
    return plans.of(owner.model()).deletion() == null
        || ((attribute.cascadeRemove() || attribute.orphanRemoval())
            && plans.of(attribute.target()).deletion() == null);
  }

  private static boolean mayHaveRows(ManagedEntity owner, ToManyAttribute attribute) {
    if (ReferredKeys.stored(owner, attribute.ownerKey()) == null) {
      return false; // a key that is null is in no row
    }
    ManagedCollection collection = owner.collectionOrNull(attribute);
    return collection == null
        || collection.isStoredUnknown()
        || owner.lacks(attribute)
        || collection.stored().size() > 0;
  }

  /** The steps that go before all inserts of entities. */
  List<Step> deletes() {
    return steps(deletes);
  }

  /** The steps that need the rows of owners and elements: updates, then inserts. */
  List<Step> writes() {
    if (writes.isEmpty()) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    for (Step step : steps(writes)) {
      boolean update = step instanceof Step.Rows rows && rows.form().kind() == Kind.UPDATE;
      steps.add(update ? updates(steps) : steps.size(), step);
    }
    return steps;
  }

  private static int updates(List<Step> steps) {
    return (int)
        steps.stream()
            .filter(s -> s instanceof Step.Rows rows && rows.form().kind() == Kind.UPDATE)
            .count();
  }

  private static List<Step> steps(Map<Group, List<Row>> groups) {
    if (groups.isEmpty()) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    groups.forEach((group, rows) -> steps.add(new Step.Rows(group.plan(), group.form(), rows)));
    return steps;
  }

  // ---- one collection

  private void gather(ManagedCollection collection) {
    CollectionPlan plan = plans.of(collection.attribute());
    List<Row> now = rows(collection, collection.contents(), true);
    if (collection.isStoredUnknown()) {
      deleteAll(plan, collection.owner());
      now.forEach(row -> insert(plan, row));
      return;
    }
    List<Row> before = rows(collection, collection.stored(), false);
    if (now.isEmpty() && before.size() > 1 && !collection.isPart()) {
      deleteAll(plan, collection.owner());
    } else if (plan.isPositioned()) {
      positioned(plan, before, now);
    } else {
      boolean maybeMore =
          collection.isPart() && collection.attribute().kind() == CollectionKind.LIST;
      counted(plan, before, now, maybeMore);
    }
  }

  /** The rows of contents; objects that are deleted have none. */
  private static List<Row> rows(ManagedCollection collection, Contents contents, boolean live) {
    ToManyAttribute attribute = collection.attribute();
    RowPart position = attribute.shape().position();
    List<Row> rows = new ArrayList<>(contents.size());
    for (int i = 0; i < contents.size(); i++) {
      if (live && attribute.isAssociation() && isDeleted(contents.elements().get(i))) {
        continue;
      }
      rows.add(
          new Row(
              collection.owner(),
              position == null ? new @Nullable Object[0] : position.snapshot(contents.position(i)),
              contents.element(i)));
    }
    return rows;
  }

  private static boolean isDeleted(Object element) {
    Status status = CollectionKeys.state(element).status();
    return status == Status.REMOVED || status == Status.DETACHED;
  }

  private void positioned(CollectionPlan plan, List<Row> before, List<Row> now) {
    RowPart position = plan.position();
    Map<Object, Row> old = new LinkedHashMap<>();
    boolean clear = true;
    for (Row row : before) {
      clear &= row.position()[0] != null && old.put(position.key(row.position()), row) == null;
    }
    if (!clear) {
      // rows that share an index, or have none, cannot be told apart
      before.stream().findFirst().ifPresent(row -> deleteAll(plan, row.owner()));
      now.forEach(row -> insert(plan, row));
      return;
    }
    for (Row row : now) {
      Row at = old.remove(position.key(row.position()));
      if (at == null) {
        insert(plan, row);
      } else {
        update(plan, at, row);
      }
    }
    old.values().forEach(row -> add(deletes, plan, RowForm.of(Kind.DELETE), row));
  }

  private void update(CollectionPlan plan, Row before, Row now) {
    BitSet changed = plan.attribute().element().changed(before.element(), now.element());
    plan.keepUpdatable(changed);
    if (!changed.isEmpty()) {
      add(writes, plan, new RowForm(Kind.UPDATE, changed), now);
    }
  }

  /**
   * Counts rows by their values.
   *
   * @param maybeMore whether there may be rows equal to those that go, and not loaded
   */
  private void counted(CollectionPlan plan, List<Row> before, List<Row> now, boolean maybeMore) {
    RowPart element = plan.attribute().element();
    Map<Object, Deque<Row>> old = new LinkedHashMap<>();
    Map<Object, Integer> counts = new HashMap<>();
    for (Row row : before) {
      Object key = element.key(row.element());
      old.computeIfAbsent(key, k -> new ArrayDeque<>(1)).add(row);
      counts.merge(key, 1, Integer::sum);
    }
    List<Row> inserted = new ArrayList<>();
    for (Row row : now) {
      Deque<Row> equal = old.get(element.key(row.element()));
      if (equal == null || equal.poll() == null) {
        inserted.add(row);
      }
    }
    if (isConfusable(element, old, before)) {
      deleteAll(plan, before.get(0).owner());
      now.forEach(row -> insert(plan, row));
      return;
    }
    inserted.forEach(row -> insert(plan, row));
    old.forEach(
        (key, rows) -> {
          boolean all = !maybeMore && rows.size() == counts.getOrDefault(key, 0);
          if (all && !rows.isEmpty()) {
            delete(plan, Kind.DELETE, rows.getFirst());
          } else {
            rows.forEach(row -> delete(plan, Kind.DELETE_ONE, row));
          }
        });
  }

  /** Whether a collation may take the text of a row to delete for that of another row. */
  private static boolean isConfusable(
      RowPart element, Map<Object, Deque<Row>> toDelete, List<Row> all) {
    if (toDelete.values().stream().allMatch(Collection::isEmpty)) {
      return false;
    }
    Map<Object, Object> first = new HashMap<>();
    Set<Object> confusable = new HashSet<>();
    for (Row row : all) {
      Object loose = element.looseKey(row.element());
      Object key = element.key(row.element());
      Object other = first.putIfAbsent(loose, key);
      if (other != null && !other.equals(key)) {
        confusable.add(loose);
      }
    }
    return toDelete.values().stream()
        .flatMap(Collection::stream)
        .anyMatch(row -> confusable.contains(element.looseKey(row.element())));
  }

  private void delete(CollectionPlan plan, Kind kind, Row row) {
    BitSet nulls = new BitSet();
    @Nullable Object[] values = plan.attribute().element().columnValues(row.element());
    for (int i = 0; i < values.length; i++) {
      nulls.set(i, values[i] == null);
    }
    add(deletes, plan, new RowForm(kind, nulls), row);
  }

  private void insert(CollectionPlan plan, Row row) {
    add(writes, plan, RowForm.of(Kind.INSERT), row);
  }

  private void deleteAll(CollectionPlan plan, ManagedEntity owner) {
    @Nullable Object[] none = {};
    add(deletes, plan, RowForm.of(Kind.DELETE_ALL), new Row(owner, none, none));
  }

  private static void add(
      Map<Group, List<Row>> groups, CollectionPlan plan, RowForm form, Row row) {
    groups.computeIfAbsent(new Group(plan, form), g -> new ArrayList<>()).add(row);
  }
}
