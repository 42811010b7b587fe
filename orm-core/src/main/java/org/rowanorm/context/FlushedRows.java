package org.rowanorm.context;

import java.util.List;

/**
 * Notes what a flush has written, object by object: whose rows are there, as they are, or gone now;
 * and how a rollback takes that back. Not thread-safe.
 */
public final class FlushedRows {

  private final PersistenceContext context;

  /** For the objects of a context. */
  public FlushedRows(PersistenceContext context) {
    this.context = context;
  }

  /** Notes that the rows of pending objects are there now. */
  public void inserted(List<ManagedEntity> inserted) {
    if (inserted.isEmpty()) {
      return;
    }
    context.undo().add(() -> undoInserts(inserted));
    for (ManagedEntity state : inserted) {
      state.status(Status.MANAGED);
      state.markClean();
      context.noteKeys(state);
    }
  }

  private void undoInserts(List<ManagedEntity> inserted) {
    for (int i = inserted.size() - 1; i >= 0; i--) {
      undoInsert(inserted.get(i));
    }
  }

  private void undoInsert(ManagedEntity state) {
    if (state.isOut()) {
      state.model().access().forget(state.entity()); // it was detached since, and has no row
      return;
    }
    boolean removed = state.status() == Status.REMOVED;
    state.status(Status.PENDING);
    if (removed) { // it was deleted since: there is nothing to insert, and nothing to delete
      context.removed().remove(state);
      context
          .undo()
          .afterwards(
              () -> {
                context.remove(state);
                context.forgetOrphanedCollections();
              });
    }
  }

  /** Notes that the row of an object has its dirty slots now. */
  public void updated(ManagedEntity state) {
    context.undo().add(state.dirtyAgain());
    state.markClean();
    context.noteKeys(state);
  }

  /** Notes that the row of an object is gone. */
  public void deleted(ManagedEntity state) {
    context
        .undo()
        .add(
            () -> {
              state.status(Status.REMOVED);
              context.maps().put(state);
              context.removed().add(state);
            });
    context.maps().remove(state);
    state.status(Status.DELETED);
  }
}
