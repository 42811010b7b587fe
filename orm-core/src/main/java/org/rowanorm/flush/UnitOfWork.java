package org.rowanorm.flush;

import jakarta.persistence.LockModeType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rowanorm.cache.TransactionCache;
import org.rowanorm.context.FlushedRows;
import org.rowanorm.context.ManagedCollection;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PendingInserts;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.ReadOnly;
import org.rowanorm.context.Status;
import org.rowanorm.error.CommitUnknownException;
import org.rowanorm.flush.Step.KeyChange;
import org.rowanorm.flush.preview.FlushPreview;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.Moment;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.Plans;
import org.rowanorm.plan.TablePlan;
import org.rowanorm.sql.LockWait;

/**
 * Brings the database up to what the objects of one session say, in five beats: collect, cascade,
 * order, group, run. Not thread-safe.
 */
public final class UnitOfWork implements PendingInserts {

  private final PersistenceContext context;
  private final Plans plans;
  private final SqlRunner runner;
  private final TransactionCache cache;
  private final IdTrapLog idTraps;
  private final Cascade cascade;
  private final Locks locks;
  private final FlushedRows flushed;

  /** The unit of work of a context. */
  public UnitOfWork(
      PersistenceContext context,
      Plans plans,
      SqlRunner runner,
      TransactionCache cache,
      IdTrapLog idTraps) {
    this.context = context;
    this.plans = plans;
    this.runner = runner;
    this.cache = cache;
    this.idTraps = idTraps;
    this.locks = new Locks(context, plans, runner);
    this.flushed = new FlushedRows(context);
    this.cascade = new Cascade(context, plans.models(), new NewIds(plans, runner));
  }

  /** Takes objects in, and marks them as deleted. */
  public Cascade cascade() {
    return cascade;
  }

  /** The session's object with what another one says; and so on, as its attributes hand it on. */
  public Object merge(Object object) {
    ReadOnly.requireWritable(context, "merge", object);
    return new Merge(context, plans, cascade).merge(object);
  }

  /** Whether a flush would send anything. */
  public boolean hasChanges() {
    context.compareWatched();
    return context.hasChanges();
  }

  /** What a flush would write; nothing is loaded to know it. */
  public Unwritten unwritten() {
    context.compareWatched();
    return Unwritten.of(context, plans);
  }

  /** Whether the next flush may write to the tables of some entities. */
  public boolean mayWriteTo(Set<EntityModel> read) {
    return isAmong(read, context.changedEntities())
        || isAmong(read, new Reached(context, plans.models()).entities());
  }

  private static boolean isAmong(Set<EntityModel> read, BitSet written) {
    return read.stream().anyMatch(model -> written.get(model.root().ordinal()));
  }

  /**
   * Sends all changes, in a transaction that it begins where there is none.
   *
   * @throws org.rowanorm.error.RowanException where it fails; the context then needs a rollback
   */
  public void flush() {
    flush(false);
  }

  /**
   * {@link #flush()}.
   *
   * @param last whether a commit follows: where all is one statement, and the database commits each
   *     by itself, no transaction is begun for it then
   */
  public void flush(boolean last) {
    if (!hasChanges()) {
      return;
    }
    collect();
    FlushPlan plan = new FlushPlanner(context, plans).all();
    try {
      if (!plan.steps().isEmpty()) {
        if (!last || !commitsItself(plan)) {
          runner.begin();
        }
        runOf(plan).run();
      }
      finish();
    } catch (RuntimeException e) {
      if (e instanceof CommitUnknownException) {
        mayBeWritten(plan);
      }
      context.breakWith(e);
      throw e;
    }
  }

  /** Drops from the cache what may be written: the connection broke while it was sent. */
  private void mayBeWritten(FlushPlan plan) {
    for (Step step : plan.steps()) {
      if (step instanceof Step.OfEntity change) {
        change.rows().stream()
            .filter(row -> row.id() != null)
            .forEach(row -> cache.write(row.model(), row.requiredId()));
      }
    }
    cache.publish();
  }

