package org.rowanorm.context;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToManyAttribute;

/**
 * Makes objects forget what rows of one entity may have told them, since these rows may have
 * changed: the clean ones of that entity all, others the sides that its rows hold. For one use by
 * one thread.
 */
final class Expiry {

  private final EntityModel changed;
  private final IdentityHashMap<EntityModel, List<Attribute>> sides = new IdentityHashMap<>();

  Expiry(EntityModel changed) {
    this.changed = changed.root();
  }

  /** Makes an object forget. */
  void expire(ManagedEntity state) {
    if (state.model().root() == changed) {
      state.expire();
    }
    if (state.status() == Status.MANAGED) {
      sides.computeIfAbsent(state.model(), this::sides).forEach(state::expire);
    }
  }

  /** The collections and references of an entity that the changed rows hold. */
  private List<Attribute> sides(EntityModel model) {
    List<Attribute> found = new ArrayList<>(0);
    for (ToManyAttribute collection : model.toManys()) {
      if (collection.isAssociation() && collection.target().root() == changed) {
        found.add(collection);
      }
    }
    for (InverseToOneAttribute inverse : model.inverses()) {
      if (inverse.target().root() == changed) {
        found.add(inverse);
      }
    }
    return found;
  }
}
