package org.rowanorm.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.TrackedCollection;
import org.rowanorm.entity.TrackedMap;
import org.rowanorm.mapping.CollectionKind;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * What a session knows of one collection: the elements that the database has, once they may differ
 * from those that the collection holds. Not thread-safe.
 */
public final class ManagedCollection {

  private final ManagedEntity owner;
  private final ToManyAttribute attribute;
  private @Nullable TrackedCollection tracked;
  private @Nullable Contents stored;
  private boolean storedUnknown;
  private boolean changed;
  private boolean watched;
  private boolean listed;
  private boolean replaced;
  private final CollectionTraps traps;
  private @Nullable Members members;
  private @Nullable CollectionUndo undoing;

  ManagedCollection(ManagedEntity owner, ToManyAttribute attribute) {
    this.owner = owner;
    this.attribute = attribute;
    this.traps = new CollectionTraps(this);
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
    put(PlainCollections.unloaded(attribute.kind(), traps));
  }

  /** The collection in the attribute, which is put there if there is none yet. */
  TrackedCollection exposed() {
    if (tracked == null) {
      expose();
    }
    return Objects.requireNonNull(tracked);
  }

  /**
   * Puts the collection into the embeddable that is about to be read, which came from the row
   * without it.
   */
  void exposeWithin() {
    if (tracked == null) {
      expose();
    } else if (attribute.read(owner.entity()) != tracked) {
      put(tracked);
    }
  }

  /** Notes that the embeddable holds another collection, where it does. */
  void replaceWithin(@Nullable Object value) {
    if (value != tracked) {
      replace(value);
    }
  }

  /**
   * Gives a collection its elements, as they were loaded.
   *
   * @param positions the keys of a map or the indexes of a list that has gaps, else null
   */
  public void fill(List<Object> elements, @Nullable List<@Nullable Object> positions) {
    TrackedCollection collection = exposed();
    boolean part = isPart();
    traps.forgetPart();
    List<Object> known = part ? withoutAdded(collection, elements) : elements;
    collection.fill(PlainCollections.filling(attribute.kind(), known, positions));
    boolean constant = attribute.element().isConstant() || owner.isReadOnly();
    if (part || !constant || (attribute.kind() == CollectionKind.LIST && positions != null)) {
      stored = new Contents(attribute, elements, positions);
    }
    if (!constant) {
      // the user may change an element in place
      watch();
    }
    context().sides().loaded(owner, attribute);
    undoing().watchReads();
  }

  /** Gives a new object's collection, which a constructor left out, no elements. */
  void fillNone() {
    fill(List.of(), null);
  }

  /** An element that was added is there once, also where another session has added it. */
  private List<Object> withoutAdded(TrackedCollection collection, List<Object> elements) {
    if (attribute.table() != null) {
      return elements;
    }
    List<Object> added = collection.snapshot();
    return elements.stream().filter(e -> added.stream().noneMatch(a -> a == e)).toList();
  }

  private void put(TrackedCollection made) {
    tracked = made;
    attribute.place().put(owner.entity(), made);
    if (attribute.place().isSlot()) {
      owner.model().access().disarmRead(owner.entity(), attribute.slot());
    }
  }

  /**
   * Takes the user's own collection into use, so that what is done to it through the attribute, or
   * by who still holds it, is seen by the next flush.
   */
  public void adopt() {
    Object value = attribute.read(owner.entity());
    if (value == tracked || value == null) {
      return;
    }
    if (value instanceof TrackedCollection && !attribute.place().isSlot()) {
      attribute.place().write(owner.entity(), null); // the embeddable is another object's too
    }
    put(PlainCollections.tracked(attribute.kind(), traps, value));
    watched = true;
    watch();
  }

  /** Notes what its elements are from here on, where they can change in place. */
  void watchElements() {
    if (!attribute.element().isConstant() && tracked != null && tracked.isLoaded()) {
      stored = contents();
      watch();
    }
  }

  private void watch() {
    if (!listed) {
      listed = true;
      context().watch(this);
    }
  }

  /** Notes that a new object's elements are not in the database yet. */
  public void startEmpty() {
    stored = Contents.none(attribute);
    markChanged();
  }

  /** Notes that the attribute is about to get another collection. */
  void replace(@Nullable Object value) {
    Set<Object> before = isLoaded() ? PlainCollections.identities(elements()) : Set.of();
    Set<Object> now = PlainCollections.identities(PlainCollections.elements(value));
    forgetElements();
    for (Object element : before) {
      if (!now.contains(element)) {
        context().sides().removed(this, element);
      }
    }
    now.forEach(element -> context().sides().added(this, element));
  }

