package org.rowanorm.entity;

/** What stands behind a tracked collection: it loads the elements and hears of changes. */
public interface CollectionOwner {

  /** Brings the elements of a collection that has none yet, through {@code fill} of it. */
  void load(TrackedCollection collection);

  /** Called before each change of a collection whose elements are there. */
  void changing(TrackedCollection collection);

  /** Called after an element was put in. */
  void added(TrackedCollection collection, Object element);

  /** Called after an element was taken out. */
  void removed(TrackedCollection collection, Object element);

  /** Whether an element stands in it only because the other side of its association says so. */
  boolean isJoined(TrackedCollection collection, Object element);
}
