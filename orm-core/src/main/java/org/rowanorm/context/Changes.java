package org.rowanorm.context;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ValueAttribute;

/**
 * What changed in one session since its last flush: the lists that a flush works through, so that
 * it costs what changed and not what is loaded. Not thread-safe.
 */
final class Changes {

  private final List<ManagedEntity> pending = new ArrayList<>(0);
  private final List<ManagedEntity> dirty = new ArrayList<>(0);

  /** Those that were listed since the last look at them, since an array takes less code. */
  private ManagedEntity[] newlyDirty = {};

  private int newlyDirtyCount;
  private final List<ManagedEntity> removed = new ArrayList<>(0);
  private final List<ManagedCollection> changed = new ArrayList<>(0);
  private final List<ManagedCollection> watchedCollections = new ArrayList<>(0);
  private final List<Orphan> orphans = new ArrayList<>(0);
  private final UndoRecord undo = new UndoRecord();
  private @Nullable Watches watches;

  /** Listed as dirty and clean again, since their rows are read again. */
  private @Nullable Set<ManagedEntity> cleaned;

  /** Objects whose rows are read again: what is listed of their collections and references goes. */
  private @Nullable Set<ManagedEntity> reread;

  /** The objects to insert, in the order in which they were added. */
  List<ManagedEntity> pending() {
    return pending;
  }

  /** The objects with dirty slots; what becomes dirty is in it when it is asked for again. */
  List<ManagedEntity> dirty() {
    if (newlyDirtyCount > 0) {
      for (int i = 0; i < newlyDirtyCount; i++) {
        dirty.add(newlyDirty[i]);
      }
      forgetNewlyDirty();
    }
    if (cleaned != null) {
      dirty.removeIf(cleaned::contains);
      cleaned = null;
    }
    return dirty;
  }

  /**
   * Lists an object that is dirty from now on. First writes are many, and HotSpot puts what is
   * small enough into the setters, so there is no more to it than that.
   */
  void listDirty(ManagedEntity state) {
    if (cleaned == null || !cleaned.remove(state)) {
      if (newlyDirtyCount == newlyDirty.length) {
        newlyDirty = Arrays.copyOf(newlyDirty, Math.max(2, 2 * newlyDirtyCount));
      }
      newlyDirty[newlyDirtyCount++] = state;
    }
  }

  private void forgetNewlyDirty() {
    Arrays.fill(newlyDirty, 0, newlyDirtyCount, null);
    newlyDirtyCount = 0;
  }

  /** The objects to delete. */
  List<ManagedEntity> removed() {
    return removed;
  }

  /** The collections that may differ from what the database has. */
  List<ManagedCollection> changed() {
    dropReread();
    return changed;
  }

  /** Lists a collection that changed just now. */
  void listChanged(ManagedCollection collection) {
    dropReread(collection.owner());
    changed.add(collection);
  }

  /** What owning references held before they were written. */
  List<Orphan> orphans() {
    dropReread();
    return orphans;
  }

  /** What the flushes of this transaction changed in memory. */
  UndoRecord undo() {
    return undo;
  }

  void listOrphan(ManagedEntity owner, Attribute attribute, Enhanced object) {
    dropReread(owner);
    orphans.add(new Orphan(owner, attribute, object));
  }

  // ---- what changes without passing a trap

  void watch(ManagedCollection collection) {
    dropReread(collection.owner());
    watchedCollections.add(collection);
  }

  void watch(ManagedEntity state, ValueAttribute attribute, Object value) {
    if (watches == null) {
      watches = new Watches();
    }
    watches.add(state, attribute, value);
  }

  @Nullable Object snapshot(ManagedEntity state, ValueAttribute attribute) {
    return watches == null ? null : watches.snapshot(state, attribute);
  }

  void compareWatched() {
    if (watches != null) {
      watches.compare();
    }
    dropReread();
    for (ManagedCollection collection : watchedCollections) {
      collection.compareWatched();
    }
  }

  // ---- what there is to flush

  boolean isEmpty() {
    return pending.isEmpty() && dirty().isEmpty() && removed.isEmpty() && changed().isEmpty();
  }

  /** The topmost entities, by ordinal, whose tables the next flush writes to. */
  BitSet entities() {
    BitSet ordinals = new BitSet();
    pending.forEach(state -> ordinals.set(state.model().root().ordinal()));
    dirty().forEach(state -> ordinals.set(state.model().root().ordinal()));
    removed.forEach(state -> ordinals.set(state.model().root().ordinal()));
    changed().forEach(collection -> addEntities(ordinals, collection.attribute()));
    return ordinals;
  }