  private void forgetElements() {
    if (stored == null && !storedUnknown) {
      if (tracked != null && tracked.isLoaded()) {
        stored = contents();
      } else {
        storedUnknown = true;
      }
    }
    tracked = null;
    traps.forgetPart();
    forgetSteps();
    context().sides().replaced(owner, attribute);
    replaced = true;
    if (attribute.place().isSlot()) {
      disarm();
    }
    markChanged();
  }

  private void disarm() {
    owner.model().access().disarmRead(owner.entity(), attribute.slot());
    if (owner.model().isTwoSided(attribute.slot())) {
      owner.model().access().markChanged(owner.entity());
    } else {
      owner.model().access().disarmWrite(owner.entity(), attribute.slot());
    }
  }

  /** Whether it may differ from what the database has. */
  boolean isChanged() {
    return changed;
  }

  /** Whether no more is known than what was added and removed while it was not loaded. */
  public boolean isPart() {
    return tracked != null && !tracked.isLoaded() && changed;
  }

  /** What users do to the collection comes here first. */
  CollectionTraps traps() {
    return traps;
  }

  /** Which objects stand in it; those of an association. */
  public Members members() {
    if (members == null) {
      members = new Members(this);
    }
    return members;
  }

  private CollectionUndo undoing() {
    if (undoing == null) {
      undoing = new CollectionUndo(this);
    }
    return undoing;
  }

  void noteBeforeChange() {
    if (stored == null && (tracked == null || tracked.isLoaded())) {
      stored = contents();
    }
  }

  void requireWritable() {
    if (owner.isReadOnly()) {
      throw ReadOnly.refusal(owner, attribute);
    }
  }

  void markChanged() {
    if (owner.isReadOnly()) {
      return; // the other side has changed, whose rows these are
    }
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
    changed = false;
    listed = false;
    replaced = isReplaced(before);
    Object value = attribute.read(owner.entity());
    if (replaced) {
      access.disarmRead(owner.entity(), attribute.slot());
      stored = before == null ? null : before.lastStored();
      storedUnknown = stored == null;
      markChanged();
    } else if (value instanceof TrackedCollection same) {
      tracked = same;
      same.belongTo(traps);
      stored = before == null ? null : before.stored;
      boolean unread = !(same.snapshot().isEmpty() && same.removedUnread().isEmpty());
      if (same.isLoaded() ? stored != null && !stored.isSame(contents()) : unread) {
        markChanged();
      }
    } else if (value != null) {
      attachPlain();
    }
  }

  private boolean isReplaced(@Nullable ManagedCollection before) {
    Access access = owner.model().access();
    Object value = attribute.read(owner.entity());
    if (!attribute.place().isSlot()) {
      return before == null
          ? !access.writeArmed(owner.entity(), attribute.slot())
              && !(value instanceof TrackedCollection)
          : before.replaced || value != before.tracked;
    }
    boolean mayBe =
        before == null
            ? access.isMarkedChanged(owner.entity()) && !(value instanceof TrackedCollection)
            : before.replaced || before.isReplacedOutside(value);
    return !access.writeArmed(owner.entity(), attribute.slot())
        || (mayBe && owner.model().isTwoSided(attribute.slot()));
  }

  /** Whether the attribute got another collection while no session was open for its object. */
  private boolean isReplacedOutside(@Nullable Object value) {
    return value != tracked && owner.isDirty(attribute.slot());
  }

  /** A deserialised collection: the database has what is not new, as far as can be known. */
  private void attachPlain() {
    Contents now = contents();
    Contents known =
        now.only(
            element ->
                !(element instanceof Enhanced entity)
                    || Access.of(entity.getClass()).tracked(entity));
    stored = known;
    if (known.size() != now.size()) {
      markChanged();
    }
    adopt();
  }

  /** The elements that the database had when the owner was detached, or null. */
  private @Nullable Contents lastStored() {
    if (stored != null || storedUnknown || tracked == null || !tracked.isLoaded()) {
      return storedUnknown ? null : stored;
    }
    return contentsOf(tracked);
  }

  /**
   * Forgets its elements and what changed: the next use loads them anew.
   *
   * @return whether the collection that users have goes on; else the attribute is as never touched
   */
  boolean reset() {
    if (tracked == null) {
      if (attribute.place().isSlot()) {
        attribute.place().put(owner.entity(), null);
      }
      return false;
    }
    if (undoing != null) {
      undoing.keep();
    }
    tracked.unload();
    put(tracked);
    traps.forgetPart();
    stored = null;
    storedUnknown = false;
    changed = false;
    replaced = false;
    watched = false;
    forgetSteps();
    return true;
  }

