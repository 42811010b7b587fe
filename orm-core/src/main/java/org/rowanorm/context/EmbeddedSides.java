package org.rowanorm.context;

import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToManyAttribute;

/**
 * Lets collections and other sides of associations stand in embeddables, which have no traps of
 * their own: they come when the embeddable is first read, and are compared when it is. Holds no
 * state.
 */
final class EmbeddedSides {

  private EmbeddedSides() {}

  /** Whether an embeddable can be completed without a load. */
  static boolean hasOnlyCollections(EmbeddedAttribute embedded) {
    return embedded.sides().stream().allMatch(ToManyAttribute.class::isInstance);
  }

  /** Brings what an embeddable lacks that is about to be read. */
  static void expose(ManagedEntity state, EmbeddedAttribute embedded) {
    for (Attribute side : embedded.sides()) {
      if (side instanceof ToManyAttribute collection) {
        state.collection(collection).exposeWithin();
      } else if (side instanceof InverseToOneAttribute inverse && state.lacks(inverse)) {
        ReadTraps.requireLoadable(state, inverse);
        state.context().loader().loadInverse(state, inverse);
      }
    }
  }

  /** Notes what changes with a slot that is about to get another embeddable. */
  static void replaced(
      ManagedEntity state, EmbeddedAttribute embedded, @Nullable Object embeddable) {
    boolean unread = state.model().access().readArmed(state.entity(), embedded.slot());
    for (Attribute side : embedded.sides()) {
      Object now = side.place().within(embeddable);
      if (side instanceof ToManyAttribute attribute) {
        ManagedCollection collection = state.collection(attribute);
        if (unread && collection.tracked() == null) {
          collection.replace(now);
        } else {
          collection.replaceWithin(now);
        }
      } else if (side instanceof InverseToOneAttribute inverse && !state.lacks(inverse)) {
        state.context().sides().pointed(state, inverse, now);
      }
    }
  }

  /** Finds collections that were put into an embeddable since it was read. */
  static void compare(ManagedEntity state, EmbeddedAttribute embedded) {
    for (Attribute side : embedded.sides()) {
      if (side instanceof ToManyAttribute collection) {
        state.collection(collection).replaceWithin(collection.read(state.entity()));
      }
    }
  }
}
