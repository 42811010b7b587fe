package org.rowanorm.context;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.TrackedCollection;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.mapping.UniqueKey;
import org.rowanorm.mapping.ValueAttribute;

/**
 * What a session knows of one object: its id, where it stands, which slots are dirty. There is one
 * for each managed object, so it is 40 bytes: what all objects of a result share is in their {@link
 * Provenance}, what few objects have in {@link RareParts}. Not thread-safe; a second thread is
 * refused.
 */
public abstract sealed class ManagedEntity extends DirtyState permits NumberedEntity, KeyedEntity {

  ManagedEntity(Provenance provenance, Enhanced entity, Status status) {
    super(provenance, entity, status);
  }

  /** The state of an object, which is not listed anywhere. */
  static ManagedEntity of(
      Provenance provenance, Enhanced entity, Status status, @Nullable Object id) {
    if (!provenance.model().id().isNumber()) {
      return new KeyedEntity(provenance, entity, status, id);
    }
    return id == null
        ? new NumberedEntity(provenance, entity, status)
        : new NumberedEntity(provenance, entity, status, ((Number) id).longValue());
  }

  /**
   * What stands behind an object, in its session or after it; null where nothing does, and where it
   * is no entity.
   */
  public static @Nullable ManagedEntity behind(@Nullable Object object) {
    return object instanceof Enhanced entity
        ? (ManagedEntity) Access.of(entity.getClass()).state(entity)
        : null;
  }

  abstract void id(@Nullable Object newId);

  /** Its id, which is a whole number. */
  public long number() {
    return ((Number) requiredId()).longValue();
  }

  /** The hash of its id. */
  abstract int hash();

  @Override
  protected void read(Enhanced self, int slot) {
    ReadTraps.read(this, slot);
  }

  @Override
  protected void write(Enhanced self, int slot, @Nullable Object value) {
    WriteTraps.write(this, slot, value);
  }

  /**
   * The shortest way, which most writes go: the first one of an object to a plain field, in a
   * session with changes. It does what {@link WriteTraps} does, and nothing that is seldom needed:
   * that keeps it small enough to be inlined.
   */
  @Override
  protected void replace(Enhanced self, int slot, @Nullable Object old, @Nullable Object value) {
    boolean first = isWritable() && isBare() && model().isSimple(slot);
    Changes changes = first ? context().changesWhereFree() : null;
    if (changes == null) {
      WriteTraps.write(this, slot, value);
    } else if (old != value && (old == null || !old.equals(value))) {
      changes.listDirty(this);
      noteOnly(slot, old);
      Access.disarmFirstWord(self, slot);
    }
  }

  /** Writes a slot as the user would, and notes what changes by it. */
  public void set(int slot, @Nullable Object value) {
    WriteTraps.writeManaged(this, slot, value);
    model().access().write(entity(), slot, value);
  }

  // ---- dirty slots

  /** Makes a slot dirty that held a value, which is noted. */
  void change(int slot, @Nullable Object old) {
    requireWritable(slot);
    noteBase(slot, old);
    markDirty(slot);
  }

  /**
   * {@link #change} of a writable object's slot whose value is loaded and cannot change in place.
   */
  void changePlain(int slot, @Nullable Object old) {
    if (!isBare() || !isLow(slot)) {
      change(slot, old);
      return;
    }
    context().listDirty(this);
    noteOnly(slot, old);
    model().access().disarmWrite(entity(), slot);
  }

  /** Makes a slot dirty and puts the object on the session's dirty list, once. */
  public void markDirty(int slot) {
    requireWritable(slot);
    if (!isDirty() && isStored() && !context().isClosed()) {
      context().listDirty(this);
    }
    mark(slot);
    Access access = model().access();
    if (model().isTwoSided(slot)) {
      access.disarmRead(entity(), slot);
      access.markChanged(entity());
    } else {
      access.disarm(entity(), slot);
    }
    forgetDeferredOfDirty();
  }

  private void requireWritable(int slot) {
    if (isReadOnly()) {
      throw ReadOnly.refusal(this, model().attribute(slot));
    }
  }

