package org.rowanorm.context;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.mapping.UniqueKey;
import org.rowanorm.mapping.ValueAttribute;

/**
 * One session's objects: each row once, and lists of what changed, so that a flush costs what
 * changed and not what is loaded. Not thread-safe.
 */
public final class PersistenceContext {

  private final Guard guard;
  private final IdentityMaps maps = new IdentityMaps();
  private @Nullable Changes changes;
  private @Nullable List<Newcomers> newcomers;
  private @Nullable Sides sides;
  private @Nullable LazyLoader loader;
  private @Nullable PendingInserts pendingInserts;
  private @Nullable RuntimeException broken;
  private boolean closed;
  private int writes;

  /** Neither closed nor broken. */
  private boolean plain = true;

  private boolean sealed;
  private boolean readOnly;
  private final AfterClose policy;
  private volatile @Nullable DetachedReads afterClose;
  private @Nullable Outside outside;

  /** What the last object came by that came alone; most that do are of one class. */
  private @Nullable Provenance alone;

  /** An empty context. */
  public PersistenceContext(Guard guard, AfterClose policy) {
    this.guard = guard;
    this.policy = policy;
  }

  /** An empty context of the same session, for objects that are not its own. */
  PersistenceContext beside() {
    PersistenceContext beside = new PersistenceContext(guard, policy);
    beside.wire(loader());
    return beside;
  }

  /** Puts what loads lazily. */
  public void wire(LazyLoader lazyLoader) {
    loader = lazyLoader;
  }

  /** Puts what inserts before its time; nothing is pending without. */
  public void wire(PendingInserts inserts) {
    pendingInserts = inserts;
  }

  /** What keeps a second thread out. */
  public Guard guard() {
    return guard;
  }

  /** What loads lazily; flushes load through it too. */
  public LazyLoader loader() {
    return Objects.requireNonNull(loader);
  }

  PendingInserts pendingInserts() {
    return Objects.requireNonNull(pendingInserts);
  }

  /** What changed; made with the first change, since many sessions only read. */
  private Changes changes() {
    if (changes == null) {
      changes = new Changes();
    }
    return changes;
  }

  /** What the flushes of this transaction changed in memory. */
  public UndoRecord undo() {
    return changes().undo();
  }

  /** Whether a rollback would change anything in memory. */
  boolean mayUndo() {
    return changes != null && changes.undo().size() > 0;
  }

  /** What keeps the two sides of associations in step. */
  Sides sides() {
    if (sides == null) {
      sides = new Sides(this);
    }
    return sides;
  }

  /** The collections that another side has changed, whose rows they write, and not loaded yet. */
  public List<ManagedCollection> unloadedWriters() {
    return sides == null ? List.of() : sides.unloadedWriters();
  }

  /**
   * Whether the session is open, usable, and nobody is inside: then writes may take a short way.
   */
  boolean isFree() {
    return plain && guard.isFree();
  }

  /** What changed, where {@link #isFree} and anything did. */
  @Nullable Changes changesWhereFree() {
    return isFree() ? changes : null;
  }

  /** Whether the session let go of its objects. */
  public boolean isClosed() {
    return closed;
  }

  /**
   * Lets go of all objects, at once: they keep what they know. After the next garbage collection
   * they are held weakly; to make a weak reference for each of them now would cost more than most
   * sessions that only read.
   */
  public void close() {
    closed = true;
    plain = false;
    if (maps.objects() > 1) {
      afterClose().weakenLater(); // one alone keeps nobody else
    }
  }

  /** Hands all objects over, and forgets what only an open session needs. */
  void release(WeakIdentities identities) {
    if (changes != null) {
      changes.release();
    }
    maps.all().forEach(identities::add);
    maps.clear();
    if (sides != null) {
      sides.forget();
    }
  }

  DetachedReads afterClose() {
    DetachedReads reads = afterClose;
    if (reads == null) {
      synchronized (guard) {
        reads = afterClose;
        if (reads == null) {
          reads = new DetachedReads(this, policy);
          afterClose = reads;
        }
      }
    }
    return reads;
  }

  /** Whether objects may load what they lack after their session is closed. */
  boolean loadsAfterClose() {
    return policy.loads();
  }

  /** Allows no further loads. */
  public void seal() {
    sealed = true;
    if (outside != null) {
      outside.seal();
    }
  }

