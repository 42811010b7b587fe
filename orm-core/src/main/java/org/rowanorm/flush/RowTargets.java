package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedCollection;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.flush.Step.KeyChange;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * Knows which row must be written before which because of references: what is referred to before
 * what refers to it, and what lets go of a row before that is deleted. For one use by one thread.
 */
final class RowTargets {

  private final PersistenceContext context;
  private final FlushPlan.Keys keys;
  private final Collection<ManagedEntity> updated;
  private @Nullable Map<ManagedEntity, List<ManagedEntity>> leaving;

  RowTargets(PersistenceContext context, FlushPlan.Keys keys, Collection<ManagedEntity> updated) {
    this.context = context;
    this.keys = keys;
    this.updated = updated;
  }

  /** The rows that must be written before a row. */
  List<ManagedEntity> before(ManagedEntity row) {
    if (row.status() != Status.REMOVED) {
      return needed(row);
    }
    Map<ManagedEntity, List<ManagedEntity>> known = leaving;
    if (known == null) {
      known = new HashMap<>();
      leaving = known;
      findLeaving(known);
    }
    List<ManagedEntity> before = new ArrayList<>(known.getOrDefault(row, List.of()));
    addDeletedElements(row, before);
    for (ManagedEntity element : keys.elements()) {
      for (KeyChange change : keys.of(element)) {
        if (change.collection().owner().type().isInstance(row.entity())
            && change.owner() != row
            && element.status() == Status.MANAGED) {
          before.add(element);
        }
      }
    }
    return before;
  }

  /**
   * The elements that go with a deleted row and name it in a key that only its collection knows.
   */
  private static void addDeletedElements(ManagedEntity row, List<ManagedEntity> before) {
    for (ToManyAttribute attribute : row.model().toManys()) {
      ManagedCollection collection = row.collectionOrNull(attribute);
      if (attribute.ownsKey() && collection != null && collection.isLoaded()) {
        for (Object element : collection.stored().elements()) {
          ManagedEntity state = ManagedEntity.behind(element);
          if (state != null && state != row && state.status() == Status.REMOVED) {
            before.add(state);
          }
        }
      }
    }
  }

  /** The new rows that a row refers to. */
  private List<ManagedEntity> needed(ManagedEntity row) {
    List<ManagedEntity> needed = new ArrayList<>();
    for (ToOneAttribute reference : row.model().toOnes()) {
      ManagedEntity target = ManagedEntity.behind(reference.read(row.entity()));
      if (target != null && target.isPending() && target != row) {
        needed.add(target);
      }
    }
    for (KeyChange change : keys.of(row)) {
      ManagedEntity owner = change.owner();
      if (owner != null && owner.isPending() && owner != row) {
        needed.add(owner);
      }
    }
    return needed;
  }

  /** Who refers to a row that is to be deleted, until it is deleted or updated itself. */
  private void findLeaving(Map<ManagedEntity, List<ManagedEntity>> known) {
    for (ManagedEntity row : context.removed()) {
      row.model().toOnes().forEach(reference -> note(known, row, reference));
    }
    for (ManagedEntity row : updated) {
      for (ToOneAttribute reference : row.model().toOnes()) {
        if (row.isDirty(reference.slot())) {
          note(known, row, reference);
        }
      }
    }
  }

  private void note(
      Map<ManagedEntity, List<ManagedEntity>> known, ManagedEntity row, ToOneAttribute reference) {
    ManagedEntity target = stored(row, reference);
    if (target != null && target != row && target.status() == Status.REMOVED) {
      known.computeIfAbsent(target, t -> new ArrayList<>(1)).add(row);
    }
  }

  /** What a row refers to in the database, as far as it is known. */
  static @Nullable ManagedEntity stored(ManagedEntity row, ToOneAttribute reference) {
    Object deferred = row.deferredKey(reference);
    if (deferred != null) {
      return row.context().find(reference.target(), reference.key(), deferred);
    }
    return ManagedEntity.behind(row.stored(reference));
  }
}
