package org.rowanorm.entity;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a tracked collection, which its owner loads at first use and hears of before each
 * change. Not thread-safe.
 *
 * @param <C> the collection that holds them
 */
final class Elements<C extends Collection<?>> {

  private final TrackedCollection tracked;
  private CollectionOwner owner;
  private @Nullable C held;

  Elements(TrackedCollection tracked, CollectionOwner owner, @Nullable C held) {
    this.tracked = tracked;
    this.owner = owner;
    this.held = held;
  }

  boolean isLoaded() {
    return held != null;
  }

  void fill(C elements) {
    VarHandle
        .releaseFence(); // who sees them sees them whole, also where a thread loads for another
    held = elements;
  }

  void unload() {
    held = null;
  }

  void belongTo(CollectionOwner newOwner) {
    owner = newOwner;
  }

  List<Object> snapshot() {
    return held == null ? List.of() : new ArrayList<>(held);
  }

  /** The elements, loaded now where they are not there yet. */
  C loaded() {
    if (held == null) {
      owner.load(tracked);
    }
    C now = held;
    if (now == null) {
      throw new IllegalStateException("the owner did not fill its collection");
    }
    return now;
  }

  /** The elements, about to be changed. */
  C changing() {
    C now = loaded();
    owner.changing(tracked);
    return now;
  }
}