  /** Makes all objects that come from here on refuse to be changed. */
  public void onlyRead() {
    readOnly = true;
  }

  /** Whether all objects refuse to be changed. */
  public boolean isReadOnly() {
    return readOnly;
  }

  boolean isSealed() {
    return sealed;
  }

  /**
   * Takes an object that was detached into a closed context, where it loads what it lacks, with
   * those of its cohort that were detached too.
   *
   * @return what stands behind it now
   */
  ManagedEntity outside(ManagedEntity left) {
    synchronized (guard) {
      ManagedEntity now = ManagedEntity.behind(left.entity());
      if (now != null && now != left) {
        return now; // another thread was faster
      }
      if (outside == null) {
        outside = new Outside(Objects.requireNonNull(policy.further()));
      }
      outside.take(left, sealed);
      return Objects.requireNonNull(ManagedEntity.behind(left.entity()));
    }
  }

  /** Notes that a flush or a commit failed: until a rollback nothing else may be done. */
  public void breakWith(RuntimeException error) {
    broken = error;
    plain = false;
  }

  /** Notes that a rollback put everything right. */
  public void mend() {
    broken = null;
    plain = !closed;
  }

  /** Refuses to go on after a failed flush or commit. */
  public void requireUsable() {
    if (broken != null) {
      throw new SessionStateException(
          ErrorCode.ROLLBACK_REQUIRED,
          broken,
          "The session's last flush or commit failed",
          "it said: " + String.valueOf(broken.getMessage()).lines().findFirst().orElse(""),
          "call rollback(), which keeps your objects as they are, or close()");
    }
  }

  /** Gives up all changes, on purpose: the close that follows does not warn. */
  public void abandon() {
    if (changes != null) {
      changes.undo().discard();
      changes.abandon();
      if (sides != null) {
        sides.flushed(changes.undo());
      }
    }
  }

  // ---- identity map

  IdentityMaps maps() {
    return maps;
  }

  /** The state of a row's object, or null where the session has none; it may be of a subclass. */
  public @Nullable ManagedEntity find(EntityModel model, Object id) {
    ManagedEntity found = maps.find(model, id);
    DetachedReads reads = found != null ? null : afterClose;
    return reads == null ? found : reads.find(model, id);
  }

  /** {@link #find(EntityModel, Object)} of an id that is a whole number, without a box. */
  public @Nullable ManagedEntity find(EntityModel model, long number) {
    ManagedEntity found = maps.find(model, number);
    DetachedReads reads = found != null ? null : afterClose;
    return reads == null ? found : reads.find(model, model.id().ofNumber(number));
  }

  /** Whether it has objects beside those that its maps hold, which {@link #find} finds too. */
  boolean holdsMore() {
    return maps.holdsWeakly() || afterClose != null;
  }

  /** What finds and takes in the objects of an entity that one origin leads to. */
  public Intake intake(EntityModel model, Origin origin) {
    return new Intake(this, model, origin);
  }

  /** What this session knows of an object, or null where it does not stand behind it. */
  public @Nullable ManagedEntity own(@Nullable Object object) {
    ManagedEntity state = ManagedEntity.behind(object);
    return state != null && state.context() == this && !state.isOut() ? state : null;
  }

  /**
   * Holds clean objects weakly from here on. Who holds one does not notice; the others leave the
   * memory, and would be read again.
   */
  void holdWeakly(List<@Nullable Object> objects) {
    for (Object object : objects) {
      ManagedEntity state = ManagedEntity.behind(object);
      if (state != null && state.status() == Status.MANAGED && !state.isDirty()) {
        maps.holdWeakly(state);
      }
    }
  }

  /** A number that is another one after each write of this session: what was asked may differ. */
  int writes() {
    return writes;
  }

  /** The state of the object whose row has a key, or null where the session knows of none. */
  public @Nullable ManagedEntity find(EntityModel model, RowKey key, Object value) {
    if (!(key instanceof UniqueKey unique)) {
      return find(model, value);
    }
    return maps.find(unique, value);
  }

  /** Notes by which keys the row of an object is found that is known now. */
  void noteKeys(ManagedEntity state) {
    if (!state.model().uniqueKeys().isEmpty()) {
      maps.noteKeys(state);
    }
  }