  /**
   * Asks the database what a collection held that was replaced unread, where that must be known:
   * the old elements are deleted, or change on their side.
   */
  public void loadStored() {
    if (!storedUnknown || !(attribute.orphanRemoval() || isInverse())) {
      return;
    }
    TrackedCollection kept = tracked;
    Object value = value();
    Object inSlot = owner.model().access().read(owner.entity(), attribute.slot());
    tracked = null;
    context().loader().loadCollection(owner, attribute);
    stored = contents();
    storedUnknown = false;
    tracked = kept;
    attribute.place().put(owner.entity(), value);
    owner.model().access().write(owner.entity(), attribute.slot(), inSlot);
  }

  private boolean isInverse() {
    boolean mappedInTable = attribute.table() != null && !attribute.writesRows();
    ToOneAttribute reference = attribute.mappedBy();
    // elements that must have an owner cannot be left without one
    return mappedInTable || (reference != null && reference.nullable());
  }

  /** The collection as the user sees it, taken into use now: a collection or a map. */
  public TrackedCollection inUse() {
    if (tracked == null && owner.lacks(attribute)) {
      expose(); // what stands in the attribute was put there by a constructor
    }
    adopt();
    if (tracked == null) {
      expose();
    }
    return Objects.requireNonNull(tracked);
  }

  /** Whether its elements are in memory. */
  public boolean isLoaded() {
    return tracked == null ? !owner.lacks(attribute) : tracked.isLoaded();
  }

  /** What is known of the rows: which they are, that they are not known, that others come. */
  record Known(@Nullable Contents stored, boolean unknown, boolean replaced) {}

  Known known() {
    return new Known(stored, storedUnknown, replaced);
  }

  void know(Known before) {
    stored = before.stored();
    storedUnknown = before.unknown();
    replaced = before.replaced();
  }

  /** Notes what the database has. */
  void storedIs(Contents contents) {
    stored = contents;
  }

  /** Whether the elements that the database has are noted beside those in memory. */
  boolean isStoredNoted() {
    return stored != null;
  }

  // ---- what a flush needs

  /** The elements as they are in memory now. */
  public List<Object> elements() {
    return tracked == null ? PlainCollections.elements(value()) : tracked.snapshot();
  }

  /** The keys of a map as they are in memory now, in the order of its elements. */
  public List<Object> keys() {
    if (tracked instanceof TrackedMap<?, ?> map) {
      return map.keys();
    }
    return tracked == null && value() instanceof Map<?, ?> own
        ? new ArrayList<>(own.keySet())
        : List.of();
  }

  /** What stands in the attribute. */
  @Nullable Object value() {
    return attribute.read(owner.entity());
  }

  /** What the collection holds in memory now. */
  public Contents contents() {
    boolean map = attribute.kind() == CollectionKind.MAP;
    return new Contents(attribute, elements(), map ? new ArrayList<>(keys()) : null);
  }

  private Contents contentsOf(TrackedCollection collection) {
    return new Contents(
        attribute,
        collection.snapshot(),
        collection instanceof TrackedMap<?, ?> map ? new ArrayList<>(map.keys()) : null);
  }

  /** What the database has; what is in memory where that is the same. */
  public Contents stored() {
    if (isPart() && tracked != null) {
      return new Contents(attribute, tracked.removedUnread(), null);
    }
    return stored == null ? contents() : stored;
  }

  /** Whether a collection that was never loaded was replaced. */
  public boolean isStoredUnknown() {
    return storedUnknown;
  }

  /** Notes that the database has the elements that are in memory; the undo takes it back. */
  public void markFlushed(UndoRecord undo) {
    boolean part = isPart();
    undoing().flushing(undo);
    boolean mayDiffer = watched || tracked == null || !attribute.element().isConstant();
    stored = mayDiffer && !part ? contents() : null;
    storedUnknown = false;
    changed = false;
    replaced = false;
    forgetSteps();
    owner.model().access().armWrite(owner.entity(), attribute.slot());
  }

  /** Notes that the database has one more element already: it was inserted before its time. */
  public void noteStored(Object element, @Nullable Object position, UndoRecord undo) {
    if (isPart() && tracked != null) {
      undo.add(tracked.settle(element));
      return;
    }
    Contents before = stored();
    stored = before.with(element, position);
    undo.add(() -> stored = before);
  }

  /** Notes a change that was made past the attribute: to the user's own, or to an element. */
  void compareWatched() {
    if (!changed && !isAsStored()) {
      markChanged();
    }
  }

  /** Whether the database has what is in memory, as far as that is known. */
  public boolean isAsStored() {
    return stored().isSame(contents());
  }

  /**
   * Ends the watch over the user's own collection: from here on only the attribute counts.
   *
   * @return whether there is nothing left to watch: elements that can change in place still are
   */
  boolean endWatch() {
    watched = false;
    if (!attribute.element().isConstant()) {
      return false;
    }
    if (!changed) {
      stored = null;
    }
    listed = false;
    return true;
  }

  private void forgetSteps() {
    if (members != null) {
      members.forget();
    }
  }

  private PersistenceContext context() {
    return owner.context();
  }
}
