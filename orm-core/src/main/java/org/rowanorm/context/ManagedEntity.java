package org.rowanorm.context;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.EntityState;
import org.rowanorm.entity.TrackedCollection;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityModel;
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
public abstract sealed class ManagedEntity extends EntityState permits NumberedEntity, KeyedEntity {

  /** The last place in a cohort. */
  static final int LAST_PLACE = (1 << 24) - 1;

  /** The slots that have a bit of their own. */
  private static final int LOW_SLOTS = Integer.SIZE;

  private static final int STATUS = 7;
  private static final int MANAGED = Status.MANAGED.number();
  private static final int STORED =
      among(Status.HOLLOW) | among(Status.MANAGED) | among(Status.REMOVED);
  private static final int OUT = among(Status.DELETED) | among(Status.DETACHED);
  private static final int HAS_ID = 1 << 3;
  private static final int LACKS_ROW = 1 << 4;
  private static final int LOST_KEYS = 1 << 5;

  /** {@link #rest} is what the only dirty slot held: most objects change in one slot only. */
  private static final int ONE_BASE = 1 << 6;

  private static final int READ_ONLY = 1 << 7;

  private static final int PLACE_SHIFT = 8;
  private static final int FLAGS = (1 << PLACE_SHIFT) - 1;

  private Provenance provenance;

  /** {@link RareParts}, the one base, or null. */
  private @Nullable Object rest;

  private int dirty;

  /** The status, the flags, and the place in the cohort. */
  private int bits;