  /** Makes all slots clean and arms their traps: the row is what the object says. */
  public void markClean() {
    forgetDirty();
    Access access = model().access();
    access.armWrites(entity());
    for (ValueAttribute attribute : model().mutables()) {
      if (!access.readArmed(entity(), attribute.slot())) {
        // the user may hold the value, and change it without another read
        context().watch(this, attribute);
      }
    }
  }

  /** A detached object is what its row is now: it was written past any session. */
  void markWritten() {
    forgetDirty();
    model().access().armWrites(entity());
    for (ValueAttribute attribute : model().mutables()) {
      Object value = model().access().read(entity(), attribute.slot());
      if (value != null && !model().access().readArmed(entity(), attribute.slot())) {
        noteBase(attribute.slot(), attribute.snapshot(value));
      }
    }
  }

  // ---- what dirty slots held

  /**
   * How the slots that are dirty now are made dirty again, as they were, after a rollback. What was
   * read since is what the transaction had written, so the user's values come back too.
   */
  Runnable dirtyAgain() {
    if (knowsOnlyBase()) {
      int only = nextDirty(0);
      Object held = base(only);
      Object written = model().access().read(entity(), only);
      return () -> {
        writeAgain(only, written);
        markDirty(only);
        base(only, true, held);
      };
    }
    BitSet slots = dirtySlots();
    boolean[] known = new boolean[slots.length()];
    @Nullable Object[] bases = new @Nullable Object[slots.length()];
    @Nullable Object[] written = new @Nullable Object[slots.length()];
    slots.stream()
        .forEach(
            slot -> {
              known[slot] = knowsBase(slot);
              bases[slot] = base(slot);
              written[slot] = model().access().read(entity(), slot);
            });
    return () -> {
      slots.stream().forEach(slot -> writeAgain(slot, written[slot]));
      slots.stream().forEach(this::markDirty);
      slots.stream().forEach(slot -> base(slot, known[slot], bases[slot]));
    };
  }

  /** Puts back what a flush had written, unless the user has written something else since. */
  private void writeAgain(int slot, @Nullable Object written) {
    if (!isDirty(slot)) {
      model().access().write(entity(), slot, written);
    }
  }

  /** Arms an object whose row was read just now into its slots. */
  public void markLoaded() {
    Access access = model().access();
    if (status() == Status.HOLLOW) {
      // in one go: another thread may wait for a detached object
      BitSet lacking = new BitSet();
      forEachLacking(lacking::set);
      access.armReads(entity(), access.readTraps(lacking));
      status(Status.MANAGED);
    } else {
      access.attach(entity(), this);
      if (hasMore() || model().isWatched()) {
        forEachLacking(slot -> access.armRead(entity(), slot));
      } else if (!model().isWhole()) {
        access.armReads(entity(), model().laterTraps());
      }
    }
    context().noteKeys(this);
  }

  /** The slots that are trapped once the row is there: not loaded with it, or to be watched. */
  private void forEachLacking(IntConsumer trap) {
    for (ToManyAttribute attribute : model().toManys()) {
      if (attribute.place().isSlot() && collectionOrNull(attribute) == null) {
        trap.accept(attribute.slot());
      }
    }
    for (InverseToOneAttribute attribute : model().inverses()) {
      if (attribute.place().isSlot() && !isDirty(attribute.slot())) {
        trap.accept(attribute.slot());
      }
    }
    for (BasicAttribute attribute : model().lazies()) {
      if (!isDirty(attribute.slot())) {
        trap.accept(attribute.slot());
      }
    }
    for (ValueAttribute attribute : model().mutables()) {
      boolean watched =
          model().access().read(entity(), attribute.slot()) != null
              || (attribute instanceof EmbeddedAttribute embedded && embedded.hasSides());
      if (watched && !isDirty(attribute.slot())) {
        trap.accept(attribute.slot());
      }
    }
    Map<ToOneAttribute, Object> deferred = deferred();
    if (deferred != null) {
      deferred.keySet().forEach(attribute -> trap.accept(attribute.slot()));
    }
  }

  // ---- keys

