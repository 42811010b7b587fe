package org.rowanorm.context;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.CollectionOwner;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.TrackedCollection;
import org.rowanorm.entity.TrackedList;
import org.rowanorm.entity.TrackedMap;
import org.rowanorm.entity.TrackedSet;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.error.RowanException;
import org.rowanorm.mapping.CollectionKind;
import org.rowanorm.mapping.CollectionLoading;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * What a session knows of one collection: the elements that the database has, once they may differ
 * from those that the collection holds. Not thread-safe.
 */
public final class ManagedCollection implements CollectionOwner {

  private final ManagedEntity owner;
  private final ToManyAttribute attribute;
  private @Nullable TrackedCollection tracked;
  private @Nullable Contents stored;
  private boolean storedUnknown;
  private boolean changed;
  private boolean watched;
  private boolean listed;
  private boolean replaced;

  /** Whether a flush of this transaction wrote it; then what it held is kept if it is reset. */
  private boolean flushed;

  private @Nullable Contents kept;
  private @Nullable Set<Object> joined;
  private @Nullable Set<Object> present;
  private int presentSize;
  private volatile @Nullable CollectionPart part;

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
    put(
        switch (attribute.kind()) {
          case LIST -> new TrackedList<>(this);
          case SET -> new TrackedSet<>(this);
          case MAP -> new TrackedMap<>(this);
        });
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
    if (tracked == null) {
      expose();
    }
    TrackedCollection collection = tracked;
    if (collection == null) {
      return;
    }
    boolean part = isPart();
    this.part = null;
    List<Object> known = part ? withoutAdded(collection, elements) : elements;
    collection.fill(attribute.kind() == CollectionKind.MAP ? entries(known, positions) : known);
    boolean constant = attribute.element().isConstant() || owner.isReadOnly();
    if (part || !constant || (attribute.kind() == CollectionKind.LIST && positions != null)) {
      stored = new Contents(attribute, elements, positions);
    }
    if (!constant) {
      // the user may change an element in place
      watch();
    }
    context().sides().loaded(owner, attribute);
    watchUndo();
  }

  /** What was read in a transaction that has written may be gone when that is rolled back. */
  private void watchUndo() {
    if (attribute.isAssociation() && context().mayUndo()) {
      context().undo().add(() -> context().undo().afterwards(this::forgetUndone));
    }
  }

  /** The database has no row of what is new again, so it has none of it here. */
  private void forgetUndone() {
    if (isPart() || (stored == null && !isLoaded())) {
      return;
    }
    Contents known = stored();
    Contents left = known;
    for (Object element : known.elements()) {
      left = isNew(element) ? left.without(element) : left;
    }
    if (left != known) {
      stored = left;
      markChanged();
    }
    watchUndo(); // that was a savepoint, perhaps
  }

  private static boolean isNew(Object element) {
    return element instanceof Enhanced entity
        && (!(Access.of(entity.getClass()).state(entity) instanceof ManagedEntity state)
            || state.status() == Status.PENDING);
  }

  /** An element that was added is there once, also where another session has added it. */
  private List<Object> withoutAdded(TrackedCollection collection, List<Object> elements) {
    if (attribute.table() != null) {
      return elements;
    }
    List<Object> added = collection.snapshot();
    return elements.stream().filter(e -> added.stream().noneMatch(a -> a == e)).toList();
  }

  private static List<Object> entries(
      List<Object> elements, @Nullable List<@Nullable Object> keys) {
    List<Object> entries = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      Object key = keys == null ? null : keys.get(i);
      entries.add(new AbstractMap.SimpleImmutableEntry<>(key, elements.get(i)));
    }
    return entries;
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
  @SuppressWarnings("unchecked")
  public void adopt() {
    Object value = attribute.read(owner.entity());
    if (value == tracked || value == null) {
      return;
    }
    if (value instanceof TrackedCollection && !attribute.place().isSlot()) {
      attribute.place().write(owner.entity(), null); // the embeddable is another object's too
    }
    put(
        switch (attribute.kind()) {
          case LIST -> new TrackedList<>(this, asList((Collection<Object>) own(value)));
          case SET -> new TrackedSet<>(this, asSet((Collection<Object>) own(value)));
          case MAP -> new TrackedMap<>(this, asMap((Map<Object, Object>) value));
        });
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

  /** Another object's collection is copied, or two objects would share their elements. */
  private static Object own(Object value) {
    return value instanceof TrackedCollection other ? other.snapshot() : value;
  }

  private static Map<Object, Object> asMap(Map<Object, Object> own) {
    return own instanceof TrackedMap<Object, Object> other
        ? (other.isLoaded() ? new LinkedHashMap<>(other) : new LinkedHashMap<>())
        : own;
  }

  private static Set<Object> asSet(Collection<Object> elements) {
    return elements instanceof Set<Object> set ? set : new LinkedHashSet<>(elements);
  }

  private static List<Object> asList(Collection<Object> elements) {
    return elements instanceof List<Object> list ? list : new ArrayList<>(elements);
  }

  /** Notes that a new object's elements are not in the database yet. */
  public void startEmpty() {
    stored = Contents.none(attribute);
    markChanged();
  }

  /** Notes that the attribute is about to get another collection. */
  void replace(@Nullable Object value) {
    Set<Object> before = isLoaded() ? identities(elements()) : Set.of();
    Set<Object> now = identities(elementsOf(value));
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
    part = null;
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

  @Override
  public void load(TrackedCollection collection) {
    if (owner.status().isOut()) {
      ReadTraps.outside(owner, attribute).collection(attribute).load(collection);
      return;
    }
    if (context().isClosed()) {
      context().afterClose().run(() -> loadOnce(collection));
      return;
    }
    boolean outermost = context().guard().enter();
    try {
      context().requireUsable();
      loadOnce(collection);
    } finally {
      context().guard().exit(outermost);
    }
  }

  private void loadOnce(TrackedCollection collection) {
    if (!collection.isLoaded()) {
      refuseWholeLoad();
      ReadTraps.requireLoadable(owner, attribute);
      context().loader().loadCollection(owner, attribute);
    }
  }

  private void refuseWholeLoad() {
    if (attribute.loading() == CollectionLoading.NEVER) {
      throw new LazyLoadException(
          ErrorCode.WRITE_ONLY,
          null,
          "The collection '" + attribute.name() + "' of " + owner.describe() + " is write-only",
          "it is mapped with @Large(writeOnly = true), and all its elements would be loaded",
          "ask with a query, or use size, contains, add and remove");
    }
  }

  // ---- parts of a collection that is not loaded

  /** What is known of it; for a large one that is not loaded. */
  CollectionPart part() {
    if (tracked == null) {
      expose();
    }
    CollectionPart known = part;
    return known == null ? newPart() : known;
  }

  /** One for all threads that read a detached object: what one of them asked the others know. */
  private synchronized CollectionPart newPart() {
    CollectionPart known = part;
    if (known == null) {
      known = new CollectionPart(owner, attribute);
      part = known;
    }
    return known;
  }

  @Nullable CollectionPart partOrNull() {
    return part;
  }

  /** Whether a part of it can be asked for: not where it was replaced, or nothing is stored yet. */
  private boolean isAsked(TrackedCollection collection) {
    return attribute.isLarge()
        && collection == tracked
        && (owner.isStored() || owner.status() == Status.DETACHED);
  }

  /** Whether the other side has said something that only a loaded list or map shows. */
  private boolean isAskedByPosition(TrackedCollection collection) {
    return isAsked(collection)
        && (owner.status().isOut() || !context().sides().isNoted(owner, attribute));
  }

  @Override
  public long size(TrackedCollection collection) {
    Long size = isAsked(collection) ? part().ask(part -> part.size(collection.snapshot())) : null;
    return size == null ? -1 : size;
  }

  @Override
  public @Nullable Boolean has(TrackedCollection collection, @Nullable Object element) {
    if (!isAsked(collection) || !attribute.isAskedByElement()) {
      return null;
    }
    return element != null && Boolean.TRUE.equals(part().ask(part -> part.has(element)));
  }

  @Override
  public @Nullable Object at(TrackedCollection collection, int index) {
    return isAskedByPosition(collection) && attribute.shape().isIndexed()
        ? part().ask(part -> part.at(index))
        : null;
  }

  @Override
  public boolean isAskedByKey(TrackedCollection collection) {
    return isAskedByPosition(collection) && attribute.shape().isAskedByKey();
  }

  @Override
  public @Nullable Object under(TrackedCollection collection, @Nullable Object key) {
    return key != null && attribute.shape().isKey(key) ? part().ask(part -> part.under(key)) : null;
  }

  @Override
  public boolean addsUnread(TrackedCollection collection) {
    boolean bag = attribute.kind() == CollectionKind.LIST && attribute.table() == null;
    return collection == tracked
        && owner.status() != Status.PENDING
        && attribute.shape().position() == null
        && attribute.shape().mapKey() == null
        && (isUnread(collection) || (bag && !attribute.isLarge()));
  }

  @Override
  public boolean removesUnread(TrackedCollection collection) {
    return isUnread(collection) && attribute.isRemovedByElement();
  }

  /** Whether it is large and changes are noted beside it. */
  private boolean isUnread(TrackedCollection collection) {
    return isAsked(collection) && !context().isClosed() && !owner.status().isOut();
  }

  /** Whether it may differ from what the database has. */
  boolean isChanged() {
    return changed;
  }

  /** Whether no more is known than what was added and removed while it was not loaded. */
  public boolean isPart() {
    return tracked != null && !tracked.isLoaded() && changed;
  }

  @Override
  public void changing(TrackedCollection collection) {
    if (collection != tracked) {
      return;
    }
    if (context().isClosed() || owner.status().isOut()) {
      noteBeforeChange(); // for the session that it is taken into
      return;
    }
    boolean outermost = context().guard().enter();
    try {
      context().requireUsable();
      requireWritable();
      noteBeforeChange();
      markChanged();
    } finally {
      context().guard().exit(outermost);
    }
  }

  @Override
  public void added(TrackedCollection collection, Object element) {
    if (isLive(collection)) {
      RowanException refused = context().sides().refusal(attribute, element);
      if (refused != null) {
        takeBack(collection, element);
        throw refused;
      }
      note(element);
      sayUnread(collection, element, true);
      context().sides().added(this, element);
    }
  }

  /**
   * What is said here of an element for which the other side has noted something is noted there
   * too, so that the last word counts.
   */
  private void sayUnread(TrackedCollection collection, Object element, boolean comes) {
    if (!collection.isLoaded() && context().sides().saidUnread(this, element, comes)) {
      collection.keepUnread(other -> other != element, other -> other != element);
    }
  }

  private static void takeBack(TrackedCollection collection, Object element) {
    if (collection.isLoaded()) {
      collection.leave(element);
    } else {
      collection.settle(element);
    }
  }

  @Override
  public void removed(TrackedCollection collection, Object element) {
    if (isLive(collection)) {
      present = null;
      sayUnread(collection, element, false);
      context().sides().removed(this, element);
    }
  }

  @Override
  public boolean isJoined(TrackedCollection collection, Object element) {
    return joined != null && collection == tracked && joined.remove(element);
  }

  private boolean isLive(TrackedCollection collection) {
    return collection == tracked
        && attribute.isAssociation()
        && !context().isClosed()
        && !owner.status().isOut();
  }

  private void noteBeforeChange() {
    if (stored == null && (tracked == null || tracked.isLoaded())) {
      stored = contents();
    }
  }

  private void requireWritable() {
    if (owner.isReadOnly()) {
      throw ReadOnly.refusal(owner, attribute);
    }
  }

  private void markChanged() {
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
      same.belongTo(this);
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
    Contents known = Contents.none(attribute);
    for (int row = 0; row < now.size(); row++) {
      Object element = now.elements().get(row);
      boolean fresh =
          element instanceof Enhanced entity && !Access.of(entity.getClass()).tracked(entity);
      if (!fresh) {
        known = known.with(element, now.position(row));
      }
    }
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
    if (flushed && kept == null && tracked.isLoaded() && !storedUnknown) {
      kept = stored();
    }
    tracked.unload();
    put(tracked);
    part = null;
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

  // ---- what a flush needs

  /** The elements as they are in memory now. */
  public List<Object> elements() {
    return tracked == null ? elementsOf(value()) : tracked.snapshot();
  }

  private static List<Object> elementsOf(@Nullable Object value) {
    if (value instanceof TrackedCollection other) {
      return other.snapshot();
    }
    if (value instanceof Map<?, ?> own) {
      return new ArrayList<>(own.values());
    }
    return value instanceof Collection<?> own ? new ArrayList<>(own) : List.of();
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

  private @Nullable Object value() {
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
    Contents before = stored;
    boolean unknownBefore = storedUnknown;
    boolean part = isPart();
    Runnable unsettle = tracked == null || !part ? () -> {} : unsettle(tracked, undo);
    boolean replacedBefore = replaced;
    flushed = true;
    kept = null;
    undo.add(
        () -> {
          putBack();
          stored = before;
          storedUnknown = unknownBefore;
          replaced = replacedBefore;
          unsettle.run();
          // it may have been changed again since
          markChanged();
          listNew();
        });
    boolean mayDiffer = watched || tracked == null || !attribute.element().isConstant();
    stored = mayDiffer && !part ? contents() : null;
    storedUnknown = false;
    changed = false;
    replaced = false;
    forgetSteps();
    owner.model().access().armWrite(owner.entity(), attribute.slot());
  }

  /** What was written, and then forgotten to be loaded anew, is what the user said after all. */
  private void putBack() {
    Contents held = kept;
    if (held != null && tracked != null && !tracked.isLoaded()) {
      tracked.fill(
          attribute.kind() == CollectionKind.MAP
              ? entries(held.elements(), held.positions())
              : held.elements());
    }
    flushed = false;
    kept = null;
  }

  /** Notes that the database has a part; gives what takes that back, loaded since or not. */
  private Runnable unsettle(TrackedCollection part, UndoRecord undo) {
    List<Object> added = part.snapshot();
    List<Object> removed = part.removedUnread();
    Runnable unread = part.settle(null);
    return () -> {
      unread.run();
      if (part == tracked && part.isLoaded()) {
        Contents known = stored();
        for (Object element : added) {
          known = known.without(element);
        }
        for (Object element : removed) {
          known = known.with(element, null);
        }
        stored = known;
      } else {
        undo.afterwards(this::keepUnreadInStep);
      }
    };
  }

  /** Where an element refers to another owner by now, or to none, that counts. */
  private void keepUnreadInStep() {
    ToOneAttribute reference = attribute.mappedBy();
    if (tracked != null && reference != null && reference.place().isSlot()) {
      Predicate<Object> refersHere =
          element -> reference.read((Enhanced) element) == owner.entity();
      tracked.keepUnread(refersHere, refersHere.negate());
    }
  }

  /** What it owns is new again, and goes with the next flush unless it is in there still. */
  private void listNew() {
    if (attribute.orphanRemoval()) {
      for (Object element : elements()) {
        context().listOrphan(owner, attribute, (Enhanced) element);
      }
    }
  }

  /** Puts an element in that is not there yet: the other side of the association has this one. */
  @SuppressWarnings("unchecked") // the mapping says what the attribute holds
  public void join(Enhanced element) {
    if (value() == null && owner.status() == Status.PENDING) {
      fill(List.of(), null); // a constructor left the attribute empty
    }
    Object value = value();
    Object key =
        attribute.shape().mapKey() == null ? null : attribute.shape().mapKey().read(element);
    if (holds(element) || (attribute.kind() == CollectionKind.MAP && key == null)) {
      return; // without a key it shows only once it is loaded
    }
    if (attribute.writesRows()) {
      requireWritable();
    }
    noteBeforeChange();
    if (tracked != null) {
      tracked.join(element, key);
    } else if (value instanceof Collection<?> own) {
      ((Collection<Object>) own).add(element);
    } else if (value instanceof Map<?, ?> own) {
      ((Map<Object, Object>) own).put(Objects.requireNonNull(key), element);
    }
    if (joined == null) {
      joined = identities(List.of());
    }
    joined.add(element);
    note(element);
    markChanged();
  }

  /** Whether an element is there; many questions in a row cost no search each. */
  public boolean holds(Object element) {
    Set<Object> known = present;
    if (known == null || presentSize != size()) {
      known = identities(elements());
      present = known;
      presentSize = size();
    }
    return known.contains(element);
  }

  private void note(Object element) {
    if (present != null) {
      present.add(element);
      presentSize++;
    }
  }

  private int size() {
    Object value = value();
    if (value instanceof Map<?, ?> own) {
      return own.size();
    }
    return value instanceof Collection<?> own ? own.size() : 0;
  }

  private static Set<Object> identities(Collection<Object> elements) {
    Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(elements);
    return set;
  }

  private void forgetSteps() {
    joined = null;
    present = null;
  }

  /** Takes an element out: the other side of the association has this one no longer. */
  public void leave(Enhanced element) {
    if (!holds(element)) {
      return;
    }
    if (attribute.writesRows()) {
      requireWritable();
    }
    noteBeforeChange();
    if (tracked != null) {
      tracked.leave(element);
    } else if (value() instanceof Collection<?> own) {
      own.removeIf(other -> other == element);
    } else if (value() instanceof Map<?, ?> own) {
      own.values().removeIf(other -> other == element);
    }
    if (joined != null) {
      joined.remove(element);
    }
    present = null;
    markChanged();
  }

  /**
   * Takes out an element that was added and not loaded: the other side has this one no longer.
   *
   * @return whether it was added
   */
  boolean forgetAdded(Enhanced element) {
    TrackedCollection collection = tracked;
    boolean added =
        isPart()
            && collection != null
            && collection.snapshot().stream().anyMatch(e -> e == element);
    if (added && collection != null) {
      collection.settle(element);
    }
    return added;
  }

  /**
   * Takes back that an element was removed while it was not loaded: the other side has it again.
   *
   * @return whether it was removed
   */
  boolean forgetRemoved(Enhanced element) {
    TrackedCollection collection = tracked;
    boolean removed =
        isPart()
            && collection != null
            && collection.removedUnread().stream().anyMatch(e -> e == element);
    if (removed && collection != null) {
      collection.keepUnread(other -> true, other -> other != element);
    }
    return removed;
  }

  /** Whether its rows can change by what another side says, without a load. */
  public boolean changesUnread() {
    if (!attribute.isLarge() || !owner.isStored()) {
      return false;
    }
    part();
    return tracked != null && addsUnread(tracked) && removesUnread(tracked);
  }

  /**
   * Puts an element in without a load: the other side of the association has this one.
   *
   * @param wasThere whether the database has it already, unless it was taken out
   */
  void joinUnread(Enhanced element, boolean wasThere) {
    TrackedCollection collection = Objects.requireNonNull(tracked);
    boolean gone = collection.removedUnread().stream().anyMatch(e -> e == element);
    if (gone || (!wasThere && collection.snapshot().stream().noneMatch(e -> e == element))) {
      requireWritable();
      collection.join(element, null);
      markChanged();
    }
  }

  /** Takes an element out without a load: the other side has this one no longer. */
  void leaveUnread(Enhanced element) {
    requireWritable();
    Objects.requireNonNull(tracked).leave(element);
    markChanged();
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

  private PersistenceContext context() {
    return owner.context();
  }
}