  /**
   * Makes all clean objects of an entity hollow, and forgets the elements of collections of such:
   * their rows may have changed. A rollback does so again, since the rows change back.
   */
  public void expire(EntityModel model) {
    expireNow(model);
    undo().add(() -> expireNow(model));
  }

  private void expireNow(EntityModel model) {
    writes++;
    maps.all().forEach(new Expiry(model)::expire);
    if (changes != null) {
      changes.forgetWatchesOfGone();
    }
  }

  /** Loads rows that were never read, those of objects that are to be deleted too. */
  public void loadUnread(Collection<ManagedEntity> states) {
    List<ManagedEntity> going =
        states.stream().filter(state -> state.status() == Status.REMOVED).toList();
    Map<EntityModel, List<Object>> ids = new LinkedHashMap<>();
    for (ManagedEntity state : states) {
      ids.computeIfAbsent(state.model(), m -> new ArrayList<>()).add(state.requiredId());
    }
    going.forEach(state -> state.status(Status.HOLLOW));
    try {
      ids.forEach(loader()::loadAll);
    } finally {
      going.forEach(state -> state.status(Status.REMOVED));
    }
  }

  /** All objects with an id; a copy. */
  public List<ManagedEntity> states() {
    List<ManagedEntity> all = maps.all();
    DetachedReads reads = afterClose;
    if (reads != null) {
      reads.addTo(all);
    }
    return all;
  }

  /** Makes room for objects of an entity that a result may bring. */
  public void expect(EntityModel model, int objects) {
    maps.of(model).expect(objects);
  }

  /** Takes in a new, empty object for a row that is about to be read into it. */
  public ManagedEntity takeIn(EntityModel model, Object id, Enhanced entity) {
    return takeIn(ManagedEntity.of(alone(model, Origin.BY_ID), entity, Status.MANAGED, id));
  }

  private ManagedEntity takeIn(ManagedEntity state) {
    maps.put(state);
    note(state);
    return state;
  }

  /** What an object came by that came alone. */
  @SuppressWarnings("ReferenceEquality") // an equal origin would do, but takes long to tell
  Provenance alone(EntityModel model, Origin origin) {
    Provenance last = alone;
    if (last == null || last.model() != model || last.origin() != origin) {
      last = new Provenance(this, model, origin, null);
      alone = last;
    }
    return last;
  }

  /** Lets go of an object whose row could not be read into it. */
  public void discard(ManagedEntity state) {
    maps.remove(state);
    state.status(Status.DETACHED);
    state.model().access().forget(state.entity());
  }

  /** Takes in an object of which only the id is known, and set already. */
  public ManagedEntity takeInReference(EntityModel model, Object id, Enhanced entity) {
    ManagedEntity state = ManagedEntity.of(alone(model, Origin.BY_ID), entity, Status.HOLLOW, id);
    Access access = model.access();
    access.attach(entity, state);
    access.armReads(entity);
    disarmId(model, entity);
    return takeIn(state);
  }

