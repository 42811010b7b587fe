package org.rowanorm.entity;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A collection of an entity that loads itself at first use and reports its changes. Not
 * thread-safe, as no entity is.
 */
public interface TrackedCollection {

  /** Whether the elements are there. */
  boolean isLoaded();

  /** Gives it its elements, a map its entries; the engine calls it once. */
  void fill(Collection<?> elements);

  /** Lets go of its elements, so that the next use loads them anew. */
  void unload();

  /** Puts it behind another owner: its object was taken into another session. */
  void belongTo(CollectionOwner owner);

  /** The elements that were removed and not flushed while the others were not loaded. */
  default List<Object> removedUnread() {
    return List.of();
  }

  /**
   * Notes that the database has what was added and removed while the others were not loaded; of one
   * element, or of all where it is null.
   *
   * @return what takes it back
   */
  default Runnable settle(@Nullable Object element) {
    return () -> {};
  }

  /**
   * Forgets of what was added and removed while the others were not loaded what is not to be.
   *
   * @param isToCome whether an element that was added still is to be
   * @param isToGo whether an element that was removed still is to be
   */
  default void keepUnread(Predicate<Object> isToCome, Predicate<Object> isToGo) {}

  /**
   * The elements as they are now, those of a map its values, without any load; of a collection that
   * is not loaded those that were added.
   */
  List<Object> snapshot();

  /**
   * Puts an element in because the other side of its association changed; the owner is not told.
   *
   * @param key its key in a map; null elsewhere
   */
  void join(Object element, @Nullable Object key);

  /** Takes an element out because the other side changed; the owner is not told. */
  void leave(Object element);
}
