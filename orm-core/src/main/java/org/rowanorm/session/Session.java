package org.rowanorm.session;

import jakarta.persistence.LockModeType;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rowanorm.cache.TransactionCache;
import org.rowanorm.context.Guard;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.ReadOnly;
import org.rowanorm.error.CommitUnknownException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.error.RowanException;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.flush.DirectRows;
import org.rowanorm.flush.UnitOfWork;
import org.rowanorm.flush.Unwritten;
import org.rowanorm.flush.preview.FlushPreview;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.load.EntityLoader;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.UniqueKey;
import org.rowanorm.query.EntityPath;
import org.rowanorm.query.Row;
import org.rowanorm.query.Select;
import org.rowanorm.query.Selection;
import org.rowanorm.query.Table;
import org.rowanorm.sql.LockWait;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One unit of work: it loads objects, each row once, and writes what changed at commit.
 *
 * <p>It reads in auto-commit mode until its first write or {@link #begin()}; after a commit or a
 * rollback it goes on. A session belongs to one thread at a time; a second one inside is refused.
 * After a failed flush or commit only {@link #rollback()} and {@link #close()} are possible.
 */
public final class Session implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("org.rowanorm.tx");

  private final SessionFactory factory;
  private final Sight sight;
  private final Guard guard = new Guard();
  private final PersistenceContext context;
  private final SqlRunner runner;
  private final TransactionCache cache;
  private final EntityLoader loader;
  private @Nullable QueryRunner queries;
  private @Nullable Streams streams;
  private @Nullable UnitOfWork unit;
  private FlushMode flushMode = FlushMode.AUTO;

  Session(SessionFactory factory, Sight sight) {
    this.factory = factory;
    this.sight = sight;
    this.context = factory.newContext(guard, sight);
    this.runner = factory.newRunner();
    this.cache = new TransactionCache(factory.cache());
    this.loader = new EntityLoader(context, sight.plans(), runner, cache, factory.cohortSize());
    context.wire(loader);
  }

  /** Refuses what would write, from here on. */
  Session onlyReading() {
    runner.onlyRead();
    context.onlyRead();
    return this;
  }

  // ---- objects

  /**
   * Takes an object in, and all that it leads to: the next flush inserts the new ones; detached
   * ones are attached, see {@link #attach}. An object that this session manages stays as it is.
   *
   * @throws org.rowanorm.error.EntityStateException where one cannot be added; then none was
   */
  public void add(Object object) {
    boolean outermost = enter();
    try {
      unit().cascade().add(object);
    } finally {
      guard.exit(outermost);
    }
  }

  /** {@link #add} for each of some objects. */
  public void addAll(Iterable<?> objects) {
    for (Object object : objects) {
      add(object);
    }
  }

  /**
   * The object with an id: from this session, the second-level cache or the database, in this
   * order; null where there is no row.
   */
  public <T> @Nullable T get(Class<T> type, Object id) {
    boolean outermost = enter();
    try {
      EntityModel model = model(type);
      ManagedEntity state = loader.byId(model, IdValue.of(model, id, "get"), origin());
      return state == null ? null : type.cast(state.entity());
    } finally {
      guard.exit(outermost);
    }
  }

  /**
   * The objects with some ids: from this session, the second-level cache or the database, in this
   * order, with one statement for as many rows as are loaded in one go. They stand in the order of
   * the ids, an object as often as its id; null where there is no row.
   *
   * @throws QueryException where an id is null or not of the class that the entity's ids are of;
   *     then nothing was loaded
   */
  public <T> List<@Nullable T> getAll(Class<T> type, Collection<?> ids) {
    boolean outermost = enter();
    try {
      EntityModel model = model(type);
      List<Object> keys = new ArrayList<>(ids.size());
      for (Object id : ids) {
        keys.add(IdValue.of(model, id, "getAll"));
      }
      List<@Nullable T> found = new ArrayList<>(keys.size());
      for (ManagedEntity state : loader.byIds(model, keys, origin())) {
        found.add(state == null ? null : type.cast(state.entity()));
      }
      return found;
    } finally {
      guard.exit(outermost);
    }
  }

  /**
   * The object with a natural id: the value of its attribute, or of several attributes a map of
   * their values by name. From this session, the second-level cache or the database, in this order;
   * null where there is no row. Changes of this session are flushed before, as for a query.
   */
  public <T> @Nullable T getByNaturalId(Class<T> type, Object naturalId) {
    boolean outermost = enter();
    try {
      EntityModel model = model(type);
      UniqueKey key = NaturalIdValue.keyOf(model);
      Object value = NaturalIdValue.of(key, naturalId);
      autoFlush(Set.of(model));
      ManagedEntity state = loader.byKey(model, key, value, origin());
      return state == null ? null : type.cast(state.entity());
    } finally {
      guard.exit(outermost);
    }
  }

  /** What makes objects come that are loaded by their ids. */
  private Origin origin() {
    return factory.notesOrigins() ? Origin.BY_ID.here() : Origin.BY_ID;
  }

  /** What makes objects come that a query finds. */
  Origin origin(Object query, Set<String> raised, boolean readOnly) {
    Origin origin = new Origin(new Asked(query), null, raised, readOnly);
    return factory.notesOrigins() || !raised.isEmpty() ? origin.here() : origin;
  }

  /** A query as messages name it: the text is made where one is needed. */
  private record Asked(Object query) {
    @Override
    public String toString() {
      return "it came with query " + query;
    }
  }

  /**
   * Marks an object as deleted, and what it owns; the next flush deletes the rows. One that was
   * added and not flushed yet is simply let go of. A detached one is attached before.
   *
   * @throws org.rowanorm.error.EntityStateException where it has no row that is known of
   */
  public void delete(Object object) {
    boolean outermost = enter();
    try {
      unit().cascade().delete(object);
    } finally {
      guard.exit(outermost);
    }
  }

  /**
   * Takes a detached object in, and what it leads to. It stays the same object, with the values
   * that were changed and the version that it was loaded with: nothing is read, and the next flush
   * writes what changed.
   *
   * @return the object
   * @throws org.rowanorm.error.EntityStateException where it has no row, or the session has another
   *     object for the row; then none was taken in
   */
  public <T> T attach(T object) {
    boolean outermost = enter();
    try {
      unit().cascade().attach(object);
      return object;
    } finally {
      guard.exit(outermost);
    }
  }

  /**
   * Copies what an object says, new or detached, to this session's object of the same row, which is
   * loaded for it, or to a new one. What the object has not loaded is left alone; what it has is
   * copied, nulls too. What its attributes lead to is merged where they say {@code MERGE} or where
   * it is new; else it is referred to by its id.
   *
   * @return this session's object
   * @throws org.rowanorm.error.StaleEntityException where the row has another version or is gone
   */
  @SuppressWarnings("unchecked") // an object of the same class
  public <T> T merge(T object) {
    boolean outermost = enter();
    try {
      return (T) unit().merge(object);
    } finally {
      guard.exit(outermost);
    }
  }

  /**
   * Reads the row of an object again. What was changed and not flushed is lost, and its collections
   * are loaded anew when they are used.
   *
   * @throws org.rowanorm.error.EntityStateException where this session has no row for it
   * @throws org.rowanorm.error.LazyLoadException where the row is gone
   */
  public void refresh(Object object) {
    inside(() -> unit().cascade().refresh(object));
  }

  /**
   * Lets go of an object. It keeps what it has loaded and what was changed and not flushed, so that
   * a session can {@link #attach} it. One that was added and not flushed is new again; one that
   * this session does not manage stays as it is.
   */
  public void detach(Object object) {
    inside(() -> unit().cascade().detach(object));
  }

  /** Lets go of all objects, as {@link #detach} does. */
  public void clear() {
    inside(() -> context.clear());
  }

  /** Whether this session manages an object: not if it is to be deleted. */
  public boolean contains(Object object) {
    boolean outermost = enter();
    try {
      return unit().cascade().contains(object);
    } finally {
      guard.exit(outermost);
    }
  }

  /**
   * Makes a managed object refuse changes: one is an error, and nothing is kept to see whether the
   * object changed in another way, such as within an array.
   *
   * @throws org.rowanorm.error.EntityStateException where it has changes that are not written
   */
  public void makeReadOnly(Object object) {
    inside(() -> ReadOnly.makeReadOnly(unit().cascade().requireRow(object, "made read-only")));
  }

  /**
   * Makes a managed object take changes again. What it holds counts as what the database has.
   *
   * @throws SessionStateException where the session only reads
   */
  public void makeWritable(Object object) {
    inside(() -> ReadOnly.makeWritable(unit().cascade().requireRow(object, "made writable")));
  }

  /** Whether an object of this session refuses to be changed. */
  public boolean isReadOnly(Object object) {
    boolean outermost = enter();
    try {
      return unit().cascade().requireRow(object, "asked about").isReadOnly();
    } finally {
      guard.exit(outermost);
    }
  }

  /** {@link #lock(Object, LockModeType, LockWait)} that waits as long as the database is set to. */
  public void lock(Object object, LockModeType mode) {
    lock(object, mode, LockWait.USUAL);
  }

  /**
   * Locks the row of a managed object until the transaction ends. The optimistic modes send nothing
   * now: the version is checked before the commit, or raised by the next flush. The pessimistic
   * ones begin a transaction and lock the row in the database.
   *
   * @return whether it is locked: false only where a locked row was to be skipped
   * @throws org.rowanorm.error.LockFailedException where the lock is not to be had
   * @throws org.rowanorm.error.StaleEntityException where the row has another version or is gone
   */
  public boolean lock(Object object, LockModeType mode, LockWait wait) {
    boolean outermost = enter();
    try {
      return unit().lock(object, mode, wait);
    } finally {
      guard.exit(outermost);
    }
  }

  /** A query for the objects of a class. */
  public <T> Query<T> query(Class<T> type) {
    boolean outermost = enter();
    try {
      model(type);
      Select<T> all = Select.from(type);
      return Query.of(this, Selection.node(all), Selection.shapeOf(all));
    } finally {
      guard.exit(outermost);
    }
  }

  /** A query of this session, from one that knows none. */
  public <R> Query<R> query(Select<R> select) {
    boolean outermost = enter();
    try {
      return Query.of(this, Selection.node(select), Selection.shapeOf(select));
    } finally {
      guard.exit(outermost);
    }
  }

  /** A query for the objects of an entity, under the name that it has. */
  public <T> Query<T> query(EntityPath<T> entity) {
    return query(Select.from(entity));
  }

  /** A query for rows of another one; say next what to select. */
  public Query<Row> query(Table table) {
    return query(Select.from(table));
  }

  /**
   * A query that is sent when what it finds is first needed, together with all others that were
   * gathered so by then: in one round trip where the database and its driver take several SELECTs
   * at once, else one by one. Changes are flushed before, as before any query.
   *
   * @throws QueryException where the query belongs to another session
   */
  public <R> Later<R> later(Query<R> query) {
    boolean outermost = enter();
    try {
      return query.gather(queries().gathered(), this);
    } finally {
      guard.exit(outermost);
    }
  }

  /**
   * SQL of your own, with parameters that are written {@code :name}. Say with {@code as} what a row
   * becomes; else it is an array of what the driver gives.
   */
  public NativeQuery<Object[]> sql(String text) {
    return NativeQuery.of(this, text);
  }

  /** New rows of a class, from values or from a query. */
  public <T> BulkInsert<T> insertInto(Class<T> type) {
    model(type);
    return BulkInsert.of(this, type);
  }

  /** New values for all objects of a class for which a condition holds. */
  public <T> BulkUpdate<T> update(Class<T> type) {
    model(type);
    return BulkUpdate.of(this, type);
  }

  /** The end of all objects of a class for which a condition holds. */
  public <T> BulkDelete<T> deleteFrom(Class<T> type) {
    model(type);
    return BulkDelete.of(this, type);
  }

  private EntityModel model(Class<?> type) {
    EntityModel model = factory.models().find(type);
    if (model == null) {
      throw new QueryException(
          ErrorCode.UNKNOWN_ENTITY,
          null,
          type.getName() + " is not an entity of this session factory",
          "give its class to entities(...) when the factory is built");
    }
    return model;
  }

  // ---- rows without a session's memory

  /**
   * Inserts a row for each of some new objects, in few round trips and without managing them:
   * nothing is cascaded, and no later flush looks at them. The rows of their collections that no
   * other entity holds are written too. Ids and versions are put into the objects, which are
   * detached afterwards; those of one call may refer to each other. What this session changed is
   * flushed before, and a transaction is begun.
   *
   * @throws org.rowanorm.error.EntityStateException where one is managed by a session, has a row,
   *     or refers to an object without an id; then nothing was sent
   */
  public void insertAll(Collection<?> objects) {
    directly(rows -> rows.insert(objects));
  }

  /**
   * Updates the row of each of some objects, detached ones or those made with {@code new} and an
   * id: all columns that the object has loaded, by its id and its version, which goes up.
   * Collections are left alone. Otherwise as {@link #insertAll}; objects of these classes that this
   * session manages are read again when they are touched.
   *
   * @throws org.rowanorm.error.StaleEntityException where a row is gone or has another version
   */
  public void updateAll(Collection<?> objects) {
    directly(rows -> rows.update(objects));
  }

  /**
   * Deletes the row of each of some objects, by its id and its version, with the rows of its
   * collections that no other entity holds. The objects are new afterwards. Otherwise as {@link
   * #updateAll}.
   *
   * @throws org.rowanorm.error.StaleEntityException where a row is gone or has another version
   */
  public void deleteAll(Collection<?> objects) {
    directly(rows -> rows.delete(objects));
  }

  /**
   * Inserts the row of each of some objects, or updates it where it is there: found by the id, or
   * where that is not set by the natural id. No version is compared; that of a row that is there
   * goes up. Ids and versions are put into the objects. Otherwise as {@link #updateAll}.
   *
   * @throws org.rowanorm.error.EntityStateException where neither id nor natural id is set, and as
   *     for {@link #insertAll}
   */
  public void upsertAll(Collection<?> objects) {
    directly(rows -> rows.upsert(objects));
  }

  private void directly(Consumer<DirectRows> work) {
    inside(() -> work.accept(unit().direct()));
  }

  // ---- transactions

  /**
   * Begins a transaction, so that all reads that follow are part of it. Nothing is sent for it
   * before its first statement; one of a single change needs nothing at all.
   */
  public void begin() {
    begin(Transaction.USUAL);
  }

  /**
   * Begins a transaction as it is wanted.
   *
   * @throws SessionStateException where one is under way, or an outer transaction decides
   */
  public void begin(Transaction transaction) {
    boolean outermost = enter();
    try {
      cache.beginReading();
      runner.begin(
          sight
              .plans()
              .dialect()
              .transaction(transaction.isolation(), transaction.readOnly(), transaction.timeout()));
    } finally {
      guard.exit(outermost);
    }
  }

  /**
   * What a flush would send now, and why: each statement in its order, with its rows. It writes
   * nothing; a flush that follows, with nothing changed between, sends exactly that. Callbacks
   * before an update are called, since they may change what is sent.
   */
  public FlushPreview flushPlan() {
    boolean outermost = enter();
    try {
      return unit().preview();
    } finally {
      guard.exit(outermost);
    }
  }

  /**
   * Sends all changes to the database, without committing them.
   *
   * @throws RowanException where it fails: roll back, then go on
   */
  public void flush() {
    boolean outermost = enter();
    try {
      unit().flush();
    } finally {
      guard.exit(outermost);
    }
  }

  /**
   * Sends all changes and commits them. With nothing to send and no transaction it sends nothing; a
   * single change is committed by the database itself.
   *
   * @throws RowanException where it fails: roll back, then go on
   * @throws CommitUnknownException where the connection broke during COMMIT
   */
  public void commit() {
    boolean outermost = enter();
    try {
      if (flushMode != FlushMode.EXPLICIT && mayHaveChanges()) {
        unit().flush(true);
      }
      if (unit != null) {
        unit.checkLocks();
      }
      end();
    } finally {
      guard.exit(outermost);
    }
  }

  private void end() {
    try {
      runner.commit();
    } catch (RuntimeException e) {
      if (e instanceof CommitUnknownException) {
        cache.publish();
      }
      context.breakWith(e);
      throw e;
    }
    runner.afterOuterTransaction(cache::publish);
    context.endTransaction();
    endLocks();
  }

  private void endLocks() {
    if (unit != null) {
      unit.endLocks();
    }
  }

  /** When changes are sent without {@link #flush()}; {@code AUTO} unless set. */
  public void flushMode(FlushMode mode) {
    flushMode = mode;
  }

  /**
   * Runs work after a savepoint. Where the work fails, what it sent is taken back and the
   * transaction goes on: objects keep their values, new ones are new again and changed ones are
   * dirty again, as after a {@link #rollback()}. To give them up, detach or refresh them. A commit
   * or a rollback within the work ends the savepoint with the transaction.
   *
   * @throws RuntimeException what the work throws
   */
  public void nested(Runnable work) {
    boolean outermost = enter();
    try {
      unit().flush();
      Savepoint savepoint = runner.savepoint();
      int undo = context.undo().size();
      try {
        work.run();
        unit().flush();
      } catch (RuntimeException | Error e) {
        backTo(savepoint, undo, e);
        throw e;
      }
      runner.release(savepoint);
    } finally {
      guard.exit(outermost);
    }
  }

  private void backTo(Savepoint savepoint, int undo, Throwable cause) {
    try {
      if (runner.rollback(savepoint)) {
        context.undo().takeBack(undo);
        context.mend();
      }
    } catch (RuntimeException e) {
      cause.addSuppressed(e); // the session then needs a whole rollback
      context.breakWith(e);
    }
  }

  /**
   * Rolls the transaction back. The objects keep their values: new ones are new again and changed
   * ones are dirty again, so that a later commit writes them.
   */
  public void rollback() {
    boolean outermost = guard.enter();
    try {
      requireOpen();
      runner.rollback();
      endLocks();
      cache.forget();
      context.undo().takeBack();
      context.mend();
    } finally {
      guard.exit(outermost);
    }
  }

  /** Rolls back because of an error, which must not be hidden by one of the rollback. */
  void rollbackAfter(Throwable error) {
    try {
      rollback();
    } catch (RuntimeException e) {
      error.addSuppressed(e);
    }
    context.abandon();
  }

  /**
   * Ends the session. What was not committed is rolled back, with one warning that counts it. The
   * objects stay usable with what they have loaded. A second close does nothing.
   */
  @Override
  public void close() {
    boolean outermost = guard.enter();
    try {
      if (context.isClosed()) {
        return;
      }
      warnOfChanges();
      if (streams != null) {
        streams.closeWithWarning();
      }
      runner.rollback();
      context.close();
    } finally {
      guard.exit(outermost);
    }
  }

  private void warnOfChanges() {
    if (!mayHaveChanges()) {
      return;
    }
    context.undo().takeBack();
    if (!LOG.isWarnEnabled() || !unit().hasChanges()) {
      return;
    }
    Unwritten unwritten = unit().unwritten();
    if (!unwritten.isEmpty()) {
      LOG.warn("Session closed without commit: {} are not written", unwritten);
    }
  }

  /**
   * Sends no further SQL: what would need some is an error from here on, also reads of what its
   * objects lack, now and after {@link #close()}. For the code that shows what was loaded. A
   * transaction can still be ended, if there is nothing left to flush.
   */
  public void seal() {
    inside(
        () -> {
          context.seal();
          runner.seal();
        });
  }

  /** Whether the session is open. */
  public boolean isOpen() {
    return !context.isClosed();
  }

  /** Flushes where a change may show in what a query reads. */
  void autoFlush(Set<EntityModel> read) {
    if (flushMode != FlushMode.AUTO || !mayHaveChanges() || !unit().hasChanges()) {
      return;
    }
    if (unit().mayWriteTo(read)) {
      unit().flush();
    }
  }

  // ---- state

  /** Lets a call in; whether it is the outermost one, which must {@link #exit}. */
  boolean enter() {
    boolean outermost = guard.enter();
    boolean done = false;
    try {
      requireOpen();
      context.requireUsable();
      done = true;
    } finally {
      if (!done) {
        guard.exit(outermost);
      }
    }
    return outermost;
  }

  void exit(boolean outermost) {
    guard.exit(outermost);
  }

  private void inside(Runnable call) {
    boolean outermost = enter();
    try {
      call.run();
    } finally {
      guard.exit(outermost);
    }
  }

  private void requireOpen() {
    if (context.isClosed()) {
      throw new SessionStateException(
          ErrorCode.SESSION_CLOSED,
          null,
          "The session is closed",
          "open another one with sessions.open()");
    }
  }

  // ---- its parts, which are made when they are first needed: many sessions only read

  PersistenceContext context() {
    return context;
  }

  SqlRunner runner() {
    return runner;
  }

  TransactionCache cache() {
    return cache;
  }

  /** What writes. */
  UnitOfWork unit() {
    if (unit == null) {
      unit = new UnitOfWork(context, sight.plans(), runner, cache, factory.idTraps());
      context.wire(unit);
    }
    return unit;
  }

  private boolean mayHaveChanges() {
    return unit != null || context.mayHaveChanges();
  }

  /** What reads by queries. */
  QueryRunner queries() {
    if (queries == null) {
      queries = new QueryRunner(this, factory, sight, loader);
    }
    return queries;
  }

  /** What changes rows past the objects. */
  ChangeRunner changes() {
    return new ChangeRunner(this, factory, sight, loader);
  }

  /** What reads part by part. */
  Streams streams() {
    if (streams == null) {
      streams = new Streams(factory, sight, context, runner, loader, queries().fetching());
    }
    return streams;
  }
}
