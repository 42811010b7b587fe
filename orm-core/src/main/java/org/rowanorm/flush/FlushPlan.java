package org.rowanorm.flush;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.flush.Step.KeyChange;
import org.rowanorm.mapping.ToManyAttribute;

/**
 * What one flush will do: its statements in order, and the foreign keys that collections give to
 * the rows of their elements.
 */
record FlushPlan(List<Step> steps, Keys keys) {

  /**
   * Whether it is one change that is not followed by a SELECT, sent in one portion. More than one
   * row of it may still be more than one statement.
   */
  boolean isOneChange() {
    if (steps.size() != 1) {
      return false;
    }
    Step step = steps.get(0);
    if (step instanceof Step.Rows rows) {
      return rows.changes().size() <= RowSender.MOST_ROWS;
    }
    Step.OfEntity change = (Step.OfEntity) step;
    boolean fills =
        !change.plan().readBack(change.table(), true).isEmpty()
            || !change.plan().readBack(change.table(), false).isEmpty();
    return change.rows().size() <= RowSender.MOST_ROWS && !fills;
  }

  /** The foreign keys that collections give to the rows of their elements. */
  static final class Keys {

    private Map<ManagedEntity, Map<ToManyAttribute, KeyChange>> byElement = Map.of();

    /** An element joins a collection. What it left before does not count any more. */
    void join(
        ManagedEntity element,
        ToManyAttribute collection,
        ManagedEntity owner,
        @Nullable Object position) {
      changes(element).put(collection, new KeyChange(collection, owner, position, false));
    }

    /** An element of a collection has another index or key in it. */
    void move(
        ManagedEntity element,
        ToManyAttribute collection,
        ManagedEntity owner,
        @Nullable Object position) {
      changes(element).put(collection, new KeyChange(collection, owner, position, true));
    }

    /** An element leaves a collection; where it joined another one meanwhile, that counts. */
    void leave(ManagedEntity element, ToManyAttribute collection) {
      changes(element).putIfAbsent(collection, new KeyChange(collection, null, null, false));
    }

    private Map<ToManyAttribute, KeyChange> changes(ManagedEntity element) {
      byElement = byElement.isEmpty() ? new LinkedHashMap<>() : byElement;
      return byElement.computeIfAbsent(element, e -> new LinkedHashMap<>(2));
    }

    /** The change of one foreign key of an element, or null. */
    @Nullable KeyChange of(ManagedEntity element, ToManyAttribute collection) {
      Map<ToManyAttribute, KeyChange> changes = byElement.get(element);
      return changes == null ? null : changes.get(collection);
    }

    /** All changes of an element. */
    Iterable<KeyChange> of(ManagedEntity element) {
      Map<ToManyAttribute, KeyChange> changes = byElement.get(element);
      return changes == null ? List.of() : changes.values();
    }

    /** The elements with a change. */
    Iterable<ManagedEntity> elements() {
      return byElement.keySet();
    }
  }
}
