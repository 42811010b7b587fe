package org.rowanorm.context;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.TrackedCollection;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * What a rollback does to a collection: it is to be written again, and of what was read since then
 * the database has nothing that is new again. Not thread-safe.
 */
final class CollectionUndo {

  private final ManagedCollection collection;
  private final ToManyAttribute attribute;

  /** Whether a flush of this transaction wrote it; then what it held is kept if it is reset. */
  private boolean flushed;

  private @Nullable Contents kept;

  CollectionUndo(ManagedCollection collection) {
    this.collection = collection;
    this.attribute = collection.attribute();
  }

  private PersistenceContext context() {
    return collection.owner().context();
  }

  // ---- what was written

  /** Notes how it is before a flush has written it. */
  void flushing(UndoRecord undo) {
    ManagedCollection.Known before = collection.known();
    Runnable unsettle = collection.isPart() ? unsettle(undo) : () -> {};
    flushed = true;
    kept = null;
    undo.add(
        () -> {
          putBack();
          collection.know(before);
          unsettle.run();
          // it may have been changed again since
          collection.markChanged();
          listNew();
        });
  }

  /** Keeps what it holds, which is about to be forgotten, where a flush has written that. */
  void keep() {
    if (flushed && kept == null && collection.isLoaded() && !collection.isStoredUnknown()) {
      kept = collection.stored();
    }
  }

  /** What was written, and then forgotten to be loaded anew, is what the user said after all. */
  private void putBack() {
    Contents held = kept;
    TrackedCollection tracked = collection.tracked();
    if (held != null && tracked != null && !tracked.isLoaded()) {
      tracked.fill(PlainCollections.filling(attribute.kind(), held.elements(), held.positions()));
    }
    flushed = false;
    kept = null;
  }

  /** Notes that the database has a part; gives what takes that back, loaded since or not. */
  private Runnable unsettle(UndoRecord undo) {
    TrackedCollection part = Objects.requireNonNull(collection.tracked());
    List<Object> added = part.snapshot();
    List<Object> removed = part.removedUnread();
    Runnable unread = part.settle(null);
    return () -> {
      unread.run();
      if (part == collection.tracked() && part.isLoaded()) {
        collection.storedIs(collection.stored().without(added).with(removed));
      } else {
        undo.afterwards(this::keepUnreadInStep);
      }
    };
  }

  /** Where an element refers to another owner by now, or to none, that counts. */
  private void keepUnreadInStep() {
    TrackedCollection tracked = collection.tracked();
    ToOneAttribute reference = attribute.mappedBy();
    if (tracked != null && reference != null && reference.place().isSlot()) {
      Enhanced owner = collection.owner().entity();
      Predicate<Object> refersHere = element -> reference.read((Enhanced) element) == owner;
      tracked.keepUnread(refersHere, refersHere.negate());
    }
  }

  /** What it owns is new again, and goes with the next flush unless it is in there still. */
  private void listNew() {
    if (attribute.orphanRemoval()) {
      for (Object element : collection.elements()) {
        context().listOrphan(collection.owner(), attribute, (Enhanced) element);
      }
    }
  }

  // ---- what was read

  /** What was read in a transaction that has written may be gone when that is rolled back. */
  void watchReads() {
    if (attribute.isAssociation() && context().mayUndo()) {
      context().undo().add(() -> context().undo().afterwards(this::forgetUndone));
    }
  }

  /** The database has no row of what is new again, so it has none of it here. */
  private void forgetUndone() {
    if (collection.isPart() || (!collection.isStoredNoted() && !collection.isLoaded())) {
      return;
    }
    Contents known = collection.stored();
    Contents left = known.only(element -> !isNew(element));
    if (left.size() != known.size()) {
      collection.storedIs(left);
      collection.markChanged();
    }
    watchReads(); // that was a savepoint, perhaps
  }

  private static boolean isNew(Object element) {
    ManagedEntity state = ManagedEntity.behind(element);
    return element instanceof Enhanced && (state == null || state.isPending());
  }
}