  private static void disarmId(EntityModel model, Enhanced entity) {
    BitSet slots = model.id().slots();
    for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
      model.access().disarmRead(entity, slot);
    }
  }

  // ---- objects that come and leave with the parts of a stream

  /** Notes from here on which objects come in, until {@link #end}. */
  public Newcomers begin() {
    Newcomers begun = new Newcomers(this);
    if (newcomers == null) {
      newcomers = new ArrayList<>();
    }
    newcomers.add(begun);
    return begun;
  }

  /** Lets go of what came in; what cannot go yet is left to what began before, if anything did. */
  public void end(Newcomers ended) {
    ended.leave();
    List<Newcomers> before = Objects.requireNonNull(newcomers);
    before.remove(ended);
    if (!before.isEmpty()) {
      before.get(before.size() - 1).addAll(ended);
    }
  }

  void note(ManagedEntity state) {
    if (newcomers != null && !newcomers.isEmpty()) {
      newcomers.get(newcomers.size() - 1).add(state);
    }
  }

  /** Visits all objects, those without an id too. */
  void forEach(Consumer<ManagedEntity> visitor) {
    pending().forEach(visitor);
    states().forEach(visitor);
  }

  /** The objects whose collections or owned references changed. */
  Set<ManagedEntity> ownersOfChanges() {
    Set<ManagedEntity> owners = new HashSet<>();
    changes().addOwners(owners);
    sides().addOwners(owners);
    return owners;
  }

  /** Lets go of clean objects, and of all that was noted to see whether they change. */
  void letGo(Set<ManagedEntity> states) {
    states.forEach(this::letGo);
    forgetOrphanedCollections();
    changes().forgetWatchesOfGone();
  }

  // ---- out, and in again

  /**
   * Lets go of some objects: they keep what they know and what changed. Pending ones are new again.
   */
  public void detach(Collection<ManagedEntity> states) {
    for (ManagedEntity state : states) {
      if (state.isPending()) {
        remove(state);
      } else if (!state.status().isOut()) {
        changes().release(state);
        letGo(state);
      }
    }
    changes().forgetOut();
    sides().forgetOut();
  }

  /** An object that left is held weakly by those that came with it. */
  private void letGo(ManagedEntity state) {
    maps.remove(state);
    state.leave();
    Cohort cohort = state.cohort();
    if (cohort != null) {
      cohort.release(state.place(), new WeakReference<>(state));
    }
  }

  /** Lets go of all objects. */
  public void clear() {
    List<ManagedEntity> all = new ArrayList<>(pending());
    all.addAll(states());
    detach(all);
    maps.forgetKeys();
  }

  /** What a value was that was handed out, or null where it was not noted. */
  @Nullable Object snapshot(ManagedEntity state, ValueAttribute attribute) {
    return changes == null ? null : changes.snapshot(state, attribute);
  }

  /**
   * Takes a detached object in, with what it knows and what changed since it was loaded.
   *
   * @throws EntityStateException where another object has its id
   */
  public ManagedEntity attach(EntityModel model, Enhanced entity, Object id) {
    return new Attachment(this, model, entity).take(id);
  }

  /** Takes the state of an object in that is attached. */
  void takeBack(ManagedEntity state) {
    maps.put(state);
    if (state.isDirty()) {
      listDirty(state);
    }
  }

  /** Whether anything of an object is to be written, as far as it was compared. */
  boolean isChanged(ManagedEntity state) {
    return state.isDirty() || !state.isStored() || (changes != null && changes.isChanged(state));
  }

  /** Forgets all that is listed of an object whose row is read again. */
  void forget(ManagedEntity state) {
    if (changes != null) {
      changes.forget(state);
    }
  }

  // ---- what changed

  /** Takes in a new object, to be inserted by the next flush. */
  public ManagedEntity add(EntityModel model, Enhanced entity) {
    ManagedEntity state =
        ManagedEntity.of(alone(model, Origin.BY_ID), entity, Status.PENDING, null);
    model.access().link(entity, state);
    Sides.arm(state);
    changes().pending().add(state);
    return state;
  }

  /**
   * Gives a pending object its id and its place in the identity map.
   *
   * @throws EntityStateException where another object has that id
   */
  public void identify(ManagedEntity state, Object id) {
    ManagedEntity other = find(state.model(), id);
    if (other == state) {
      return;
    }
    if (other != null && other.status() != Status.REMOVED) {
      throw new EntityStateException(
          ErrorCode.DUPLICATE_ID,
          null,
          "Two objects with the id " + id + " of " + state.model().name() + " in one session",
          other.isPending()
              ? "both were added and not flushed yet"
              : "one is managed already, the other was added",
          "change the managed one, or give the other another id");
    }
    if (other != null) {
      maps.remove(other);
    }
    state.id(id);
    maps.put(state);
  }

  /** Takes the id of a pending object back: it got another one, or its insert was undone. */
  public void forgetId(ManagedEntity state) {
    if (state.id() != null) {
      maps.forget(state);
      state.id(null);
    }
    BitSet slots = state.model().id().slots();
    for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
      state.model().access().disarmWrite(state.entity(), slot);
    }
  }

  /** Marks an object as deleted by the next flush; a pending one is let go of. */
  public void remove(ManagedEntity state) {
    sides().vanished(state);
    if (state.isPending()) {
      pending().remove(state);
      forgetId(state);
      state.status(Status.DETACHED);
      disarmId(state.model(), state.entity());
      state.model().access().forget(state.entity());
    } else if (state.status() != Status.REMOVED) {
      state.status(Status.REMOVED);
      removed().add(state);
    }
  }

  /** Forgets the collections of objects that were let go of. */
  public void forgetOrphanedCollections() {
    changes().forgetOrphanedCollections();
    sides().forgetOut();
  }

  /** Takes a removal back, where there is one: the object was added again before the flush. */
  public void revive(ManagedEntity state) {
    if (state.status() == Status.REMOVED) {
      state.status(Status.MANAGED);
      removed().remove(state);
      sides().appeared(state);
    }
  }

  /** Makes an object refer to another one, or to none, and puts it where it belongs by that. */
  public void point(ManagedEntity state, ToOneAttribute reference, @Nullable Enhanced target) {
    sides().point(state.entity(), reference, target, null);
  }

  /** Makes an object refer to nothing where it refers to another one. */
  public void release(ManagedEntity state, ToOneAttribute reference, Enhanced target) {
    sides().release(state.entity(), reference, target, null);
  }

  /**
   * Asks who was on the other side of a one-to-one association before it was written unread, and
   * lets go of it.
   *
   * @return who was there and is not any more, or null
   */
  public @Nullable Object loadReplaced(ManagedEntity state, InverseToOneAttribute side) {
    Object now = side.read(state.entity());
    loader().loadInverse(state, side);
    Object before = side.read(state.entity());
    side.place().put(state.entity(), now);
    if (side.place().isSlot()) {
      state.base(side.slot(), true, before);
    }
    if (before == now) {
      return null;
    }
    sides().release(before, side.mappedBy(), state.entity(), null);
    return before;
  }

  /** Lets the other sides of a new object's references know of it. */
  public void tellOtherSides(ManagedEntity state) {
    sides().appeared(state);
  }

  void listDirty(ManagedEntity state) {
    changes().listDirty(state);
  }

  void listChanged(ManagedCollection collection) {
    changes().listChanged(collection);
  }

  void listOrphan(ManagedEntity owner, Attribute attribute, Enhanced object) {
    changes().listOrphan(owner, attribute, object);
  }

  /** What owning references held before they were written. */
  public List<Orphan> orphans() {
    return changes().orphans();
  }

  void watch(ManagedCollection collection) {
    changes().watch(collection);
  }

  /** Notes what a value is now that it may change in place. */
  void watch(ManagedEntity state, ValueAttribute attribute) {
    if (state.isReadOnly()) {
      return;
    }
    Object value = state.model().access().read(state.entity(), attribute.slot());
    if (value != null) {
      changes().watch(state, attribute, value);
    }
  }

  /** Finds what changed without passing a trap: values in place, and the user's own collections. */
  public void compareWatched() {
    if (changes != null) {
      changes.compareWatched();
    }
  }

  /** The objects to insert, in the order in which they were added. */
  public List<ManagedEntity> pending() {
    return changes().pending();
  }

  /** The objects with dirty slots; what becomes dirty is in it when it is asked for again. */
  public List<ManagedEntity> dirty() {
    return changes().dirty();
  }

  /** The objects to delete. */
  public List<ManagedEntity> removed() {
    return changes().removed();
  }

  /** The collections that may differ from what the database has. */
  public List<ManagedCollection> changed() {
    return changes().changed();
  }

  /** Whether a flush may have anything to do: also where what is watched has to be compared. */
  public boolean mayHaveChanges() {
    return changes != null;
  }

  /** Whether a flush has anything to do; watched values count only after they were compared. */
  public boolean hasChanges() {
    return changes != null && !changes.isEmpty();
  }

  /** The topmost entities, by ordinal, whose tables the next flush writes to. */
  public BitSet changedEntities() {
    return changes().entities();
  }

  // ---- after a flush

  /** Empties the lists that a flush has carried out; the undo fills them again. */
  public void clearFlushed(List<ManagedEntity> inserted) {
    writes++;
    changes().inserted(inserted);
  }

  /** Forgets the lists of dirty, removed and changed, which a whole flush has carried out. */
  public void clearLists() {
    writes++;
    changes().flushed();
    if (sides != null) {
      sides.flushed(undo());
    }
  }

  /** Forgets what only a transaction needs. */
  public void endTransaction() {
    writes++;
    if (changes != null) {
      changes.endTransaction();
    }
  }
}