  ManagedEntity(Provenance provenance, Enhanced entity, Status status) {
    super(entity);
    this.provenance = provenance;
    this.bits = status.number() | (provenance.context().isReadOnly() ? READ_ONLY : 0);
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

  /** Whether it is pending: its row comes with the next flush. */
  public boolean isPending() {
    return status() == Status.PENDING;
  }

  private static int among(Status status) {
    return 1 << status.number();
  }

  private boolean is(int flag) {
    return (bits & flag) != 0;
  }

  private void is(int flag, boolean on) {
    bits = on ? bits | flag : bits & ~flag;
  }

  private @Nullable RareParts rareOrNull() {
    return rest instanceof RareParts rare ? rare : null;
  }

  private RareParts rare() {
    if (rest instanceof RareParts rare) {
      return rare;
    }
    RareParts made = new RareParts();
    if (is(ONE_BASE)) {
      made.base(Integer.numberOfTrailingZeros(dirty), rest, model().access().slots());
      is(ONE_BASE, false);
    }
    rest = made;
    return made;
  }

  /** The model of its class. */
  public EntityModel model() {
    return provenance.model();
  }

  /** The persistence context that it belongs to. */
  public PersistenceContext context() {
    return provenance.context();
  }

  /** Whether its class has an attribute, which may be one of another class of its hierarchy. */
  public boolean has(Attribute attribute) {
    return attribute.owner().type().isInstance(entity());
  }

  /** Its id, or null while it is pending and has none. */
  public abstract @Nullable Object id();

  abstract void id(@Nullable Object newId);

  /** The hash of its id. */
  abstract int hash();

  /** Its id, where it must have one. */
  public Object requiredId() {
    Object now = id();
    if (now == null) {
      throw new IllegalStateException(model().name() + " has no id yet");
    }
    return now;
  }

  boolean hasId() {
    return is(HAS_ID);
  }

  void hasId(boolean has) {
    is(HAS_ID, has);
  }

  /** Where it stands. */
  public Status status() {
    return Status.of(bits & STATUS);
  }

  void status(Status newStatus) {
    bits = (bits & ~STATUS) | newStatus.number();
  }

  /** The objects that came with it, or null. */
  public @Nullable Cohort cohort() {
    return provenance.cohort();
  }

  /** What made it come. */
  public Origin origin() {
    return provenance.origin();
  }

  /** Notes what made it come, alone. */
  public void cameAlone(Origin origin) {
    provenance = context().alone(model(), origin);
  }

  /** Its place in its cohort. */
  public int place() {
    return bits >>> PLACE_SHIFT;
  }

  void join(Provenance joined, int index) {
    provenance = joined;
    bits = (bits & FLAGS) | (index << PLACE_SHIFT);
  }

  /** Loads for itself alone from here on. */
  void leaveCohort() {
    cameAlone(origin());
  }

  /** The object as messages name it. */
  public String describe() {
    Object id = id();
    return model().name() + (id == null ? " without an id" : " " + id);
  }

  /** Whether it has a row. */
  public boolean isStored() {
    return ((1 << (bits & STATUS)) & STORED) != 0;
  }

  /** Whether it is loaded or inserted, in its session, and may be changed. */
  boolean isWritable() {
    return (bits & (STATUS | READ_ONLY)) == MANAGED;
  }

  /** Whether the session stands behind it no longer. */
  boolean isOut() {
    return ((1 << (bits & STATUS)) & OUT) != 0;
  }

  /** Whether its row was read. */
  public boolean isRead() {
    return isLoaded();
  }

  @Override
  protected boolean isLoaded() {
    return status() != Status.HOLLOW && !is(LACKS_ROW);
  }

  /** Leaves the session; the traps keep what is not loaded and what changed. */
  void leave() {
    is(LACKS_ROW, status() == Status.HOLLOW);
    status(Status.DETACHED);
  }

  /** Whether the keys of its references were lost with the state that it had. */
  boolean lostKeys() {
    return is(LOST_KEYS);
  }

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

  /** Whether it refuses to be changed, so that nothing is kept to see whether it did. */
  public boolean isReadOnly() {
    return is(READ_ONLY) && isStored() && !context().isClosed();
  }

  /** Makes it refuse to be changed, or take changes. */
  public void readOnly(boolean only) {
    is(READ_ONLY, only);
  }

  // ---- dirty slots

  /** Whether any slot is dirty. */
  public boolean isDirty() {
    return dirty != 0 || isMoreDirty();
  }

  /** Whether a slot is dirty. */
  public boolean isDirty(int slot) {
    if (slot < LOW_SLOTS) {
      return (dirty & (1 << slot)) != 0;
    }
    RareParts rare = rareOrNull();
    return rare != null && rare.isMoreDirty(slot);
  }

  /** Whether the same slots are dirty as in another object, and no more than have a bit. */
  public boolean isDirtyLike(ManagedEntity other) {
    return dirty == other.dirty && !isMoreDirty() && !other.isMoreDirty();
  }

  private boolean isMoreDirty() {
    RareParts rare = rareOrNull();
    return rare != null && rare.isMoreDirty();
  }

  /** The first dirty slot from a slot on, or -1. */
  public int nextDirty(int from) {
    int low = from < LOW_SLOTS ? dirty >>> from << from : 0;
    if (low != 0) {
      return Integer.numberOfTrailingZeros(low);
    }
    RareParts rare = rareOrNull();
    BitSet more = rare == null ? null : rare.moreDirty();
    return more == null ? -1 : more.nextSetBit(from);
  }

  /** The dirty slots; a copy. */
  public BitSet dirtySlots() {
    BitSet slots = BitSet.valueOf(new long[] {Integer.toUnsignedLong(dirty)});
    RareParts rare = rareOrNull();
    if (rare != null && rare.moreDirty() != null) {
      slots.or(rare.moreDirty());
    }
    return slots;
  }

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
    if (!isBare() || slot >= LOW_SLOTS) {
      change(slot, old);
      return;
    }
    context().listDirty(this);
    noteOnly(slot, old);
    model().access().disarmWrite(entity(), slot);
  }

  /** Whether no slot is dirty and nothing rare is known. */
  private boolean isBare() {
    return dirty == 0 && rest == null;
  }

  private void noteOnly(int slot, @Nullable Object old) {
    dirty = 1 << slot;
    rest = old;
    bits |= ONE_BASE;
  }

  /** Makes a slot dirty and puts the object on the session's dirty list, once. */
  public void markDirty(int slot) {
    requireWritable(slot);
    if (!isDirty() && isStored() && !context().isClosed()) {
      context().listDirty(this);
    }
    if (slot >= LOW_SLOTS) {
      rare().markMoreDirty(slot);
    } else if ((dirty & (1 << slot)) == 0) {
      if (is(ONE_BASE)) {
        rare(); // two slots need their bases by slot
      }
      dirty |= 1 << slot;
    }
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
    if (is(READ_ONLY) && isReadOnly()) {
      throw ReadOnly.refusal(this, model().attribute(slot));
    }
  }

