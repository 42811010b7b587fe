package org.rowanorm.entity;

import org.jspecify.annotations.Nullable;

/** What stands behind a tracked collection: it loads the elements and hears of changes. */
public interface CollectionOwner {

  /** Brings the elements of a collection that has none yet, through {@code fill} of it. */
  void load(TrackedCollection collection);

  /** The number of elements in the database; -1 where they are to be loaded to be counted. */
  default long size(TrackedCollection collection) {
    return -1;
  }

  /** Whether the database has an element; null where they are to be loaded to know. */
  default @Nullable Boolean has(TrackedCollection collection, @Nullable Object element) {
    return null;
  }

  /** The element at an index; null where they are to be loaded to know. */
  default @Nullable Object at(TrackedCollection collection, int index) {
    return null;
  }

  /** Whether what stands under a key of a map can be asked for without a load. */
  default boolean isAskedByKey(TrackedCollection collection) {
    return false;
  }

  /** What the database has under a key of a map, or null; where it can be asked. */
  default @Nullable Object under(TrackedCollection collection, @Nullable Object key) {
    return null;
  }

  /** Whether an element may be added without a load. */
  default boolean addsUnread(TrackedCollection collection) {
    return false;
  }

  /** Whether an element may be removed without a load. */
  default boolean removesUnread(TrackedCollection collection) {
    return false;
  }

  /** Called before each change of a collection. */
  void changing(TrackedCollection collection);

  /** Called after an element was put in. */
  void added(TrackedCollection collection, Object element);

  /** Called after an element was taken out. */
  void removed(TrackedCollection collection, Object element);

  /** Whether an element stands in it only because the other side of its association says so. */
  boolean isJoined(TrackedCollection collection, Object element);
}
