package org.rowanorm.entity;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a tracked collection, which its owner loads at first use and hears of before and
 * after each change. Not thread-safe.
 *
 * @param <E> the elements
 * @param <C> the collection that holds them
 */
final class Elements<E, C extends Collection<E>> {

  /** What iterators under way go through once the engine has changed the elements. */
  static final class Shown<E> {
    private @Nullable List<E> kept;

    @Nullable List<E> kept() {
      return kept;
    }
  }

  private final TrackedCollection tracked;
  private CollectionOwner owner;
  private @Nullable C held;
  private @Nullable Shown<E> shown;

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
    return held();
  }

  private C held() {
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

  void added(@Nullable Object element) {
    if (element != null) {
      owner.added(tracked, element);
    }
  }

  void removed(@Nullable Object element) {
    if (element != null) {
      owner.removed(tracked, element);
    }
  }

  boolean isJoined(@Nullable Object element) {
    return element != null && owner.isJoined(tracked, element);
  }

  /** The elements, about to be changed by the engine: iterators under way go on as they were. */
  C stepping() {
    C now = held();
    if (shown != null) {
      shown.kept = new ArrayList<>(now);
      shown = null;
    }
    return now;
  }

  /** Takes an element out by itself, and not by what it equals. */
  boolean removeOnly(@Nullable Object element) {
    return held().removeIf(other -> other == element);
  }

  Iterator<E> iterator() {
    C now = loaded();
    if (shown == null) {
      shown = new Shown<>();
    }
    return new TrackedIterator<>(this, Objects.requireNonNull(shown), now.iterator());
  }
}
