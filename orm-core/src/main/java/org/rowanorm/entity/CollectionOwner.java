package org.rowanorm.entity;

/** What stands behind a tracked collection: it loads the elements and hears of changes. */
public interface CollectionOwner {

  /** Brings the elements of a collection that has none yet, through {@code fill} of it. */
  void load(TrackedCollection collection);

  /** Called before each change of a collection whose elements are there. */
  void changing(TrackedCollection collection);
}
