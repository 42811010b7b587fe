package org.rowanorm.context;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.EntityState;
import org.rowanorm.entity.TrackedCollection;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.mapping.UniqueKey;
import org.rowanorm.mapping.ValueAttribute;

/**
 * What a session knows of one object: its id, where it stands, which slots are dirty. Where the
 * traps of the object lead to. Not thread-safe; a second thread is refused.
 */
public final class ManagedEntity extends EntityState {

  private static final int LOW_SLOTS = 64;

  /** Stands for a null that a slot held. */
  private static final Object NOTHING = new Object();

  /** Several slots have a base. */
  private static final int MANY = -1;

  private final PersistenceContext context;
  private final EntityModel model;
  private final Enhanced entity;
  private Status status;
  private boolean lacksRow;
  private @Nullable Object id;
  private long dirty;
  private @Nullable BitSet moreDirty;
  private @Nullable Provenance provenance;
  private int place;
  private @Nullable ManagedCollection @Nullable [] collections;

  /** What one slot held when it was clean; where it was several, an array by slot. */
  private @Nullable Object base;

  /** The slot that {@link #base} is of, counted from 1; 0 where it is of none. */
  private int baseOf;

  private @Nullable Map<ToOneAttribute, Object> deferred;
  private boolean lostKeys;

  ManagedEntity(
      PersistenceContext context,
      EntityModel model,
      Enhanced entity,
      @Nullable Object id,
      Status status) {
    this.context = context;
    this.model = model;
    this.entity = entity;
    this.id = id;
    this.status = status;
  }

  @Override
  public Enhanced entity() {
    return entity;
  }

  /** The model of its class. */
  public EntityModel model() {
    return model;
  }

  /** The persistence context that it belongs to. */
  public PersistenceContext context() {
    return context;
  }

  /** Whether its class has an attribute, which may be one of another class of its hierarchy. */
  public boolean has(Attribute attribute) {
    return attribute.owner().type().isInstance(entity);
  }

  /** Its id, or null while it is pending and has none. */
  public @Nullable Object id() {
    return id;
  }

  /** Its id, where it must have one. */
  public Object requiredId() {
    Object now = id;
    if (now == null) {
      throw new IllegalStateException(model.name() + " has no id yet");
    }
    return now;
  }

  void id(@Nullable Object newId) {
    id = newId;
  }

  /** Where it stands. */
  public Status status() {
    return status;
  }

  void status(Status newStatus) {
    status = newStatus;
  }

  /** The objects that came with it, or null. */
  public @Nullable Cohort cohort() {
    return provenance instanceof Cohort cohort ? cohort : null;
  }

  /** What made it come. */
  public Origin origin() {
    return provenance == null ? Origin.BY_ID : provenance.origin();
  }

  /** Notes what made it come, alone. */
  public void cameAlone(Origin origin) {
    provenance = origin;
  }

  /** Its place in its cohort. */
  public int place() {
    return place;
  }

  void join(Cohort joined, int index) {
    provenance = joined;
    place = index;
  }

  /** Loads for itself alone from here on. */
  void leaveCohort() {
    provenance = origin();
  }

  /** The object as messages name it. */
  public String describe() {
    return model.name() + (id == null ? " without an id" : " " + id);
  }

  /** Whether it has a row. */
  public boolean isStored() {
    return status != Status.PENDING && !status.isOut();
  }

  /** Whether its row was read. */
  public boolean isRead() {
    return isLoaded();
  }

  // ---- dirty slots

  /** Whether any slot is dirty. */
  public boolean isDirty() {
    return dirty != 0 || (moreDirty != null && !moreDirty.isEmpty());
  }

  /** Whether a slot is dirty. */
  public boolean isDirty(int slot) {
    return slot < LOW_SLOTS
        ? (dirty & (1L << slot)) != 0
        : moreDirty != null && moreDirty.get(slot);
  }

  /** The dirty slots; a copy. */
  public BitSet dirtySlots() {
    BitSet slots = BitSet.valueOf(new long[] {dirty});
    if (moreDirty != null) {
      slots.or(moreDirty);
    }
    return slots;
  }

