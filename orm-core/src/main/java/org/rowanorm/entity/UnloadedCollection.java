package org.rowanorm.entity;

import java.io.Serial;
import java.io.Serializable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.LazyLoadException;

/**
 * The serialised form of a tracked collection without elements: it comes back as one, which cannot
 * be read before its object is taken into a session.
 */
record UnloadedCollection(Kind kind) implements Serializable {

  enum Kind {
    LIST,
    SET,
    MAP
  }

  /** What stands behind it until a session does. */
  private enum Nobody implements CollectionOwner {
    INSTANCE;

    @Override
    public void load(TrackedCollection collection) {
      throw new LazyLoadException(
          ErrorCode.LAZY_LOAD,
          null,
          "A collection was not loaded",
          "its object was deserialised, so no session stands behind it",
          "read the collection before, or attach the object to a session");
    }

    @Override
    public void changing(TrackedCollection collection) {
      // nothing was loaded, so nothing is known that could change
    }

    @Override
    public void added(TrackedCollection collection, Object element) {}

    @Override
    public void removed(TrackedCollection collection, Object element) {}

    @Override
    public boolean isJoined(TrackedCollection collection, Object element) {
      return false;
    }
  }

  @Serial
  private Object readResolve() {
    return switch (kind) {
      case LIST -> new TrackedList<>(Nobody.INSTANCE);
      case SET -> new TrackedSet<>(Nobody.INSTANCE);
      case MAP -> new TrackedMap<>(Nobody.INSTANCE);
    };
  }
}
