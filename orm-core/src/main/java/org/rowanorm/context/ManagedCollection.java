package org.rowanorm.context;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.CollectionOwner;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.TrackedCollection;
import org.rowanorm.entity.TrackedList;
import org.rowanorm.entity.TrackedSet;
import org.rowanorm.mapping.CollectionKind;
import org.rowanorm.mapping.ToManyAttribute;

/**
 * What a session knows of one collection: the elements that the database has, once they may differ
 * from those that the collection holds. Not thread-safe.
 */
public final class ManagedCollection implements CollectionOwner {

  private final ManagedEntity owner;
  private final ToManyAttribute attribute;
  private @Nullable TrackedCollection tracked;
  private @Nullable List<Object> stored;
  private boolean storedUnknown;
  private boolean changed;
  private boolean watched;

  ManagedCollection(ManagedEntity owner, ToManyAttribute attribute) {
    this.owner = owner;
    this.attribute = attribute;
  }

  /** The object that has the collection. */
  public ManagedEntity owner() {
    return owner;
  }

  /** The attribute that holds it. */
  public ToManyAttribute attribute() {
    return attribute;
  }

  /** The collection in the attribute, or null before its first use and where it was replaced. */
  public @Nullable TrackedCollection tracked() {
    return tracked;
  }

  /**
   * Puts an unloaded collection into the attribute, which is about to be read for the first time.
   */
  void expose() {
    TrackedCollection made =
        attribute.kind() == CollectionKind.SET ? new TrackedSet<>(this) : new TrackedList<>(this);
    put(made);
  }

  /** Gives an attribute that was never touched its elements, as they were loaded. */
  public void fill(Collection<?> elements) {
    TrackedCollection collection = tracked;
    if (collection == null) {
      expose();
      collection = tracked;
    }
    if (collection != null) {
      collection.fill(elements);
    }
  }

  private void put(TrackedCollection made) {
    Access access = owner.model().access();
    tracked = made;
    access.write(owner.entity(), attribute.slot(), made);
    access.disarmRead(owner.entity(), attribute.slot());
  }

  /**
   * Takes the user's own collection into use, so that what is done to it through the attribute, or
   * by who still holds it, is seen by the next flush.
   */
  @SuppressWarnings("unchecked")
  public void adopt() {
    Object value = owner.model().access().read(owner.entity(), attribute.slot());
    if (value == tracked || !(value instanceof Collection<?> own)) {
      return;
    }
    // another object's collection is copied, or two objects would share their elements
    Collection<?> elements = own instanceof TrackedCollection other ? other.snapshot() : own;
    put(
        attribute.kind() == CollectionKind.SET
            ? new TrackedSet<>(this, asSet((Collection<Object>) elements))
            : new TrackedList<>(this, asList((Collection<Object>) elements)));
    watched = true;
    context().watch(this);
  }

  private static Set<Object> asSet(Collection<Object> elements) {
    return elements instanceof Set<Object> set ? set : new LinkedHashSet<>(elements);
  }

  private static List<Object> asList(Collection<Object> elements) {
    return elements instanceof List<Object> list ? list : new ArrayList<>(elements);
  }

  /** Notes that a new object's elements are not in the database yet. */
  public void startEmpty() {
    stored = List.of();
    markChanged();
  }

  /** Notes that the attribute is about to get another collection. */
  void replace() {
    if (attribute.orphanRemoval() && stored == null && owner.lacks(attribute)) {
      // the old elements are to be deleted, so they must be known
      context().loader().loadCollection(owner, attribute);
    }
    if (stored == null && !storedUnknown) {
      if (tracked != null && tracked.isLoaded()) {
        stored = tracked.snapshot();
      } else {
        storedUnknown = true;
      }
    }
    tracked = null;
    owner.model().access().disarmRead(owner.entity(), attribute.slot());
    owner.model().access().disarmWrite(owner.entity(), attribute.slot());
    markChanged();
  }

  @Override
  public void load(TrackedCollection collection) {
    if (context().isClosed() || owner.status().isOut()) {
      throw owner.unloaded(attribute.slot());
    }
    boolean outermost = context().guard().enter();
    try {
      context().requireUsable();
      context().loader().loadCollection(owner, attribute);
    } finally {
      context().guard().exit(outermost);
    }
  }

  @Override
  public void changing(TrackedCollection collection) {
    if (collection != tracked) {
      return;
    }
    if (context().isClosed() || owner.status().isOut()) {
      noteBeforeChange(collection); // for the session that it is taken into
      return;
    }
    boolean outermost = context().guard().enter();
    try {
      context().requireUsable();
      noteBeforeChange(collection);
      markChanged();
    } finally {
      context().guard().exit(outermost);
    }
  }

  private void noteBeforeChange(TrackedCollection collection) {
    if (stored == null) {
      stored = collection.snapshot();
    }
  }

