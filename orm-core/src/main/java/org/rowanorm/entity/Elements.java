package org.rowanorm.entity;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
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
  private List<E> added = List.of();
  private List<Object> removed = List.of();
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
    elements.removeAll(removed);
    elements.addAll(added);
    held = elements;
    forgetUnread();
  }

  void unload() {
    held = null;
    forgetUnread();
  }

  private void forgetUnread() {
    added = List.of();
    removed = List.of();
  }

  void belongTo(CollectionOwner newOwner) {
    owner = newOwner;
  }

  List<Object> snapshot() {
    return new ArrayList<>(held == null ? added : held);
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

  // ---- without a load

  List<Object> removed() {
    return removed;
  }

  /** Nobody else will know what was added and removed. */
  void loadWhereChanged() {
    if (!(added.isEmpty() && removed.isEmpty())) {
      loaded();
    }
  }

  Runnable settle(@Nullable Object element) {
    List<E> addedBefore = added;
    List<Object> removedBefore = removed;
    added = element == null ? List.of() : without(added, element);
    removed = element == null ? List.of() : removed;
    return () -> {
      if (held == null) {
        unsettle(addedBefore, removedBefore);
      }
    };
  }

  /** What was settled is to be done again, but for what was taken back since. */
  private void unsettle(List<E> addedBefore, List<Object> removedBefore) {
    List<E> addedSince = added;
    added = together(minus(addedBefore, removed), minus(addedSince, removedBefore));
    removed = together(minus(removedBefore, addedSince), minus(removed, addedBefore));
  }

  /** What has come and what has gone of itself is not to be added or removed any more. */
  void keepUnread(Predicate<Object> isToCome, Predicate<Object> isToGo) {
    added = new ArrayList<>(added.stream().filter(isToCome).toList());
    removed = new ArrayList<>(removed.stream().filter(isToGo).toList());
  }

  private static <T> List<T> without(List<T> list, Object element) {
    return new ArrayList<>(list.stream().filter(other -> other != element).toList());
  }

  private static <T> List<T> minus(List<T> list, List<?> others) {
    List<T> left = new ArrayList<>(list);
    for (Object other : others) {
      for (int i = 0; i < left.size(); i++) {
        if (left.get(i) == other) {
          left.remove(i);
          break;
        }
      }
    }
    return left;
  }

  private static <T> List<T> together(List<T> first, List<T> second) {
    first.addAll(second);
    return first;
  }

  int size() {
    long stored = held == null ? owner.size(tracked) : -1;
    return stored < 0 ? loaded().size() : Math.toIntExact(stored + added.size() - removed.size());
  }

  boolean contains(@Nullable Object element) {
    boolean unread = held == null && element != null;
    if (unread && (added.contains(element) || removed.contains(element))) {
      return added.contains(element);
    }
    Boolean stored = held == null ? owner.has(tracked, element) : null;
    return stored == null ? loaded().contains(element) : stored;
  }

  @Nullable Object at(int index) {
    return held == null && added.isEmpty() && removed.isEmpty() ? owner.at(tracked, index) : null;
  }

  boolean mustLoadToAdd() {
    return !owner.addsUnread(tracked);
  }

  /** Adds an element if it needs no others to be loaded; tells whether it did. */
  boolean isAddedUnread(E element) {
    if (held != null || !owner.addsUnread(tracked)) {
      return false;
    }
    owner.changing(tracked);
    added = new ArrayList<>(added);
    added.add(element);
    added(element);
    return true;
  }

  /** Puts an element in because the other side says so, whether or not the others are loaded. */
  void join(E element) {
    if (held != null) {
      stepping().add(element);
      return;
    }
    int before = removed.size();
    removed = without(removed, element);
    if (removed.size() == before) {
      added = new ArrayList<>(added);
      added.add(element);
    }
  }

  /** Takes an element out of those that are not loaded because the other side says so. */
  boolean leaveUnread(Object element) {
    if (held == null) {
      int before = added.size();
      added = without(added, element);
      if (added.size() == before && removed.stream().noneMatch(other -> other == element)) {
        removed = new ArrayList<>(removed);
        removed.add(element);
      }
    }
    return held == null;
  }

  /** Removes an element if that needs no others; null where they are to be loaded to know. */
  @Nullable Boolean removeUnread(@Nullable Object element) {
    if (held != null || element == null || !owner.removesUnread(tracked)) {
      return null;
    }
    if (!contains(element)) {
      return false;
    }
    owner.changing(tracked);
    if (added.contains(element)) {
      added = new ArrayList<>(added);
      added.remove(element);
    } else {
      removed = new ArrayList<>(removed);
      removed.add(element);
    }
    removed(element);
    return true;
  }
}
