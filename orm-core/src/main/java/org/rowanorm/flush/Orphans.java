package org.rowanorm.flush;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.rowanorm.context.ManagedCollection;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Orphan;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.mapping.InverseToOneAttribute;

/**
 * Deletes what left a collection or a reference that owns it, also while its owner was detached.
 * For one flush.
 */
final class Orphans {

  private final PersistenceContext context;
  private final Cascade cascade;

  Orphans(PersistenceContext context, Cascade cascade) {
    this.context = context;
    this.cascade = cascade;
  }

  /** Marks them as deleted. */
  void delete() {
    for (int i = 0; i < context.dirty().size(); i++) {
      deleteReplaced(context.dirty().get(i)); // what is let go of is dirty too
    }
    if (!context.orphans().isEmpty()) {
      for (Orphan orphan : List.copyOf(context.orphans())) {
        if (orphan.isLeft()) {
          delete(orphan.object());
        }
      }
    }
    if (!context.changed().isEmpty()) {
      List.copyOf(context.changed()).forEach(this::deleteLeft);
    }
  }

  private void deleteLeft(ManagedCollection collection) {
    collection.loadStored();
    if (!collection.attribute().orphanRemoval()) {
      return;
    }
    Set<Object> now = Collections.newSetFromMap(new IdentityHashMap<>());
    now.addAll(collection.elements());
    for (Object element : collection.stored().elements()) {
      if (!now.contains(element)) {
        delete((Enhanced) element);
      }
    }
  }

  /** What an object owned in a one-to-one association whose side was written while it was out. */
  private void deleteReplaced(ManagedEntity state) {
    for (InverseToOneAttribute side : state.model().inverses()) {
      if (side.orphanRemoval()
          && side.place().isSlot()
          && state.status() == Status.MANAGED
          && state.isDirty(side.slot())
          && !state.knowsBase(side.slot())
          && context.loadReplaced(state, side) instanceof Enhanced orphan) {
        delete(orphan);
      }
    }
  }

  private void delete(Enhanced orphan) {
    ManagedEntity state = ManagedEntity.behind(orphan);
    if (state == null) {
      return;
    }
    if (state.context() == context) {
      cascade.delete(state);
    } else if (state.id() != null && isDetached(state)) {
      ManagedEntity own = context.find(state.model(), state.requiredId());
      if (own == null) {
        cascade.delete((Object) orphan);
      } else {
        cascade.delete(own);
      }
    }
  }

  private static boolean isDetached(ManagedEntity state) {
    return state.status() != Status.DELETED
        && (state.context().isClosed() || state.status() == Status.DETACHED);
  }
}