  private void markChanged() {
    if (!changed) {
      changed = true;
      context().listChanged(this);
    }
  }

  // ---- out of one session and into another

  /**
   * Takes over the collection of an object that was detached.
   *
   * @param before what its last session knew of it, or null
   */
  void attach(@Nullable ManagedCollection before) {
    Access access = owner.model().access();
    boolean replaced = !access.writeArmed(owner.entity(), attribute.slot());
    Object value = access.read(owner.entity(), attribute.slot());
    if (replaced) {
      access.disarmRead(owner.entity(), attribute.slot());
      stored = before == null ? null : before.lastStored();
      storedUnknown = stored == null;
      markChanged();
    } else if (value instanceof TrackedCollection same) {
      tracked = same;
      same.belongTo(this);
      stored = before == null ? null : before.stored;
      if (stored != null && !sameElements(stored, elements())) {
        markChanged();
      }
    } else if (value instanceof Collection<?> plain) {
      attachPlain(plain);
    }
  }

  /** A deserialised collection: the database has what is not new, as far as can be known. */
  private void attachPlain(Collection<?> plain) {
    List<Object> known = new ArrayList<>();
    for (Object element : plain) {
      if (element instanceof Enhanced entity && Access.of(entity.getClass()).tracked(entity)) {
        known.add(element);
      }
    }
    stored = known;
    if (known.size() != plain.size()) {
      markChanged();
    }
    adopt();
  }

  /** The elements that the database had when the owner was detached, or null. */
  private @Nullable List<Object> lastStored() {
    if (stored != null || storedUnknown || tracked == null || !tracked.isLoaded()) {
      return storedUnknown ? null : stored;
    }
    return tracked.snapshot();
  }

  /** Forgets its elements and what changed: the next use loads them anew. */
  void reset() {
    if (tracked == null) {
      owner.model().access().write(owner.entity(), attribute.slot(), null);
    } else {
      tracked.unload();
      put(tracked);
    }
    stored = null;
    storedUnknown = false;
    changed = false;
    watched = false;
  }

  /** Asks the database for the elements that a collection had which was replaced unread. */
  public void loadStored() {
    if (storedUnknown) {
      stored = context().loader().storedElements(owner, attribute);
      storedUnknown = false;
    }
  }

  /** The collection as the user sees it, taken into use now. */
  @SuppressWarnings("unchecked")
  public Collection<Object> inUse() {
    if (tracked == null && owner.lacks(attribute)) {
      expose(); // what stands in the attribute was put there by a constructor
    }
    adopt();
    if (tracked == null) {
      expose();
    }
    return (Collection<Object>) Objects.requireNonNull(tracked);
  }

  /** Whether its elements are in memory. */
  public boolean isLoaded() {
    return tracked == null ? !owner.lacks(attribute) : tracked.isLoaded();
  }

  // ---- what a flush needs

  /** The elements as they are in memory now. */
  public List<Object> elements() {
    if (tracked != null) {
      return tracked.snapshot();
    }
    Object value = owner.model().access().read(owner.entity(), attribute.slot());
    return value instanceof Collection<?> own ? new ArrayList<>(own) : List.of();
  }

  /** The elements that the database has; empty where they are unknown. */
  public List<Object> stored() {
    return stored == null ? elements() : stored;
  }

  /** Whether a collection that was never loaded was replaced. */
  public boolean isStoredUnknown() {
    return storedUnknown;
  }

  /** Notes that the database has the elements that are in memory; the undo takes it back. */
  public void markFlushed(UndoRecord undo) {
    List<Object> before = stored;
    boolean unknownBefore = storedUnknown;
    boolean changedBefore = changed;
    undo.add(
        () -> {
          stored = before;
          storedUnknown = unknownBefore;
          changed = false;
          if (changedBefore) {
            markChanged();
          }
        });
    stored = watched || tracked == null ? elements() : null;
    storedUnknown = false;
    changed = false;
    owner.model().access().armWrite(owner.entity(), attribute.slot());
  }

  /** Notes that the database has one more element already: it was inserted before its time. */
  public void noteStored(Object element, UndoRecord undo) {
    List<Object> before = stored();
    List<Object> now = new ArrayList<>(before);
    now.add(element);
    stored = now;
    undo.add(() -> stored = before);
  }

  /** Notes a change that was made to the user's own collection, past the attribute. */
  void compareWatched() {
    if (!changed && !sameElements(stored(), elements())) {
      markChanged();
    }
  }

  private static boolean sameElements(List<Object> left, List<Object> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (left.get(i) != right.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** Ends the watch over the user's own collection: from here on only the attribute counts. */
  void endWatch() {
    watched = false;
    if (!changed) {
      stored = null;
    }
  }

  private PersistenceContext context() {
    return owner.context();
  }
}
