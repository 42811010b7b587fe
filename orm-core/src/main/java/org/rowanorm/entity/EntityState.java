package org.rowanorm.entity;

import org.jspecify.annotations.Nullable;
import org.rowanorm.error.LazyLoadException;

/**
 * The managed state behind one object, as woven code sees it: where a trapped access goes. Not
 * thread-safe.
 */
public abstract class EntityState {

  private final Enhanced entity;

  /** The state of an object. */
  protected EntityState(Enhanced entity) {
    this.entity = entity;
  }

  /** The object that this state belongs to. */
  public final Enhanced entity() {
    return entity;
  }

  /** Whether the object's row was read, so that it is more than a reference. */
  protected abstract boolean isLoaded();

  /**
   * Makes a trapped slot readable: loads it, builds its collection or takes its snapshot, and
   * clears its read trap.
   */
  protected abstract void read(Enhanced self, int slot);

  /** Notes that a trapped slot is about to get a value, and clears its traps where it may. */
  protected abstract void write(Enhanced self, int slot, @Nullable Object value);

  /** {@link #write} to a field that holds a value. */
  protected abstract void replace(
      Enhanced self, int slot, @Nullable Object old, @Nullable Object value);

  /** Called by woven code before it reads a slot whose read trap is set. */
  public static void onRead(Enhanced self, int slot) {
    if (Passage.covers(self)) {
      return;
    }
    EntityState state = self.$rowan_entry();
    if (state == null) {
      readAlone(self, slot);
    } else if (state.entity == self) {
      state.read(self, slot);
    } else {
      Access.of(self.getClass()).forget(self);
      readAlone(self, slot);
    }
  }

  /** Called by woven code before it writes a slot whose write trap is set. */
  public static void onWrite(Enhanced self, int slot, @Nullable Object value) {
    if (Passage.covers(self)) {
      return;
    }
    EntityState state = self.$rowan_entry();
    if (state != null && state.entity == self) {
      state.write(self, slot, value);
      return;
    }
    Access access = Access.of(self.getClass());
    if (state != null) {
      access.forget(self);
    }
    // detached without a state (deserialised): the cleared traps keep the fact that it changed
    access.disarm(self, slot);
  }

  /**
   * {@link #onWrite} of a field, which holds a value: nobody need look for it. Small, so that it
   * can be inlined where a field is often written first.
   */
  public static void onReplace(
      Enhanced self, int slot, @Nullable Object old, @Nullable Object value) {
    EntityState state = self.$rowan_entry();
    if (state != null && state.entity == self && !Passage.covers(self)) {
      state.replace(self, slot, old, value);
    } else {
      onWrite(self, slot, value);
    }
  }

  /**
   * A value that is there was merely not yet watched for change; one that is not was not loaded.
   */
  private static void readAlone(Enhanced self, int slot) {
    Access access = Access.of(self.getClass());
    if (!access.watchable(slot) || access.read(self, slot) == null) {
      throw LazyLoadException.withoutSession(self.getClass(), access.name(slot));
    }
    access.disarmRead(self, slot);
  }
}