  /** Whether a plan may do without a transaction: nothing that can fail comes after its change. */
  private boolean commitsItself(FlushPlan plan) {
    return plan.isOneChange()
        && !locks.hasToCheck()
        && !tellsAfter(Moment.POST_PERSIST, context.pending())
        && updated(Moment.POST_UPDATE).isEmpty()
        && !tellsAfter(Moment.POST_REMOVE, context.removed())
        && runner.commitsEach();
  }

  private static boolean tellsAfter(Moment moment, List<ManagedEntity> states) {
    for (ManagedEntity state : states) {
      if (state.model().callbacks().has(moment)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Locks the row of an object.
   *
   * @return whether it is locked
   */
  public boolean lock(Object object, LockModeType mode, LockWait wait) {
    return locks.lock(cascade.requireRow(object, "locked"), mode, wait);
  }

  /** Checks what was locked by its version, before the commit. */
  public void checkLocks() {
    try {
      locks.check();
    } catch (RuntimeException e) {
      context.breakWith(e);
      throw e;
    }
  }

  /** Forgets what was locked by its version. */
  public void endLocks() {
    locks.end();
  }

  /** What a flush would send now. Nothing is written; what must be known for that is loaded. */
  public FlushPreview preview() {
    if (!hasChanges()) {
      return new FlushPreview(List.of());
    }
    collect();
    return new Preview(new FlushPlanner(context, plans).all(), cascade.paths()).make();
  }

  /** What writes rows of objects that no session manages, after all changes of this one. */
  public DirectRows direct() {
    return new DirectRows(context, plans, runner, cache, this::flush);
  }

  private FlushRun runOf(FlushPlan plan) {
    return new FlushRun(context, new RowSender(runner, plans.dialect()), cache, plan);
  }

  private void collect() {
    tellOfUpdates();
    new Orphans(context, cascade).delete();
    cascade.collect();
    new BothSides(context).align();
    for (ManagedEntity state : context.pending()) {
      FlushRun.requireId(state, context);
    }
    new ReferredKeys(context).load();
    new UnreadValues(context, plans).load();
    for (ManagedEntity state : List.copyOf(context.dirty())) {
      if (state.status() == Status.HOLLOW && state.model().isReadFirst()) {
        context.loader().loadReference(state);
      }
    }
  }

  /** Each object that is to be updated once, also one that such a callback has made dirty. */
  private void tellOfUpdates() {
    for (int i = 0; i < context.dirty().size(); i++) {
      ManagedEntity state = context.dirty().get(i);
      if (isToldOfUpdate(state, Moment.PRE_UPDATE)) {
        state.model().callbacks().call(Moment.PRE_UPDATE, state.entity());
      }
    }
  }

  /** The objects that are told of an UPDATE at a moment. */
  private List<ManagedEntity> updated(Moment moment) {
    List<ManagedEntity> told = List.of();
    for (ManagedEntity state : context.dirty()) {
      if (isToldOfUpdate(state, moment)) {
        told = told.isEmpty() ? new ArrayList<>() : told;
        told.add(state);
      }
    }
    return told;
  }

  /** What holds again what it held, or changed on a side without columns, is not updated. */
  private boolean isToldOfUpdate(ManagedEntity state, Moment moment) {
    return state.model().callbacks().has(moment)
        && state.isStored()
        && state.status() != Status.REMOVED
        && !DirtyColumns.of(plans.of(state.model()), state).isEmpty();
  }

  private void finish() {
    List<ManagedEntity> inserted = List.copyOf(context.pending());
    List<ManagedEntity> updated = updated(Moment.POST_UPDATE);
    List<ManagedEntity> deleted = List.copyOf(context.removed());
    finishInserted(inserted);
    for (ManagedEntity state : List.copyOf(context.dirty())) {
      flushed.updated(state);
    }
    for (ManagedEntity state : deleted) {
      flushed.deleted(state);
    }
    for (ManagedCollection collection : context.changed()) {
      collection.markFlushed(context.undo());
    }
    context.clearLists();
    cascade.flushed();
    tell(Moment.POST_PERSIST, inserted);
    tell(Moment.POST_UPDATE, updated);
    tell(Moment.POST_REMOVE, deleted);
  }

  private static void tell(Moment moment, List<ManagedEntity> states) {
    if (states.isEmpty()) {
      return;
    }
    for (ManagedEntity state : states) {
      state.model().callbacks().call(moment, state.entity());
    }
  }

  private void finishInserted(List<ManagedEntity> inserted) {
    flushed.inserted(inserted);
    context.clearFlushed(inserted);
  }

  // ---- the id trap

  @Override
  public void insertNow(ManagedEntity pending) {
    cascade.collect();
    FlushPlan.Keys keys = new FlushPlanner(context, plans).gatherKeys();
    Set<ManagedEntity> needed = needed(pending, keys);
    if (!needed.stream().allMatch(state -> isComplete(state, keys))) {
      return;
    }
    idTraps.note(pending);
    needed.forEach(state -> FlushRun.requireId(state, context));
    List<ManagedEntity> rows = context.pending().stream().filter(needed::contains).toList();
    try {
      runner.begin();
      FlushPlan plan = new FlushPlanner(context, plans).only(rows);
      runOf(plan).run();
      noteStored(rows, keys);
      finishInserted(rows);
      tell(Moment.POST_PERSIST, rows);
    } catch (RuntimeException e) {
      context.breakWith(e);
      throw e;
    }
  }

  /** What must be inserted before an object: the new objects that its row refers to. */
  private static Set<ManagedEntity> needed(ManagedEntity first, FlushPlan.Keys keys) {
    Set<ManagedEntity> needed = new HashSet<>();
    Deque<ManagedEntity> todo = new ArrayDeque<>();
    todo.add(first);
    ManagedEntity state;
    while ((state = todo.poll()) != null) {
      if (state.isPending() && needed.add(state)) {
        todo.addAll(referredTo(state, keys));
      }
    }
    return needed;
  }

  private static List<ManagedEntity> referredTo(ManagedEntity state, FlushPlan.Keys keys) {
    List<ManagedEntity> targets = new ArrayList<>();
    for (ToOneAttribute attribute : state.model().toOnes()) {
      ManagedEntity target = ManagedEntity.behind(attribute.read(state.entity()));
      if (target != null) {
        targets.add(target);
      }
    }
    for (KeyChange change : keys.of(state)) {
      if (change.owner() != null) {
        targets.add(change.owner());
      }
    }
    return targets;
  }

  /** Whether each column that must not be null has a value. */
  private boolean isComplete(ManagedEntity state, FlushPlan.Keys keys) {
    for (PlannedColumn column : inserted(state)) {
      boolean missing =
          column.source() instanceof ToManyAttribute collection
              ? keys.of(state, collection) == null
              : column.source().read(state.entity()) == null;
      boolean isVersion = column.source() == state.model().version();
      if (missing && !column.column().nullable() && !isVersion) {
        return false;
      }
    }
    return true;
  }

  /** The columns of the rows that an object gets, but for keys that it may not have yet. */
  private List<PlannedColumn> inserted(ManagedEntity state) {
    return plans.of(state.model()).tables().stream()
        .filter(table -> !table.isOptional() || hasValue(state, table))
        .flatMap(table -> table.values().stream())
        .toList();
  }

  private static boolean hasValue(ManagedEntity state, TablePlan table) {
    return table.values().stream().anyMatch(c -> c.source().read(state.entity()) != null);
  }

  private void noteStored(List<ManagedEntity> rows, FlushPlan.Keys keys) {
    for (ManagedEntity row : rows) {
      for (KeyChange change : keys.of(row)) {
        if (change.owner() != null) {
          ManagedCollection collection = change.owner().collection(change.collection());
          collection.noteStored(row.entity(), change.position(), context.undo());
        }
      }
    }
  }
}