  /** Makes a slot dirty and puts the object on the session's dirty list, once. */
  public void markDirty(int slot) {
    if (!isDirty() && status != Status.PENDING && !status.isOut() && !context.isClosed()) {
      context.listDirty(this);
    }
    if (slot < LOW_SLOTS) {
      dirty |= 1L << slot;
    } else {
      if (moreDirty == null) {
        moreDirty = new BitSet();
      }
      moreDirty.set(slot);
    }
    if (model.isTwoSided(slot)) {
      model.access().disarmRead(entity, slot);
      model.access().markChanged(entity);
    } else {
      model.access().disarm(entity, slot);
    }
    forgetDeferredOfDirty();
  }

  /** Makes all slots clean and arms their traps: the row is what the object says. */
  public void markClean() {
    dirty = 0;
    moreDirty = null;
    forgetBase();
    Access access = model.access();
    access.armWrites(entity);
    for (ValueAttribute attribute : model.mutables()) {
      if (!access.readArmed(entity, attribute.slot())) {
        // the user may hold the value, and change it without another read
        context.watch(this, attribute);
      }
    }
  }

  /** A detached object is what its row is now: it was written past any session. */
  void markWritten() {
    dirty = 0;
    moreDirty = null;
    forgetBase();
    model.access().armWrites(entity);
    for (ValueAttribute attribute : model.mutables()) {
      Object value = model.access().read(entity, attribute.slot());
      if (value != null && !model.access().readArmed(entity, attribute.slot())) {
        noteBase(attribute.slot(), attribute.snapshot(value));
      }
    }
  }

  /** Arms an object whose row was read just now into its slots. */
  public void markLoaded() {
    Access access = model.access();
    if (status == Status.HOLLOW) {
      // in one go: another thread may wait for a detached object
      BitSet lacking = new BitSet();
      forEachLacking(lacking::set);
      access.armReads(entity, lacking);
      status = Status.MANAGED;
    } else {
      access.attach(entity, this);
      forEachLacking(slot -> access.armRead(entity, slot));
    }
  }

  /** The slots that are trapped once the row is there: not loaded with it, or to be watched. */
  private void forEachLacking(IntConsumer trap) {
    for (ToManyAttribute attribute : model.toManys()) {
      if (collectionOrNull(attribute) == null) {
        trap.accept(attribute.slot());
      }
    }
    for (InverseToOneAttribute attribute : model.inverses()) {
      if (!isDirty(attribute.slot())) {
        trap.accept(attribute.slot());
      }
    }
    for (BasicAttribute attribute : model.lazies()) {
      if (!isDirty(attribute.slot())) {
        trap.accept(attribute.slot());
      }
    }
    for (ValueAttribute attribute : model.mutables()) {
      if (!isDirty(attribute.slot()) && model.access().read(entity, attribute.slot()) != null) {
        trap.accept(attribute.slot());
      }
    }
    if (deferred != null) {
      deferred.keySet().forEach(attribute -> trap.accept(attribute.slot()));
    }
    if (!model.uniqueKeys().isEmpty()) {
      context.noteKeys(this);
    }
  }

  // ---- keys

