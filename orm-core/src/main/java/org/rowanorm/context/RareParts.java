package org.rowanorm.context;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/** What only some objects need of their state, so that the others do without. Not thread-safe. */
final class RareParts {

  /** Stands for a null that a slot held. */
  private static final Object NOTHING = new Object();

  /** What dirty slots held when they were clean, by slot. */
  private @Nullable Object @Nullable [] bases;

  /** The dirty slots beyond those that the state has bits for. */
  private @Nullable BitSet moreDirty;

  /** The keys of references whose objects are found when they are first read. */
  private @Nullable Map<ToOneAttribute, Object> deferred;

  /** Sides of associations in embeddables that are filled, though the embeddable was not read. */
  private @Nullable Set<InverseToOneAttribute> filled;

  /** By the place of their attributes among those of the entity. */
  private @Nullable ManagedCollection @Nullable [] collections;

  boolean knowsBase(int slot) {
    return bases != null && bases[slot] != null;
  }

  @Nullable Object base(int slot) {
    Object value = bases == null ? null : bases[slot];
    return value == NOTHING ? null : value;
  }

  /** Notes what a slot held, of an object with a number of slots. */
  void base(int slot, @Nullable Object value, int slots) {
    if (bases == null) {
      bases = new @Nullable Object[slots];
    }
    bases[slot] = value == null ? NOTHING : value;
  }

  void forgetBase(int slot) {
    if (bases != null) {
      bases[slot] = null;
    }
  }

  void forgetBases() {
    bases = null;
  }

  @Nullable BitSet moreDirty() {
    return moreDirty;
  }

  boolean isMoreDirty() {
    return moreDirty != null && !moreDirty.isEmpty();
  }

  boolean isMoreDirty(int slot) {
    return moreDirty != null && moreDirty.get(slot);
  }

  void markMoreDirty(int slot) {
    if (moreDirty == null) {
      moreDirty = new BitSet();
    }
    moreDirty.set(slot);
  }

  void clearMoreDirty() {
    moreDirty = null;
  }

  @Nullable Map<ToOneAttribute, Object> deferred() {
    return deferred;
  }

  void defer(ToOneAttribute attribute, Object key) {
    if (deferred == null) {
      deferred = new HashMap<>(2);
    }
    deferred.put(attribute, key);
  }

  void deferred(@Nullable Map<ToOneAttribute, Object> keys) {
    deferred = keys;
  }

  boolean isFilled(InverseToOneAttribute attribute) {
    return filled != null && filled.contains(attribute);
  }

  void fill(InverseToOneAttribute attribute) {
    if (filled == null) {
      filled = new HashSet<>(2);
    }
    filled.add(attribute);
  }

  void forget(InverseToOneAttribute attribute) {
    if (filled != null) {
      filled.remove(attribute);
    }
  }

  /** Forgets what was loaded, and is to be, beside the row. */
  void forgetLoads() {
    deferred = null;
    filled = null;
  }

  @Nullable ManagedCollection collection(int index) {
    return collections == null ? null : collections[index];
  }

  /** Puts a collection, or null, in its place among a number of them. */
  void collection(int index, @Nullable ManagedCollection collection, int all) {
    if (collections == null) {
      collections = new @Nullable ManagedCollection[all];
    }
    collections[index] = collection;
  }
}