  /** A collection may hold new elements, and a table of its own is read with the owner's. */
  private static void addEntities(BitSet ordinals, ToManyAttribute collection) {
    if (collection.isAssociation()) {
      ordinals.set(collection.target().root().ordinal());
    }
    if (collection.table() != null) {
      ordinals.set(collection.owner().root().ordinal());
    }
  }

  /** Adds the objects whose collections or owned references changed. */
  void addOwners(Set<ManagedEntity> owners) {
    changed().forEach(collection -> owners.add(collection.owner()));
    orphans().forEach(orphan -> owners.add(orphan.owner()));
  }

  /** Whether a collection of an object changed, as far as it was compared. */
  boolean isChanged(ManagedEntity owner) {
    return changed().stream().anyMatch(collection -> collection.owner() == owner);
  }

  // ---- objects that leave

  /** An object leaves with what it knows. */
  void release(ManagedEntity state) {
    if (watches != null) {
      watches.release(state);
    }
  }

  /** All objects leave with what they know. */
  void release() {
    if (watches != null) {
      watches.release();
    }
    abandon();
    undo.discard();
  }

  /**
   * Forgets all that is listed of an object whose row is read again. The lists are gone through
   * once for all such objects, with the next look at them.
   */
  void forget(ManagedEntity state) {
    if (state.isDirty()) {
      if (cleaned == null) {
        cleaned = new HashSet<>();
      }
      cleaned.add(state);
    }
    if (!(orphans.isEmpty() && changed.isEmpty() && watchedCollections.isEmpty())) {
      if (reread == null) {
        reread = new HashSet<>();
      }
      reread.add(state);
    }
    if (watches != null) {
      watches.forget(state);
    }
  }

  private void dropReread(ManagedEntity owner) {
    if (reread != null && reread.contains(owner)) {
      dropReread();
    }
  }

  private void dropReread() {
    Set<ManagedEntity> owners = reread;
    if (owners != null) {
      orphans.removeIf(orphan -> owners.contains(orphan.owner()));
      changed.removeIf(collection -> owners.contains(collection.owner()));
      watchedCollections.removeIf(collection -> owners.contains(collection.owner()));
      reread = null;
    }
  }

  /** Forgets the objects that left. */
  void forgetOut() {
    dirty().removeIf(state -> state.status().isOut());
    removed.removeIf(state -> state.status().isOut());
    orphans.removeIf(orphan -> orphan.owner().status().isOut());
    forgetOrphanedCollections();
  }

  /** Forgets the collections of objects that left. */
  void forgetOrphanedCollections() {
    changed.removeIf(collection -> collection.owner().status().isOut());
    watchedCollections.removeIf(collection -> collection.owner().status().isOut());
  }

  /** Forgets the values and collections of objects that left, or whose rows may have changed. */
  void forgetWatchesOfGone() {
    watchedCollections.removeIf(collection -> isGone(collection.owner()));
    if (watches != null) {
      watches.forgetGone();
    }
  }

  private static boolean isGone(ManagedEntity owner) {
    return owner.status().isOut() || owner.status() == Status.HOLLOW;
  }

  /** Gives up all changes. */
  void abandon() {
    pending.clear();
    if (watches != null) {
      watches.clear();
    }
    watchedCollections.clear();
    clearLists();
  }

  // ---- after a flush

  /** The rows of some pending objects are there; the undo makes them pending again. */
  void inserted(List<ManagedEntity> objects) {
    List<ManagedEntity> copy = List.copyOf(objects);
    undo.add(
        () -> pending.addAll(0, copy.stream().filter(state -> !state.status().isOut()).toList()));
    if (copy.size() == pending.size()) {
      pending.clear();
    } else {
      pending.removeAll(new HashSet<>(copy));
    }
  }

  /** A whole flush has carried out what is listed, but for what is pending. */
  void flushed() {
    clearLists();
    if (watches != null) {
      watches.renew();
    }
  }

  private void clearLists() {
    cleaned = null;
    reread = null;
    dirty.clear();
    forgetNewlyDirty();
    removed.clear();
    changed.clear();
    orphans.clear();
  }

  /** Forgets what only a transaction needs. */
  void endTransaction() {
    undo.discard();
    dropReread();
    watchedCollections.removeIf(ManagedCollection::endWatch);
  }
}
