package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.rowanorm.context.ManagedCollection;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.CollectionLink;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * Brings the two sides of associations together where that could not be done when they changed: a
 * user's own collection was changed past the attribute, an object was not known yet, or a side that
 * writes rows is not loaded. Sides that say different things are refused. Not thread-safe.
 */
final class BothSides {

  private final PersistenceContext context;

  BothSides(PersistenceContext context) {
    this.context = context;
  }

  void align() {
    for (ManagedCollection collection : context.unloadedWriters()) {
      context.loader().loadCollection(collection.owner(), collection.attribute());
    }
    for (ManagedCollection collection : List.copyOf(context.changed())) {
      Status owner = collection.owner().status();
      if (owner != Status.REMOVED && !owner.isOut() && collection.attribute().isAssociation()) {
        align(collection);
      }
    }
    for (int i = 0; i < context.pending().size(); i++) {
      alignInverses(context.pending().get(i));
    }
    if (!context.dirty().isEmpty()) {
      List.copyOf(context.dirty()).forEach(this::alignInverses);
    }
  }

  private void align(ManagedCollection collection) {
    Set<Object> now = identitySet(collection.elements());
    Set<Object> before =
        collection.isStoredUnknown() ? Set.of() : identitySet(collection.stored().elements());
    ToOneAttribute reference = collection.attribute().mappedBy();
    for (Object element : now) {
      if (before.contains(element)) {
        continue;
      }
      if (reference != null) {
        joined(collection, reference, CollectionKeys.state(element));
      } else {
        others(collection, element)
            .forEach(other -> other.members().join(collection.owner().entity()));
      }
    }
    for (Object element : before) {
      if (now.contains(element)) {
        continue;
      }
      if (reference != null) {
        left(collection, reference, CollectionKeys.state(element));
      } else {
        others(collection, element)
            .forEach(other -> other.members().leave(collection.owner().entity()));
      }
    }
  }

  // ---- one-to-many

  private void joined(
      ManagedCollection collection, ToOneAttribute reference, ManagedEntity element) {
    Enhanced owner = collection.owner().entity();
    Object target = reference.read(element.entity());
    if (target == owner || !stays(element) || !reference.place().isSlot()) {
      return;
    }
    if (target != null) {
      throw disagree(collection, reference, element, target, " has ");
    }
    context.point(element, reference, owner);
  }

  private void left(ManagedCollection collection, ToOneAttribute reference, ManagedEntity element) {
    Enhanced owner = collection.owner().entity();
    if (reference.read(element.entity()) != owner || !stays(element)) {
      return;
    }
    if (element.isDirty(reference.slot()) && !element.isBack(reference.slot())) {
      throw disagree(collection, reference, element, owner, " has no longer ");
    }
    context.point(element, reference, null);
  }

  private static boolean stays(ManagedEntity element) {
    return element.status() == Status.MANAGED || element.isPending();
  }

  private static EntityStateException disagree(
      ManagedCollection collection,
      ToOneAttribute reference,
      ManagedEntity element,
      Object target,
      String has) {
    return disagree(
        collection.owner().describe() + has + element.describe(),
        collection.attribute(),
        element,
        reference,
        target);
  }

  private static EntityStateException disagree(
      String said, Attribute side, ManagedEntity other, ToOneAttribute reference, Object target) {
    return new EntityStateException(
        ErrorCode.SIDES_DISAGREE,
        null,
        "The two sides of an association disagree",
        said + " in " + side.path(),
        other.describe() + " refers to " + describe(target) + " with " + reference.path(),
        "change one of them");
  }

  private static String describe(Object target) {
    return CollectionKeys.state(target).describe();
  }

  // ---- one-to-one

  private void alignInverses(ManagedEntity state) {
    if (state.model().isAlone()) {
      return;
    }
    for (InverseToOneAttribute side : state.model().inverses()) {
      boolean pending = state.isPending();
      boolean written = side.place().isSlot() && state.isStored() && state.isDirty(side.slot());
      if (pending || written) {
        if (!pending && !state.knowsBase(side.slot())) {
          context.loadReplaced(state, side);
        }
        check(state, side);
      }
    }
  }

  private static void check(ManagedEntity state, InverseToOneAttribute side) {
    if (side.read(state.entity()) instanceof Enhanced other && side.mappedBy().place().isSlot()) {
      Object target = side.mappedBy().read(other);
      if (target != null && target != state.entity() && stays(CollectionKeys.state(other))) {
        throw disagree(
            state.describe() + " has " + describe(other),
            side,
            CollectionKeys.state(other),
            side.mappedBy(),
            target);
      }
    }
  }

  // ---- many-to-many

  /** The collections of an element that hold the same association, as far as they are there. */
  private List<ManagedCollection> others(ManagedCollection collection, Object element) {
    ManagedEntity state = CollectionKeys.state(element);
    CollectionLink.InTable table = collection.attribute().table();
    if (table == null || !stays(state)) {
      return List.of();
    }
    List<ManagedCollection> others = new ArrayList<>(1);
    if (table.mappedBy() != null) {
      ManagedCollection writer = state.collection(table.mappedBy());
      if (state.isStored() && !state.holds(table.mappedBy()) && !writer.members().changeUnread()) {
        context.loader().loadCollection(state, table.mappedBy());
      }
      others.add(writer);
    }
    for (Attribute other : collection.attribute().owner().otherSides(collection.attribute())) {
      if (other instanceof ToManyAttribute side && state.holds(side)) {
        others.add(state.collection(side));
      }
    }
    return others;
  }

  private static Set<Object> identitySet(List<Object> elements) {
    Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(elements);
    return set;
  }
}
