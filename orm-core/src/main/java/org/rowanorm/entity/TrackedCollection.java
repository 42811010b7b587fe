package org.rowanorm.entity;

import java.util.Collection;
import java.util.List;

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

  /** The elements as they are now, those of a map its values, without any load. */
  List<Object> snapshot();
}