  private void forgetDirty() {
    dirty = 0;
    if (is(ONE_BASE)) {
      rest = null;
      is(ONE_BASE, false);
    }
    RareParts rare = rareOrNull();
    if (rare != null) {
      rare.clearMoreDirty();
      rare.forgetBases();
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

  /** Notes what a slot that is about to be dirty held when it was clean. */
  void noteBase(int slot, @Nullable Object value) {
    if (!isDirty(slot) && !knowsBase(slot)) {
      rare().base(slot, value, model().access().slots());
    }
  }

  /** Notes what the row that was read just now holds of a slot that was written unread. */
  public void noteRead(int slot) {
    if (model().attribute(slot) instanceof BasicAttribute value
        && !value.lazy()
        && !value.version()
        && !knowsBase(slot)) {
      base(slot, true, value.snapshot(value.read(entity())));
    }
  }

  /** Whether it is known what a dirty slot held when it was clean. */
  public boolean knowsBase(int slot) {
    if (is(ONE_BASE)) {
      return dirty == 1 << slot && slot < LOW_SLOTS;
    }
    RareParts rare = rareOrNull();
    return rare != null && rare.knowsBase(slot);
  }

  /** What a dirty slot held when it was clean, of a value that can change the snapshot. */
  public @Nullable Object base(int slot) {
    if (is(ONE_BASE)) {
      return knowsBase(slot) ? rest : null;
    }
    RareParts rare = rareOrNull();
    return rare == null ? null : rare.base(slot);
  }

  void base(int slot, boolean known, @Nullable Object value) {
    if (known && rest == null && slot < LOW_SLOTS && dirty == 1 << slot) {
      rest = value;
      is(ONE_BASE, true);
    } else if (known) {
      rare().base(slot, value, model().access().slots());
    } else if (rest != null || is(ONE_BASE)) {
      rare().forgetBase(slot);
    }
  }

  /**
   * How the slots that are dirty now are made dirty again, as they were, after a rollback. What was
   * read since is what the transaction had written, so the user's values come back too.
   */
  Runnable dirtyAgain() {
    if (is(ONE_BASE)) {
      int only = Integer.numberOfTrailingZeros(dirty);
      Object held = rest;
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

  /** Takes over what another state knows of the slots that are dirty in both. */
  void takeBases(ManagedEntity before) {
    dirtySlots().stream().forEach(slot -> base(slot, before.knowsBase(slot), before.base(slot)));
  }

  /** Arms an object whose row was read just now into its slots. */
  public void markLoaded() {
    Access access = model().access();
    if (status() == Status.HOLLOW) {
      // in one go: another thread may wait for a detached object
      BitSet lacking = new BitSet();
      forEachLacking(lacking::set);
      access.armReads(entity(), lacking);
      status(Status.MANAGED);
    } else {
      access.attach(entity(), this);
      if (!model().isWhole() || rest != null) {
        forEachLacking(slot -> access.armRead(entity(), slot));
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
    is(LOST_KEYS, before == null);
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
    is(LOST_KEYS, false);
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

  /** Whether a dirty slot holds again what it held when it was clean. */
  public boolean isBack(int slot) {
    if (!knowsBase(slot)) {
      return false;
    }
    Object now = model().access().read(entity(), slot);
    return model().attribute(slot) instanceof ValueAttribute value
        ? value.isSame(base(slot), now)
        : base(slot) == now;
  }

  /** What the leaves of a dirty embeddable hold in the database, or null where it is not known. */
  public @Nullable Object @Nullable [] storedLeaves(int slot) {
    return model().attribute(slot) instanceof EmbeddedAttribute
            && base(slot) instanceof @Nullable Object[] leaves
        ? leaves
        : null;
  }

  /** What the row holds of a leaf; null too where that is not known. */
  public @Nullable Object stored(ColumnAttribute leaf) {
    if (!isDirty(leaf.slot())) {
      return leaf.read(entity());
    }
    @Nullable Object @Nullable [] leaves = storedLeaves(leaf.slot());
    return leaves != null && model().attribute(leaf.slot()) instanceof EmbeddedAttribute whole
        ? leaves[whole.leaves().indexOf(leaf)]
        : base(leaf.slot());
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
