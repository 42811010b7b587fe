package org.rowanorm.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.RowanException;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * Keeps the two sides of associations in step while either of them changes. It sends nothing: what
 * a side that is not loaded will lack is noted, and done when it is loaded. Not thread-safe.
 */
final class Sides {

  /** One side of an association: an attribute of one object. */
  private record Side(ManagedEntity owner, Attribute attribute) {}

  /** An object that came to a side, or went; the database may have had it there before or not. */
  private record Change(ManagedEntity object, boolean comes, boolean wasThere) {}

  private final PersistenceContext context;
  private Map<Side, List<Change>> waiting = new HashMap<>(0);

  Sides(PersistenceContext context) {
    this.context = context;
  }

  /** Adds the objects for which changes of their sides are noted. */
  void addOwners(Set<ManagedEntity> owners) {
    waiting.keySet().forEach(side -> owners.add(side.owner()));
  }

  // ---- what the user does

  /** A reference gets another object, or none. */
  void pointed(
      ManagedEntity state, ToOneAttribute reference, @Nullable Object old, @Nullable Object now) {
    pointed(state, reference, old, now, null);
  }

  private void pointed(
      ManagedEntity state,
      ToOneAttribute reference,
      @Nullable Object old,
      @Nullable Object now,
      @Nullable ManagedCollection by) {
    List<Attribute> others = state.model().otherSides(reference);
    if (others.isEmpty() || old == now) {
      return;
    }
    ManagedEntity left = context.own(old);
    ManagedEntity joined = context.own(now);
    for (Attribute other : others) {
      if (left != null && !isOf(by, left, other)) {
        go(left, other, state);
      }
      if (joined != null && !isOf(by, joined, other)) {
        come(joined, other, new Change(state, true, false));
      }
    }
  }

  private static boolean isOf(
      @Nullable ManagedCollection by, ManagedEntity owner, Attribute attribute) {
    return by != null && by.owner() == owner && by.attribute() == attribute;
  }

  /** The side of a one-to-one association without the key gets another object, or none. */
  void pointed(ManagedEntity state, InverseToOneAttribute side, @Nullable Object now) {
    Object old = isKnown(state, side) ? side.read(state.entity()) : null;
    if (old != now) {
      release(old, side.mappedBy(), state.entity(), null);
    }
    point(now, side.mappedBy(), state.entity(), null);
  }

  /** Why a collection cannot get an element: it would change with it, and can only be read. */
  @Nullable RowanException refusal(ToManyAttribute attribute, Object element) {
    ManagedEntity state = context.own(element);
    if (state == null || !state.isReadOnly()) {
      return null;
    }
    ToOneAttribute reference = attribute.mappedBy();
    if (reference != null) {
      return ReadOnly.refusal(state, reference);
    }
    for (Attribute other : others(attribute)) {
      if (other instanceof ToManyAttribute collection && collection.writesRows()) {
        return ReadOnly.refusal(state, other);
      }
    }
    return null;
  }

  /** A collection got an element. */
  void added(ManagedCollection collection, Object element) {
    ToManyAttribute attribute = collection.attribute();
    ToOneAttribute reference = attribute.mappedBy();
    if (reference != null) {
      point(element, reference, collection.owner().entity(), collection);
      return;
    }
    ManagedEntity state = context.own(element);
    if (state != null) {
      Change change = new Change(collection.owner(), true, false);
      others(attribute).forEach(other -> come(state, other, change));
    }
  }

  /** A collection lost an element. */
  void removed(ManagedCollection collection, Object element) {
    ToManyAttribute attribute = collection.attribute();
    ToOneAttribute reference = attribute.mappedBy();
    if (reference != null) {
      release(element, reference, collection.owner().entity(), collection);
      return;
    }
    ManagedEntity state = context.own(element);
    if (state != null) {
      others(attribute).forEach(other -> go(state, other, collection.owner()));
    }
  }