  /** What the row holds of a key of the object; null where it is null, or not known. */
  public @Nullable Object storedKey(RowKey key) {
    if (!(key instanceof UniqueKey unique)) {
      return id();
    }
    if (status() == Status.HOLLOW) {
      return null;
    }
    @Nullable Object[] values = new @Nullable Object[unique.parts().size()];
    for (int i = 0; i < values.length; i++) {
      UniqueKey.Part part = unique.parts().get(i);
      values[i] = part.leaf().columnValue(stored(part.leaf()), part.number());
    }
    return unique.ofColumns(values);
  }

  // ---- references whose class is not known yet

  private @Nullable Map<ToOneAttribute, Object> deferred() {
    RareParts rare = rareOrNull();
    return rare == null ? null : rare.deferred();
  }

  /** Notes the key of a reference whose object is found when it is first read. */
  public void defer(ToOneAttribute attribute, Object key) {
    rare().defer(attribute, key);
  }

  /** Takes over the keys of references that were not found yet; without a state they are lost. */
  void takeDeferred(@Nullable ManagedEntity before) {
    lostKeys(before == null);
    Map<ToOneAttribute, Object> keys = before == null ? null : before.deferred();
    if (keys != null) {
      rare().deferred(new HashMap<>(keys));
      forgetDeferredOfDirty();
    }
  }

  /** The key of a reference that is not found yet, or null. */
  public @Nullable Object deferredKey(ToOneAttribute attribute) {
    Map<ToOneAttribute, Object> keys = deferred();
    return keys == null ? null : keys.get(attribute);
  }

  private boolean isDeferred(Attribute attribute) {
    return attribute instanceof ToOneAttribute toOne && deferredKey(toOne) != null;
  }

  /** Puts the object of a reference in its place. */
  public void resolve(ToOneAttribute attribute, @Nullable Enhanced target) {
    Map<ToOneAttribute, Object> keys = deferred();
    if (keys != null && keys.remove(attribute) != null) {
      attribute.place().write(entity(), target);
      if (attribute.place().isSlot()) {
        model().access().disarmRead(entity(), attribute.slot());
      }
    }
  }

  boolean hasDeferredIn(int slot) {
    Map<ToOneAttribute, Object> keys = deferred();
    return keys != null && keys.keySet().stream().anyMatch(a -> a.slot() == slot);
  }

  /** Forgets the keys of references that were written since. */
  public void forgetDeferredOfDirty() {
    Map<ToOneAttribute, Object> keys = deferred();
    if (keys != null) {
      keys.keySet().removeIf(attribute -> isDirty(attribute.slot()));
    }
  }

  /** The key of what a reference leads to, found or not; null where it leads nowhere. */
  public @Nullable Object keyOf(ToOneAttribute attribute) {
    Object key = deferredKey(attribute);
    if (key == null && attribute.read(entity()) instanceof Enhanced target) {
      key = attribute.key().of(target);
    }
    return key;
  }

  /** Forgets the row of a clean object: its next read loads it again. */
  void expire() {
    if (status() == Status.MANAGED && !isDirty()) {
      empty();
    }
  }

  /** Forgets what other rows hold of a clean side: its next use loads it again. */
  void expire(Attribute side) {
    if (side instanceof ToManyAttribute attribute) {
      ManagedCollection collection = collectionOrNull(attribute);
      if (collection != null && !collection.isChanged() && !collection.reset()) {
        put(attribute, null);
        model().access().armRead(entity(), attribute.slot());
      }
    } else if (!isDirty(side.slot())) {
      if (side instanceof InverseToOneAttribute inverse && rareOrNull() != null) {
        rare().forget(inverse);
      }
      model().access().armRead(entity(), side.slot());
    }
  }

  /** Forgets all but the id: the row is about to be read again. */
  public void forgetRow() {
    context().sides().takenBack(this);
    context().forget(this);
    empty();
  }

  private void empty() {
    Access access = model().access();
    forgetDirty();
    if (rareOrNull() != null) {
      rare().forgetLoads();
    }
    lostKeys(false);
    status(Status.HOLLOW);
    access.armWrites(entity());
    access.armReads(entity());
    BitSet id = model().id().slots();
    id.stream().forEach(slot -> access.disarmRead(entity(), slot));
    for (BasicAttribute attribute : model().lazies()) {
      access.write(entity(), attribute.slot(), null); // else it would count as loaded
    }
    for (ToManyAttribute attribute : model().toManys()) {
      ManagedCollection collection = collectionOrNull(attribute);
      if (collection != null && !collection.reset()) {
        put(attribute, null);
      }
    }
  }