  /** What the row holds of a key of the object; null where it is null, or not known. */
  public @Nullable Object storedKey(RowKey key) {
    if (!(key instanceof UniqueKey unique)) {
      return id;
    }
    if (status == Status.HOLLOW) {
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

  /** Notes the key of a reference whose object is found when it is first read. */
  public void defer(ToOneAttribute attribute, Object key) {
    if (deferred == null) {
      deferred = new HashMap<>(2);
    }
    deferred.put(attribute, key);
  }

  /** Takes over the keys of references that were not found yet; without a state they are lost. */
  void takeDeferred(@Nullable ManagedEntity before) {
    lostKeys = before == null;
    if (before != null && before.deferred != null) {
      deferred = new HashMap<>(before.deferred);
      forgetDeferredOfDirty();
    }
  }

  /** The key of a reference that is not found yet, or null. */
  public @Nullable Object deferredKey(ToOneAttribute attribute) {
    return deferred == null ? null : deferred.get(attribute);
  }

  private boolean isDeferred(Attribute attribute) {
    return attribute instanceof ToOneAttribute toOne && deferredKey(toOne) != null;
  }

  /** Puts the object of a reference in its place. */
  public void resolve(ToOneAttribute attribute, @Nullable Enhanced target) {
    if (deferred != null && deferred.remove(attribute) != null) {
      attribute.place().write(entity, target);
      if (attribute.place().isSlot()) {
        model.access().disarmRead(entity, attribute.slot());
      }
    }
  }

  /** Finds the objects of the references in an embeddable. */
  private void loadDeferredIn(ValueAttribute attribute) {
    if (deferred != null && attribute instanceof EmbeddedAttribute embedded) {
      for (ColumnAttribute leaf : embedded.leaves()) {
        if (leaf instanceof ToOneAttribute toOne && deferredKey(toOne) != null) {
          requireLoadable(attribute);
          context.loader().loadDeferred(this, toOne);
        }
      }
    }
  }

  private boolean hasDeferredIn(int slot) {
    return deferred != null && deferred.keySet().stream().anyMatch(a -> a.slot() == slot);
  }

  /** Forgets the keys of references that were written since. */
  public void forgetDeferredOfDirty() {
    if (deferred != null) {
      deferred.keySet().removeIf(attribute -> isDirty(attribute.slot()));
    }
  }

  /** The key of what a reference leads to, found or not; null where it leads nowhere. */
  public @Nullable Object keyOf(ToOneAttribute attribute) {
    Object key = deferredKey(attribute);
    if (key == null && attribute.read(entity) instanceof Enhanced target) {
      key = attribute.key().of(target);
    }
    return key;
  }

  /** Forgets the row of a clean object: its next read loads it again. */
  void expire() {
    if (status == Status.MANAGED && !isDirty()) {
      empty();
    }
  }

  // ---- traps

  @Override
  protected boolean isLoaded() {
    return status != Status.HOLLOW && !lacksRow;
  }

  /** Leaves the session; the traps keep what is not loaded and what changed. */
  void leave() {
    lacksRow = status == Status.HOLLOW;
    status = Status.DETACHED;
  }

  /** Forgets all but the id: the row is about to be read again. */
  public void forgetRow() {
    context.sides().takenBack(this);
    empty();
    context.forget(this);
  }

  private void empty() {
    Access access = model.access();
    dirty = 0;
    moreDirty = null;
    forgetBase();
    deferred = null;
    lostKeys = false;
    status = Status.HOLLOW;
    access.armWrites(entity);
    access.armReads(entity);
    BitSet id = model.id().slots();
    id.stream().forEach(slot -> access.disarmRead(entity, slot));
    for (BasicAttribute attribute : model.lazies()) {
      access.write(entity, attribute.slot(), null); // else it would count as loaded
    }
    for (ToManyAttribute attribute : model.toManys()) {
      ManagedCollection collection = collectionOrNull(attribute);
      if (collection != null && !collection.reset() && collections != null) {
        collections[model.toManys().indexOf(attribute)] = null;
      }
    }
  }

  /** Writes a slot as the user would, and notes what changes by it. */
  public void set(int slot, @Nullable Object value) {
    writeManaged(slot, value);
    model.access().write(entity, slot, value);
  }

  @Override
  protected void read(Enhanced self, int slot) {
    if (status.isOut()) {
      readOut(slot);
    } else if (context.isClosed()) {
      context.afterClose().run(() -> readClosed(slot));
    } else {
      boolean outermost = context.guard().enter();
      try {
        readManaged(slot);
      } finally {
        context.guard().exit(outermost);
      }
    }
  }

  private void readManaged(int slot) {
    context.requireUsable();
    if (status == Status.PENDING) {
      context.pendingInserts().insertNow(this);
    } else {
      load(slot);
    }
  }

  /** Brings what a slot lacks. */
  private void load(int slot) {
    Attribute attribute = model.attribute(slot);
    if (attribute instanceof ToManyAttribute toMany) {
      collection(toMany).expose();
      return;
    }
    if (status == Status.HOLLOW) {
      requireLoadable(attribute);
      context.loader().loadReference(this);
    }
    Access access = model.access();
    if (attribute instanceof InverseToOneAttribute inverse) {
      readInverse(inverse);
    } else if (attribute instanceof ToOneAttribute toOne && deferredKey(toOne) != null) {
      requireLoadable(attribute);
      context.loader().loadDeferred(this, toOne);
    } else if (access.readArmed(entity, slot)) {
      if (!(attribute instanceof ValueAttribute value)) {
        throw openReference(slot);
      }
      if (attribute instanceof BasicAttribute basic && lacks(basic)) {
        requireLoadable(attribute);
        context.loader().loadValue(this, basic);
      }
      if (lostKeys
          && value instanceof EmbeddedAttribute embedded
          && embedded.mayBeOpen(embedded.read(entity))) {
        throw openReference(slot);
      }
      loadDeferredIn(value);
      context.watch(this, value);
      access.disarmRead(entity, slot);
    }
  }

  // ---- reads without an open session

  /** A read of an object of a closed session; what is there was merely not watched for change. */
  private void readClosed(int slot) {
    if (!model.access().readArmed(entity, slot)) {
      return; // another thread has loaded it meanwhile
    }
    if (isThere(slot)) {
      model.access().disarmRead(entity, slot);
    } else if (status == Status.PENDING) {
      throw unloaded(model.attribute(slot));
    } else {
      load(slot);
    }
  }

  /** A read of an object that was detached or deleted: the first one that lacks something. */
  private void readOut(int slot) {
    if (isThere(slot)) {
      model.access().disarmRead(entity, slot);
    } else {
      outside(model.attribute(slot)).read(entity, slot);
    }
  }

  /** What stands behind an object that was detached, so that it can load an attribute. */
  ManagedEntity outside(Attribute attribute) {
    if (status == Status.DELETED || id == null || !context.loadsAfterClose()) {
      throw unloaded(attribute);
    }
    return context.outside(this);
  }

  private boolean isThere(int slot) {
    return isLoaded()
        && !(model.attribute(slot) instanceof ToManyAttribute)
        && model.access().read(entity, slot) != null;
  }

  /**
   * Refuses a load that the session, the query or the factory does not allow.
   *
   * @throws LazyLoadException where one of them does not
   */
  void requireLoadable(Attribute attribute) {
    boolean hollow = status == Status.HOLLOW;
    if (context.isSealed()) {
      throw new LazyLoadException(
          ErrorCode.SEALED,
          null,
          what(attribute) + " is not loaded, and the session is sealed",
          origin().details("", "load it before seal(), with the query or by reading it"));
    }
    if (origin().raises(attribute, hollow)) {
      throw new LazyLoadException(
          ErrorCode.RAISED,
          null,
          what(attribute) + " is not loaded, and its query raises where it is read",
          origin().details("", "fetch it with the query, or take its path out of raise(...)"));
    }
    if (context.isClosed() && !context.loadsAfterClose()) {
      throw unloaded(attribute);
    }
  }

  private String what(Attribute attribute) {
    return "Attribute '" + attribute.name() + "' of " + describe();
  }

  private LazyLoadException unloaded(Attribute attribute) {
    return new LazyLoadException(
        ErrorCode.LAZY_LOAD,
        null,
        what(attribute) + " was not loaded",
        status == Status.DELETED
            ? new String[] {"the object was deleted", "read it before that"}
            : origin()
                .details(
                    "its session is closed, or let go of it",
                    "read it before that, or set lazyAfterClose(LazyAfterClose.LOAD)"));
  }

  /** The class of what it refers to was not known yet when the object was serialised. */
  private LazyLoadException openReference(int slot) {
    return new LazyLoadException(
        ErrorCode.LAZY_LOAD,
        null,
        "Attribute '" + model.attribute(slot).name() + "' of " + describe() + " was not loaded",
        "the object was serialised before that, and with it went the key of the reference",
        "read it before, or refresh the object");
  }

  /** Whether a value is still to be loaded. */
  public boolean lacks(BasicAttribute attribute) {
    return attribute.lazy()
        && status == Status.MANAGED
        && model.access().readArmed(entity, attribute.slot())
        && model.access().read(entity, attribute.slot()) == null;
  }

  /** Takes a value that was loaded after its row. */
  public void fill(BasicAttribute attribute, @Nullable Object value) {
    Access access = model.access();
    access.write(entity, attribute.slot(), value);
    if (value == null || !attribute.column().type().isMutable()) {
      access.disarmRead(entity, attribute.slot());
    }
  }

  private void readInverse(InverseToOneAttribute attribute) {
    if (lacks(attribute)) {
      requireLoadable(attribute);
      context.loader().loadInverse(this, attribute);
    }
    model.access().disarmRead(entity, attribute.slot());
  }

  /** Whether the other side of a one-to-one association is still to be loaded. */
  public boolean lacks(InverseToOneAttribute attribute) {
    return status == Status.MANAGED && model.access().readArmed(entity, attribute.slot());
  }

  /** Gives the other side of a one-to-one association its object, as it was loaded, or none. */
  public void fill(InverseToOneAttribute attribute, @Nullable Object other) {
    model.access().write(entity, attribute.slot(), other);
    model.access().disarmRead(entity, attribute.slot());
    context.sides().loaded(this, attribute);
  }

  @Override
  protected void write(Enhanced self, int slot, @Nullable Object value) {
    if (status.isOut()) {
      noteLast(slot);
      model.access().disarm(entity, slot);
      return;
    }
    if (context.isClosed()) {
      context.afterClose().run(() -> writeClosed(slot));
      return;
    }
    boolean outermost = context.guard().enterBriefly();
    try {
      context.requireUsable();
      BasicAttribute constant = model.constant(slot);
      if (constant != null) { // nearly all writes: kept short
        writeConstant(constant, slot, value);
      } else {
        writeOther(slot, value);
      }
    } finally {
      context.guard().exitBriefly(outermost);
    }
  }

  private void writeClosed(int slot) {
    noteLast(slot);
    markDirty(slot); // a row that comes later leaves it alone
  }

  /** A session to come is told by the trap that a slot changed, and by this state what it was. */
  private void noteLast(int slot) {
    boolean known = model.constant(slot) != null || model.attribute(slot) instanceof ToOneAttribute;
    if (known && isLoaded() && !model.access().readArmed(entity, slot)) {
      noteBase(slot, model.access().read(entity, slot));
    }
  }

  private void writeConstant(BasicAttribute attribute, int slot, @Nullable Object written) {
    if (status == Status.HOLLOW || lacks(attribute)) {
      markDirty(slot);
      return;
    }
    Object old = model.access().read(entity, slot);
    if (old != written && !attribute.column().type().equal(old, written)) {
      noteBase(slot, old);
      markDirty(slot);
    }
  }

  private void writeOther(int slot, @Nullable Object value) {
    if (model.id().has(slot)) {
      writeId(slot, value);
    } else {
      writeManaged(slot, value);
    }
  }

  private void writeManaged(int slot, @Nullable Object written) {
    Attribute attribute = model.attribute(slot);
    Access access = model.access();
    Object old = access.read(entity, slot);
    if (attribute instanceof ToManyAttribute toMany) {
      if (old != written || access.readArmed(entity, slot)) {
        collection(toMany).replace(written);
      }
    } else if (attribute instanceof ValueAttribute value) {
      writeValue(value, old, written);
    } else if (attribute instanceof ToOneAttribute toOne) {
      context.sides().pointed(this, toOne, target(toOne), written);
      if (toOne.orphanRemoval() && status != Status.PENDING) {
        writeOwned(toOne, written);
      } else {
        point(toOne, written);
      }
    } else if (attribute instanceof InverseToOneAttribute inverse) {
      writeInverse(inverse, written);
    }
  }

  /** What a reference leads to, as far as this session has it as an object. */
  @Nullable Object target(ToOneAttribute reference) {
    Object key = deferredKey(reference);
    if (key == null) {
      return model.access().read(entity, reference.slot());
    }
    ManagedEntity found = context.find(reference.target(), key);
    return found == null ? null : found.entity();
  }

  /** Notes that a reference is about to lead elsewhere; the other side is not told. */
  void point(ToOneAttribute reference, @Nullable Object target) {
    int slot = reference.slot();
    Object old = target(reference);
    boolean known = status != Status.HOLLOW && (old != null || !isDeferred(reference));
    if (status != Status.PENDING && (!known || old != target)) {
      if (known) {
        noteBase(slot, old);
      }
      markDirty(slot);
    }
  }

  private void writeValue(
      ValueAttribute attribute, @Nullable Object old, @Nullable Object written) {
    int slot = attribute.slot();
    boolean lacking = attribute instanceof BasicAttribute basic && lacks(basic);
    if (status == Status.HOLLOW || lacking || hasDeferredIn(slot)) {
      markDirty(slot);
      return;
    }
    Object snapshot = attribute.snapshot(old);
    if (!attribute.isSame(snapshot, written)) {
      noteBase(slot, snapshot);
      markDirty(slot);
    } else if (model.mutables().contains(attribute) && old != written) {
      // the same value in another object, which may change from here on
      context.watch(this, attribute);
      model.access().disarmRead(entity, slot);
    }
  }

  /** What a mutable value was when it was handed out, or null where that is not known. */
  @Nullable Object snapshot(ValueAttribute attribute) {
    Object watched = context.snapshot(this, attribute);
    return watched == null ? base(attribute.slot()) : watched;
  }

  /** Notes what a slot that is about to be dirty held when it was clean. */
  void noteBase(int slot, @Nullable Object value) {
    if (isDirty(slot)) {
      return;
    }
    if (baseOf == 0) { // most objects change in one slot, and need no array
      base = value;
      baseOf = slot + 1;
    } else if (!knowsBase(slot)) {
      bases()[slot] = value == null ? NOTHING : value;
    }
  }

  private @Nullable Object[] bases() {
    if (baseOf == MANY) {
      return (@Nullable Object[]) Objects.requireNonNull(base);
    }
    @Nullable Object[] bases = new @Nullable Object[model.access().slots()];
    bases[baseOf - 1] = base == null ? NOTHING : base;
    base = bases;
    baseOf = MANY;
    return bases;
  }

  /** Whether it is known what a dirty slot held when it was clean. */
  public boolean knowsBase(int slot) {
    return baseOf == MANY ? bases()[slot] != null : baseOf == slot + 1;
  }

  /** What a dirty slot held when it was clean, of a value that can change the snapshot. */
  public @Nullable Object base(int slot) {
    if (!knowsBase(slot)) {
      return null;
    }
    Object value = baseOf == MANY ? bases()[slot] : base;
    return value == NOTHING ? null : value;
  }

  /** How the slots that are dirty now are made dirty again, as they were, after a rollback. */
  Runnable dirtyAgain() {
    BitSet slots = dirtySlots();
    Object known = base;
    int knownOf = baseOf;
    return () -> {
      slots.stream().forEach(this::markDirty);
      takeBases(slots, known, knownOf);
    };
  }

  /** Takes over what another state knows of the slots that are dirty in both. */
  void takeBases(ManagedEntity before) {
    takeBases(dirtySlots(), before.base, before.baseOf);
  }

  private void takeBases(BitSet slots, @Nullable Object known, int knownOf) {
    if (baseOf == 0) {
      base = known;
      baseOf = knownOf;
      return;
    }
    @Nullable Object[] mine = bases();
    for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
      Object value = known == null ? NOTHING : known;
      mine[slot] =
          knownOf == MANY
              ? ((@Nullable Object[]) Objects.requireNonNull(known))[slot]
              : knownOf == slot + 1 ? value : null;
    }
  }

  /** Forgets what the slots held. */
  private void forgetBase() {
    base = null;
    baseOf = 0;
  }

  /** Whether a dirty slot holds again what it held when it was clean. */
  public boolean isBack(int slot) {
    if (!knowsBase(slot)) {
      return false;
    }
    Object now = model.access().read(entity, slot);
    return model.attribute(slot) instanceof ValueAttribute value
        ? value.isSame(base(slot), now)
        : base(slot) == now;
  }

  /** What the leaves of a dirty embeddable hold in the database, or null where it is not known. */
  public @Nullable Object @Nullable [] storedLeaves(int slot) {
    return model.attribute(slot) instanceof EmbeddedAttribute
            && base(slot) instanceof @Nullable Object[] leaves
        ? leaves
        : null;
  }

  /** What the row holds of a leaf; null too where that is not known. */
  public @Nullable Object stored(ColumnAttribute leaf) {
    if (!isDirty(leaf.slot())) {
      return leaf.read(entity);
    }
    @Nullable Object @Nullable [] leaves = storedLeaves(leaf.slot());
    return leaves != null && model.attribute(leaf.slot()) instanceof EmbeddedAttribute whole
        ? leaves[whole.leaves().indexOf(leaf)]
        : base(leaf.slot());
  }

  /** What the reference held goes with the flush, unless it comes back before. */
  private void writeOwned(Attribute attribute, @Nullable Object value) {
    if (status == Status.HOLLOW) {
      context.loader().loadReference(this);
    }
    if (attribute instanceof ToOneAttribute toOne && deferredKey(toOne) != null) {
      context.loader().loadDeferred(this, toOne);
    }
    Object old = model.access().read(entity, attribute.slot());
    if (old != value) {
      if (old instanceof Enhanced orphan && status == Status.MANAGED) {
        context.listOrphan(this, attribute, orphan);
      }
      noteBase(attribute.slot(), old);
      markDirty(attribute.slot());
    }
  }

  /** Who was there before must be known where it is to be deleted. */
  private void writeInverse(InverseToOneAttribute attribute, @Nullable Object value) {
    if (attribute.orphanRemoval()) {
      if (status == Status.HOLLOW) {
        context.loader().loadReference(this);
      }
      readInverse(attribute);
      writeOwned(attribute, value);
    } else {
      if (status == Status.MANAGED && !model.access().readArmed(entity, attribute.slot())) {
        noteBase(attribute.slot(), attribute.read(entity));
      }
      markDirty(attribute.slot());
    }
    context.sides().pointed(this, attribute, value);
  }

  private void writeId(int slot, @Nullable Object value) {
    boolean same = value != null && value.equals(model.access().read(entity, slot));
    if (status == Status.PENDING && model.idGeneration() == IdGeneration.ASSIGNED) {
      if (!same) {
        context.forgetId(this);
      }
    } else if (!same) {
      throw new EntityStateException(
          ErrorCode.CHANGED_ID,
          null,
          "The id of " + describe() + " cannot be changed to " + value,
          "at " + model.id().path(),
          status == Status.PENDING
              ? "its ids are made by the database"
              : "an id stands for its row: delete the object and add a new one");
    }
  }

  // ---- collections

  /** What stands behind a collection of this object. */
  public ManagedCollection collection(ToManyAttribute attribute) {
    ManagedCollection found = collectionOrNull(attribute);
    if (found == null) {
      if (collections == null) {
        collections = new @Nullable ManagedCollection[model.toManys().size()];
      }
      found = new ManagedCollection(this, attribute);
      collections[model.toManys().indexOf(attribute)] = found;
    }
    return found;
  }

  /** What stands behind a collection of this object, or null where it was never touched. */
  public @Nullable ManagedCollection collectionOrNull(ToManyAttribute attribute) {
    return collections == null ? null : collections[model.toManys().indexOf(attribute)];
  }

  /** Whether the elements of a collection are in memory, so that they can be changed. */
  public boolean holds(ToManyAttribute attribute) {
    ManagedCollection found = collectionOrNull(attribute);
    TrackedCollection tracked = found == null ? null : found.tracked();
    if (tracked != null) {
      return tracked.isLoaded();
    }
    return status != Status.HOLLOW
        && !model.access().readArmed(entity, attribute.slot())
        && model.access().read(entity, attribute.slot()) != null;
  }

  /** Whether a collection is still to be loaded. */
  public boolean lacks(ToManyAttribute attribute) {
    ManagedCollection found = collectionOrNull(attribute);
    TrackedCollection tracked = found == null ? null : found.tracked();
    return tracked == null
        ? status == Status.MANAGED && model.access().readArmed(entity, attribute.slot())
        : !tracked.isLoaded();
  }
}