  /** What the other sides of an object's references have to hold: it is new here, or back. */
  void appeared(ManagedEntity state) {
    if (state.model().isAlone()) {
      return;
    }
    for (ToOneAttribute reference : state.model().toOnes()) {
      ManagedEntity target =
          reference.place().isSlot() ? context.own(reference.read(state.entity())) : null;
      if (target != null) {
        boolean stored = state.isStored() && !state.isDirty(reference.slot());
        for (Attribute other : state.model().otherSides(reference)) {
          come(target, other, new Change(state, true, stored));
        }
      }
    }
    for (ToManyAttribute attribute : state.model().toManys()) {
      if (!others(attribute).isEmpty() && state.holds(attribute)) {
        appeared(state.collection(attribute));
      }
    }
  }

  /** What the database has of it already is no news to sides that will be read from there. */
  private void appeared(ManagedCollection collection) {
    ManagedEntity owner = collection.owner();
    Set<Object> stored = Collections.newSetFromMap(new IdentityHashMap<>());
    if (owner.isStored() && !collection.isStoredUnknown()) {
      stored.addAll(collection.stored().elements());
    }
    for (Object element : collection.elements()) {
      boolean there = stored.contains(element);
      ManagedEntity state = there ? context.own(element) : null;
      if (!there || collection.attribute().mappedBy() != null) {
        added(collection, element);
      } else if (state != null) {
        for (Attribute other : others(collection.attribute())) {
          come(state, other, new Change(owner, true, true));
        }
      }
    }
  }

  /** An object is to be deleted, or let go of: nothing that is loaded refers to it any longer. */
  void vanished(ManagedEntity state) {
    for (ToOneAttribute reference : state.model().toOnes()) {
      if (reference.place().isSlot()) {
        pointed(state, reference, reference.read(state.entity()), null);
      }
    }
    for (ToManyAttribute attribute : state.model().toManys()) {
      boolean writes = attribute.writesRows() && !others(attribute).isEmpty();
      if (writes && state.holds(attribute)) {
        ManagedCollection collection = state.collection(attribute);
        collection.elements().forEach(element -> removed(collection, element));
      }
    }
  }

  /** What was changed in an object and not flushed is about to be lost. */
  void takenBack(ManagedEntity state) {
    for (ToOneAttribute reference : state.model().toOnes()) {
      if (reference.place().isSlot() && state.knowsBase(reference.slot())) {
        Object now = reference.read(state.entity());
        pointed(state, reference, now, state.base(reference.slot()));
      }
    }
  }

  /** Arms a new object's references that have another side. */
  static void arm(ManagedEntity state) {
    EntityModel model = state.model();
    if (model.isAlone()) {
      return;
    }
    for (ToOneAttribute reference : model.toOnes()) {
      if (reference.place().isSlot() && !model.otherSides(reference).isEmpty()) {
        model.access().armWrite(state.entity(), reference.slot());
      }
    }
  }

  // ---- references

  /** Makes an object refer to another one. */
  void point(
      @Nullable Object object,
      ToOneAttribute reference,
      @Nullable Enhanced target,
      @Nullable ManagedCollection by) {
    if (!(object instanceof Enhanced entity)
        || !reference.place().isSlot()
        || !reference.owner().type().isInstance(object)) {
      return;
    }
    Access access = Access.of(entity.getClass());
    ManagedEntity state = context.own(entity);
    if (state == null) {
      if (!access.tracked(entity)) {
        access.write(entity, reference.slot(), target); // new: nothing else knows it
      }
      return;
    }
    boolean fixed = state.isStored() && state.model().id().has(reference.slot());
    if (state.status() != Status.REMOVED && !fixed) {
      Object old = state.target(reference);
      if (old != target) {
        state.point(reference, target);
        access.write(entity, reference.slot(), target);
        pointed(state, reference, old, target, by);
      }
    }
  }