  /** Whether a value is still to be loaded. */
  public boolean lacks(BasicAttribute attribute) {
    return attribute.lazy()
        && status() == Status.MANAGED
        && model().access().readArmed(entity(), attribute.slot())
        && model().access().read(entity(), attribute.slot()) == null;
  }

  /** Takes a value that was loaded after its row. */
  public void fill(BasicAttribute attribute, @Nullable Object value) {
    Access access = model().access();
    access.write(entity(), attribute.slot(), value);
    if (value == null || !attribute.column().type().isMutable()) {
      access.disarmRead(entity(), attribute.slot());
    }
  }

  /** Whether the other side of a one-to-one association is still to be loaded. */
  public boolean lacks(InverseToOneAttribute attribute) {
    RareParts rare;
    return status() == Status.MANAGED
        && model().access().readArmed(entity(), attribute.slot())
        && !((rare = rareOrNull()) != null && rare.isFilled(attribute));
  }

  /** Gives the other side of a one-to-one association its object, as it was loaded, or none. */
  public void fill(InverseToOneAttribute attribute, @Nullable Object other) {
    attribute.place().put(entity(), other);
    if (attribute.place().isSlot()) {
      model().access().disarmRead(entity(), attribute.slot());
    } else {
      rare().fill(attribute);
    }
    context().sides().loaded(this, attribute);
  }

  /** What a mutable value was when it was handed out, or null where that is not known. */
  @Nullable Object snapshot(ValueAttribute attribute) {
    Object watched = context().snapshot(this, attribute);
    return watched == null ? base(attribute.slot()) : watched;
  }

  /** What a reference leads to, as far as this session has it as an object. */
  @Nullable Object target(ToOneAttribute reference) {
    Object key = deferredKey(reference);
    if (key == null) {
      return model().access().read(entity(), reference.slot());
    }
    ManagedEntity found = context().find(reference.target(), reference.key(), key);
    return found == null ? null : found.entity();
  }

  /** Notes that a reference is about to lead elsewhere; the other side is not told. */
  void point(ToOneAttribute reference, @Nullable Object target) {
    int slot = reference.slot();
    Object old = target(reference);
    boolean known = status() != Status.HOLLOW && (old != null || !isDeferred(reference));
    if (status() != Status.PENDING && (!known || old != target)) {
      if (known) {
        change(slot, old);
      } else {
        markDirty(slot);
      }
    }
  }

  // ---- collections

  /** What stands behind a collection of this object. */
  public ManagedCollection collection(ToManyAttribute attribute) {
    ManagedCollection found = collectionOrNull(attribute);
    if (found == null) {
      found = new ManagedCollection(this, attribute);
      put(attribute, found);
    }
    return found;
  }

  private void put(ToManyAttribute attribute, @Nullable ManagedCollection collection) {
    List<ToManyAttribute> all = model().toManys();
    rare().collection(all.indexOf(attribute), collection, all.size());
  }

  /** What stands behind a collection of this object, or null where it was never touched. */
  public @Nullable ManagedCollection collectionOrNull(ToManyAttribute attribute) {
    RareParts rare = rareOrNull();
    return rare == null ? null : rare.collection(model().toManys().indexOf(attribute));
  }

  /** Whether the elements of a collection are in memory, so that they can be changed. */
  public boolean holds(ToManyAttribute attribute) {
    ManagedCollection found = collectionOrNull(attribute);
    TrackedCollection tracked = found == null ? null : found.tracked();
    if (tracked != null) {
      return tracked.isLoaded();
    }
    return status() != Status.HOLLOW
        && !model().access().readArmed(entity(), attribute.slot())
        && attribute.read(entity()) != null;
  }

  /** Whether a collection is still to be loaded. */
  public boolean lacks(ToManyAttribute attribute) {
    ManagedCollection found = collectionOrNull(attribute);
    TrackedCollection tracked = found == null ? null : found.tracked();
    return tracked == null
        ? status() == Status.MANAGED && model().access().readArmed(entity(), attribute.slot())
        : !tracked.isLoaded();
  }
}
