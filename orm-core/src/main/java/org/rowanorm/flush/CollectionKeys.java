package org.rowanorm.flush;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Contents;
import org.rowanorm.context.ManagedCollection;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.Plans;

/**
 * Finds what changed collections write into the rows of their elements: foreign keys, and with them
 * the index or the key of a map. For one use by one thread.
 */
final class CollectionKeys {

  private final PersistenceContext context;
  private final Plans plans;
  private final FlushPlan.Keys keys;
  private final List<Step> steps;

  /** What finds changes for {@code keys}, and releases of whole collections for {@code steps}. */
  CollectionKeys(PersistenceContext context, Plans plans, FlushPlan.Keys keys, List<Step> steps) {
    this.context = context;
    this.plans = plans;
    this.keys = keys;
    this.steps = steps;
  }

  /** Gathers those of all changed collections. */
  void gather() {
    for (ManagedCollection collection : context.changed()) {
      Status owner = collection.owner().status();
      boolean writes = !collection.attribute().columnsInTarget().isEmpty();
      if (writes && !owner.isOut() && owner != Status.REMOVED) {
        gather(collection);
      }
    }
  }

  private void gather(ManagedCollection collection) {
    ToManyAttribute attribute = collection.attribute();
    ManagedEntity owner = collection.owner();
    Contents now = collection.contents();
    if (collection.isStoredUnknown() && attribute.ownsKey()) {
      release(attribute, owner);
    }
    IdentityHashMap<Object, Integer> before =
        collection.isStoredUnknown() ? new IdentityHashMap<>() : rows(collection.stored());
    for (int row = 0; row < now.size(); row++) {
      Object element = now.elements().get(row);
      Integer old = before.get(element);
      Object position = attribute.shape().position() == null ? null : now.position(row);
      if (old == null) {
        keys.join(state(element), attribute, owner, position);
      } else if (isMoved(collection, old, position)) {
        keys.move(state(element), attribute, owner, position);
      }
    }
    IdentityHashMap<Object, Integer> after = rows(now);
    for (Object element : before.keySet()) {
      if (!after.containsKey(element) && state(element).status() == Status.MANAGED) {
        keys.leave(state(element), attribute);
      }
    }
  }

  private static boolean isMoved(ManagedCollection collection, int old, @Nullable Object position) {
    return collection.attribute().shape().position() != null
        && !Objects.equals(collection.stored().position(old), position);
  }

  private static IdentityHashMap<Object, Integer> rows(Contents contents) {
    IdentityHashMap<Object, Integer> rows = new IdentityHashMap<>();
    for (int row = 0; row < contents.size(); row++) {
      rows.put(contents.elements().get(row), row);
    }
    return rows;
  }

  /**
   * Elements of deleted objects that stay: their keys are emptied before the owner's row goes. Some
   * may be marked as deleted, so that no object shows them, or be about to.
   */
  void releaseOfDeleted() {
    for (ManagedEntity owner : context.removed()) {
      if (plans.of(owner.model()).deletion() != null) {
        continue; // its row stays, and may be referred to
      }
      for (ToManyAttribute attribute : owner.model().toManys()) {
        if (attribute.ownsKey() && leavesMarked(attribute)) {
          release(attribute, owner);
        } else if (attribute.ownsKey()
            && !attribute.cascadeRemove()
            && !attribute.orphanRemoval()) {
          releaseElements(owner, attribute);
        }
      }
    }
  }

  private boolean leavesMarked(ToManyAttribute attribute) {
    return plans.of(attribute.target()).deletion() != null
        && attribute.key().stream().allMatch(Column::nullable);
  }

  private void releaseElements(ManagedEntity owner, ToManyAttribute attribute) {
    ManagedCollection collection = owner.collectionOrNull(attribute);
    if (collection == null || owner.lacks(attribute) || collection.isStoredUnknown()) {
      release(attribute, owner);
      return;
    }
    for (Object element : collection.stored().elements()) {
      if (state(element).status() == Status.MANAGED) {
        keys.leave(state(element), attribute);
      }
    }
  }

  private void release(ToManyAttribute attribute, ManagedEntity owner) {
    for (EntityModel table : attribute.target().hierarchy().tableOwners()) {
      steps.add(new Step.Release(plans.of(table), attribute, List.of(owner)));
    }
  }

  static ManagedEntity state(Object element) {
    return Objects.requireNonNull(ManagedEntity.behind(element));
  }
}