  /** Makes an object refer to nothing, where it refers to another one. */
  void release(
      @Nullable Object object,
      ToOneAttribute reference,
      Enhanced target,
      @Nullable ManagedCollection by) {
    if (object instanceof Enhanced entity
        && reference.place().isSlot()
        && reference.owner().type().isInstance(object)
        && Access.of(entity.getClass()).read(entity, reference.slot()) == target) {
      point(object, reference, null, by);
    }
  }

  // ---- what is loaded, and what is not

  private void come(ManagedEntity owner, Attribute side, Change change) {
    ManagedEntity object = change.object();
    if (!isKnown(owner, side)) {
      ManagedCollection large = largeWriter(owner, side);
      if (large == null) {
        comeUnread(owner, side, change);
      } else {
        large.members().joinUnread(object.entity(), change.wasThere());
      }
    } else if (side instanceof ToManyAttribute collection) {
      owner.collection(collection).members().join(object.entity());
    } else if (side instanceof InverseToOneAttribute inverse) {
      Object old = inverse.read(owner.entity());
      owner.fill(inverse, object.entity());
      if (old instanceof Enhanced other && old != object.entity()) {
        release(old, inverse.mappedBy(), owner.entity(), null);
        if (inverse.orphanRemoval()) {
          context.listOrphan(owner, inverse, other);
        }
      }
    }
  }

  private void go(ManagedEntity owner, Attribute side, ManagedEntity object) {
    if (!isKnown(owner, side)) {
      ManagedCollection large = largeWriter(owner, side);
      if (large == null) {
        goUnread(owner, side, object);
      } else {
        large.members().leaveUnread(object.entity());
      }
    } else if (side instanceof ToManyAttribute collection) {
      owner.collection(collection).members().leave(object.entity());
    } else if (side instanceof InverseToOneAttribute inverse
        && inverse.read(owner.entity()) == object.entity()) {
      owner.fill(inverse, null);
    }
  }

  private void comeUnread(ManagedEntity owner, Attribute side, Change change) {
    ManagedCollection unread = unread(owner, side);
    boolean removed = unread != null && unread.members().forgetRemoved(change.object().entity());
    await(owner, side, new Change(change.object(), true, change.wasThere() || removed));
  }

  private static @Nullable ManagedCollection unread(ManagedEntity owner, Attribute side) {
    return side instanceof ToManyAttribute collection ? owner.collectionOrNull(collection) : null;
  }

  private void goUnread(ManagedEntity owner, Attribute side, ManagedEntity object) {
    ManagedCollection unread = unread(owner, side);
    boolean added = unread != null && unread.members().forgetAdded(object.entity());
    await(owner, side, new Change(object, false, !added));
  }

  /** A collection whose rows change without a load of the others, or null. */
  private static @Nullable ManagedCollection largeWriter(ManagedEntity owner, Attribute side) {
    boolean large = side instanceof ToManyAttribute it && it.isLarge() && it.writesRows();
    ManagedCollection collection = large ? owner.collection((ToManyAttribute) side) : null;
    return collection != null && collection.members().changeUnread() ? collection : null;
  }

  private static boolean isKnown(ManagedEntity owner, Attribute side) {
    if (side instanceof ToManyAttribute collection) {
      return owner.holds(collection) || owner.isPending();
    }
    return owner.isPending()
        || (owner.status() == Status.MANAGED
            && side instanceof InverseToOneAttribute inverse
            && !owner.lacks(inverse));
  }

  private void await(ManagedEntity owner, Attribute side, Change change) {
    waiting.computeIfAbsent(new Side(owner, side), s -> new ArrayList<>(1)).add(change);
  }

  // ---- what a collection that is not loaded will have

  /**
   * How many elements more than in the database it has, by what is noted for it.
   *
   * @param added those that were added to it too, which are counted apart
   */
  int more(ManagedEntity owner, ToManyAttribute side, List<Object> added) {
    int more = 0;
    Map<ManagedEntity, Boolean> now = new HashMap<>();
    for (Change change : noted(owner, side)) {
      Boolean before = now.put(change.object(), change.comes());
      boolean was = before == null ? change.wasThere() : before;
      if (added.stream().noneMatch(element -> element == change.object().entity())) {
        more += (change.comes() ? 1 : 0) - (was ? 1 : 0);
      }
    }
    return more;
  }

  /** Whether it has an object by what is noted for it; null where nothing is. */
  @Nullable Boolean has(ManagedEntity owner, ToManyAttribute side, Object object) {
    Boolean has = null;
    for (Change change : noted(owner, side)) {
      has = change.object().entity() == object ? Boolean.valueOf(change.comes()) : has;
    }
    return has;
  }

  /** Whether anything is noted for it. */
  boolean isNoted(ManagedEntity owner, ToManyAttribute side) {
    return !noted(owner, side).isEmpty();
  }

  /**
   * Notes what is said to a collection that is not loaded of an element for which something is
   * noted already.
   *
   * @return whether something was
   */
  boolean saidUnread(ManagedCollection collection, Object element, boolean comes) {
    Boolean had = has(collection.owner(), collection.attribute(), element);
    ManagedEntity object = had == null ? null : context.own(element);
    if (object != null) {
      await(collection.owner(), collection.attribute(), new Change(object, comes, !comes));
    }
    return object != null;
  }

  private List<Change> noted(ManagedEntity owner, ToManyAttribute side) {
    return waiting.isEmpty() ? List.of() : waiting.getOrDefault(new Side(owner, side), List.of());
  }

  /** A side was loaded: what changed meanwhile shows in it. */
  void loaded(ManagedEntity owner, Attribute attribute) {
    List<Change> changes = waiting.isEmpty() ? null : waiting.remove(new Side(owner, attribute));
    if (changes != null) {
      for (Change change : changes) {
        if (!change.comes()) {
          go(owner, attribute, change.object());
        } else if (context.own(change.object().entity()) == change.object()
            && change.object().status() != Status.REMOVED) {
          come(owner, attribute, change);
        }
      }
    }
  }

  /** A side was replaced as a whole: what was noted for it does not count any more. */
  void replaced(ManagedEntity owner, Attribute attribute) {
    if (!waiting.isEmpty()) {
      waiting.remove(new Side(owner, attribute));
    }
  }

  /** The collections whose rows have to change, and which are not loaded. */
  List<ManagedCollection> unloadedWriters() {
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<ManagedCollection> writers = new ArrayList<>(0);
    for (Side side : waiting.keySet()) {
      if (side.attribute() instanceof ToManyAttribute collection
          && collection.writesRows()
          && side.owner().isStored()) {
        writers.add(side.owner().collection(collection));
      }
    }
    return writers;
  }

  /** Forgets what is noted: the database has it; the undo takes that back. */
  void flushed(UndoRecord undo) {
    if (!waiting.isEmpty()) {
      Map<Side, List<Change>> before = waiting;
      waiting = new HashMap<>(0);
      undo.add(() -> undo.afterwards(() -> before.forEach(this::awaitAgain)));
    }
  }

  /** A side that was loaded since holds what it is to hold. */
  private void awaitAgain(Side side, List<Change> changes) {
    if (!isKnown(side.owner(), side.attribute())) {
      waiting.merge(side, changes, Sides::after);
    }
  }

  private static List<Change> after(List<Change> later, List<Change> earlier) {
    List<Change> all = new ArrayList<>(earlier);
    all.addAll(later);
    return all;
  }

  /** Forgets all that is noted. */
  void forget() {
    waiting.clear();
  }

  /** Forgets what is noted of objects that were let go of. */
  void forgetOut() {
    waiting.keySet().removeIf(side -> side.owner().status().isOut());
  }

  private static List<Attribute> others(ToManyAttribute attribute) {
    return attribute.table() != null && attribute.table().mappedBy() != null
        ? List.of(attribute.table().mappedBy())
        : attribute.owner().otherSides(attribute);
  }
}
