package org.rowanorm.session;

import jakarta.persistence.LockModeType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.cache.TransactionCache;
import org.rowanorm.context.Guard;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.dialect.RowWait;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.CommitUnknownException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.error.RowanException;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.flush.UnitOfWork;
import org.rowanorm.flush.preview.FlushPreview;
import org.rowanorm.jdbc.Batch;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.jdbc.Read;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.load.EntityLoader;
import org.rowanorm.load.ItemReader.Item;
import org.rowanorm.load.Reading;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.UniqueKey;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.Plans;
import org.rowanorm.query.EntityPath;
import org.rowanorm.query.Row;
import org.rowanorm.query.Select;
import org.rowanorm.query.Selection;
import org.rowanorm.query.Selection.Shape;
import org.rowanorm.query.Table;
import org.rowanorm.translate.Change;
import org.rowanorm.translate.Prepared;
import org.rowanorm.translate.PreparedChange;
import org.rowanorm.translate.Translated;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.QueryTree;
import org.rowanorm.tree.SelectNode;
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
  private final Fetching fetching;
  private final Streams streams;
  private final UnitOfWork unit;
  private final Gathered gathered = new Gathered();
  private FlushMode flushMode = FlushMode.AUTO;

  Session(SessionFactory factory, Sight sight) {
    this.factory = factory;
    this.sight = sight;
    this.context = factory.newContext(guard, sight);
    this.runner = factory.newRunner();
    this.cache = new TransactionCache(factory.cache());
    this.loader = new EntityLoader(context, sight.plans(), runner, cache, factory.cohortSize());
    this.fetching = new Fetching(sight.translator(), sight.plans(), loader);
    this.streams = new Streams(factory, sight, context, runner, loader, fetching);
    this.unit = new UnitOfWork(context, sight.plans(), runner, cache, factory.idTraps());
    context.wire(loader, unit);
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
      unit.cascade().add(object);
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
      ManagedEntity state = loader.byId(model, key(model, id, "get"), origin());
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
        keys.add(key(model, id, "getAll"));
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
  Origin origin(Object query, Set<String> raised) {
    Origin origin = new Origin(new Asked(query), null, raised);
    return factory.notesOrigins() || !raised.isEmpty() ? origin.here() : origin;
  }

  /** A query as messages name it: the text is made where one is needed. */
  private record Asked(Object query) {
    @Override
    public String toString() {
      return "it came with query " + query;
    }
  }

  private static Object key(EntityModel model, @Nullable Object id, String call) {
    Object key = model.id().userType().isInstance(id) ? model.id().key(id) : null;
    if (key == null) {
      throw wrongId(model, id, call);
    }
    return key;
  }

  private static QueryException wrongId(EntityModel model, @Nullable Object id, String call) {
    return new QueryException(
        ErrorCode.WRONG_VALUE_TYPE,
        null,
        "The id of "
            + model.name()
            + " is of type "
            + model.id().userType().getSimpleName()
            + ", not "
            + (id == null ? "null" : id.getClass().getSimpleName()),
        "in " + call + "(" + model.name() + ", " + id + ")");
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
      unit.cascade().delete(object);
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
      unit.cascade().attach(object);
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
      return (T) unit.merge(object);
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
    boolean outermost = enter();
    try {
      unit.cascade().refresh(object);
    } finally {
      guard.exit(outermost);
    }
  }

  /**
   * Lets go of an object. It keeps what it has loaded and what was changed and not flushed, so that
   * a session can {@link #attach} it. One that was added and not flushed is new again; one that
   * this session does not manage stays as it is.
   */
  public void detach(Object object) {
    boolean outermost = enter();
    try {
      unit.cascade().detach(object);
    } finally {
      guard.exit(outermost);
    }
  }

  /** Lets go of all objects, as {@link #detach} does. */
  public void clear() {
    boolean outermost = enter();
    try {
      context.clear();
    } finally {
      guard.exit(outermost);
    }
  }

  /** Whether this session manages an object: not if it is to be deleted. */
  public boolean contains(Object object) {
    boolean outermost = enter();
    try {
      return unit.cascade().contains(object);
    } finally {
      guard.exit(outermost);
    }
  }

  /** {@link #lock(Object, LockModeType, RowWait)} that waits as long as the database is set to. */
  public void lock(Object object, LockModeType mode) {
    lock(object, mode, RowWait.USUAL);
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
  public boolean lock(Object object, LockModeType mode, RowWait wait) {
    boolean outermost = enter();
    try {
      return unit.lock(object, mode, wait);
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
      return query.gather(gathered, this);
    } finally {
      guard.exit(outermost);
    }
  }

  void sendGathered() {
    boolean outermost = enter();
    try {
      List<Read> reads = new ArrayList<>();
      List<Runnable> afterwards = gathered.take(reads);
      loader.selectTogether(reads);
      afterwards.forEach(Runnable::run);
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

  // ---- transactions

  /** Begins a transaction now, so that all reads that follow are part of it. */
  public void begin() {
    boolean outermost = enter();
    try {
      cache.beginReading();
      runner.begin();
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
      return unit.preview();
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
      unit.flush();
    } finally {
      guard.exit(outermost);
    }
  }

  /**
   * Sends all changes and commits them. With nothing to send and no transaction it sends nothing.
   *
   * @throws RowanException where it fails: roll back, then go on
   * @throws CommitUnknownException where the connection broke during COMMIT
   */
  public void commit() {
    boolean outermost = enter();
    try {
      if (flushMode != FlushMode.EXPLICIT) {
        unit.flush();
      }
      unit.checkLocks();
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
    unit.endLocks();
  }

  /** When changes are sent without {@link #flush()}; {@code AUTO} unless set. */
  public void flushMode(FlushMode mode) {
    flushMode = mode;
  }

  /**
   * Runs work after a savepoint. Where the work fails, what it sent is taken back and the
   * transaction goes on: objects keep their values, new ones are new again and changed ones are
   * dirty again, as after a {@link #rollback()}. To give them up, detach or refresh them.
   *
   * @throws RuntimeException what the work throws
   */
  public void nested(Runnable work) {
    boolean outermost = enter();
    try {
      unit.flush();
      Savepoint savepoint = runner.savepoint();
      int undo = context.undo().size();
      try {
        work.run();
        unit.flush();
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
      runner.rollback(savepoint);
      context.undo().takeBack(undo);
      context.mend();
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
      unit.endLocks();
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
      warnOfStreams();
      streams.close();
      runner.rollback();
      context.close(factory.cleaner());
    } finally {
      guard.exit(outermost);
    }
  }

  private void warnOfStreams() {
    if (streams.open() > 0) {
      LOG.warn(
          "Session closed with {} open streams: close a stream that is not read to its end",
          streams.open());
    }
  }

  private void warnOfChanges() {
    context.undo().takeBack();
    if (unit.hasChanges() && LOG.isWarnEnabled()) {
      LOG.warn(
          "Session closed without commit: {} new, {} changed and {} deleted objects and {} changed"
              + " collections are not written",
          context.pending().size(),
          context.dirty().size(),
          context.removed().size(),
          context.changed().stream().filter(c -> c.owner().isStored()).count());
    }
  }

  /**
   * Sends no further SQL: what would need some is an error from here on, also reads of what its
   * objects lack, now and after {@link #close()}. For the code that shows what was loaded. A
   * transaction can still be ended, if there is nothing left to flush.
   */
  public void seal() {
    boolean outermost = enter();
    try {
      context.seal();
      runner.seal();
    } finally {
      guard.exit(outermost);
    }
  }

  /** Whether the session is open. */
  public boolean isOpen() {
    return !context.isClosed();
  }

  // ---- for queries

  Prepared prepare(@Nullable Prepared before, SelectNode written) {
    return sight.translator().prepare(before, written);
  }

  PreparedChange prepare(Change change) {
    return sight.translator().prepare(change);
  }

  void requireGrouped(Prepared query) {
    sight.translator().requireGrouped(query);
  }

  String[] graph(Prepared query, String name) {
    return Graphs.paths(factory.models(), query, name);
  }

  Plans plans() {
    return sight.plans();
  }

  String sqlOf(Prepared query) {
    return sight.translator().translate(new QueryTree.Rows(query.tree()), query.written()).sql();
  }

  /** Refuses a path of the objects of a query that cannot be lazy. */
  void requireLazy(Prepared query, String path) {
    EntityModel root = query.items().get(0).entity();
    if (query.items().size() != 1 || root == null) {
      throw new QueryException(
          ErrorCode.WRONG_SHAPE,
          null,
          "raise(\"" + path + "\") needs a query for objects of one entity",
          "in query " + query.written());
    }
    LazyPaths.require(root, path, query.written());
  }

  EntityPlan plan(EntityModel entity) {
    return sight.plans().of(entity);
  }

  /** Reads the rows of a query as objects of its root. */
  List<Object> list(Prepared query, Origin origin) {
    boolean outermost = enter();
    try {
      EntityModel root = Objects.requireNonNull(query.items().get(0).entity());
      Translated made = translated(query);
      if (!query.fetches().isEmpty()) {
        return fetching.list(query, plan(root), origin);
      }
      Parameters values = made.parameters(query.parameters());
      return loader.list(plan(root), made.sql(), values, origin);
    } finally {
      guard.exit(outermost);
    }
  }

  /** What is made of the rows of a query. */
  <R> List<R> rows(
      Prepared query,
      List<Item> items,
      Function<@Nullable Object[], @Nullable R> maker,
      Origin origin) {
    boolean outermost = enter();
    try {
      Translated made = translated(query);
      Parameters values = made.parameters(query.parameters());
      return loader.rows(made.sql(), values, items, maker, origin);
    } finally {
      guard.exit(outermost);
    }
  }

  /** What a query finds, part by part. */
  <R> RowStream<R> stream(Prepared query, Outcome<R> outcome, Origin origin) {
    boolean outermost = enter();
    try {
      return streams.open(query, translated(query), outcome, origin);
    } finally {
      guard.exit(outermost);
    }
  }

  /** The page of a query that a cursor leads to; the first one without. */
  <R> CursorPage<R> page(Prepared query, int size, @Nullable String cursor, Origin origin) {
    boolean outermost = enter();
    try {
      Pages pages = new Pages(factory, sight, streams, query, origin);
      translated(query);
      return pages.read(size, cursor);
    } finally {
      guard.exit(outermost);
    }
  }

  /** {@link #list} of a query that is sent with others; what it fetches comes by key. */
  Reading<Object> reading(Prepared query, Origin origin) {
    Translated made = translated(query);
    EntityModel root = Objects.requireNonNull(query.items().get(0).entity());
    Parameters values = made.parameters(query.parameters());
    Reading<Object> rows = loader.reading(plan(root), made.sql(), values, origin);
    return new Reading<>(
        rows.read(),
        () -> {
          List<Object> found = rows.result().get();
          fetching.load(query, found);
          return found;
        });
  }

  /** {@link #rows} of a query that is sent with others. */
  <R> Reading<R> reading(
      Prepared query,
      List<Item> items,
      Function<@Nullable Object[], @Nullable R> maker,
      Origin origin) {
    Translated made = translated(query);
    Parameters values = made.parameters(query.parameters());
    return loader.reading(made.sql(), values, items, maker, origin);
  }

  /** The SQL of a query that is about to run. */
  private Translated translated(Prepared query) {
    QueryTree rows = new QueryTree.Rows(query.tree());
    Translated made = sight.translator().translate(rows, query.written());
    autoFlush(Fetching.entities(query, made));
    if (query.tree().options().lock() != null) {
      runner.begin();
    }
    return made;
  }

  /** The number that the tree of a query gives. */
  long number(QueryTree tree, Prepared query) {
    return read(tree, query).number;
  }

  /** Whether the tree of a query gives a row. */
  boolean any(QueryTree tree, Prepared query) {
    return read(tree, query).rows() > 0;
  }

  private FirstNumber read(QueryTree tree, Prepared query) {
    boolean outermost = enter();
    try {
      FirstNumber reader = new FirstNumber();
      Translated made = sight.translator().translate(tree, query.written());
      autoFlush(made.entities());
      loader.select(made.sql(), made.parameters(query.parameters()), reader);
      return reader;
    } finally {
      guard.exit(outermost);
    }
  }

  /**
   * Changes rows of an entity past its objects, after all changes of this session: objects that it
   * manages are read again when they are touched.
   */
  long change(PreparedChange change) {
    boolean outermost = enter();
    try {
      long changed = 0;
      for (Translated made : sight.translator().translate(change)) {
        changed += execute(made.sql(), made.parameters(change.parameters()));
      }
      expire(change.entity());
      return changed;
    } finally {
      guard.exit(outermost);
    }
  }

  /** Changes rows as {@link #change} does, and gives something of each. */
  <R> List<R> changeReturning(Change change, List<Node> items, Shape shape) {
    boolean outermost = enter();
    try {
      PreparedChange prepared = prepare(new Change.Returning(change, items));
      Outcome<R> outcome = Outcome.ofChange(this, shape, prepared.items(), items);
      List<Item> row = Objects.requireNonNull(outcome.items());
      List<Translated> made = sight.translator().translate(prepared);
      unit.flush();
      runner.begin();
      expire(prepared.entity());
      Origin origin = origin(change, Set.of());
      List<R> found = new ArrayList<>();
      for (Translated statement : made) {
        Parameters values = statement.parameters(prepared.parameters());
        found.addAll(loader.changed(statement.sql(), values, row, outcome.maker(), origin));
      }
      if (change instanceof Change.Delete) {
        letGo(prepared.entity(), found);
      }
      return found;
    } finally {
      guard.exit(outermost);
    }
  }

  /** Objects whose rows are gone are not managed any more. */
  private void letGo(EntityModel entity, List<?> objects) {
    List<ManagedEntity> gone = new ArrayList<>();
    for (Object object : objects) {
      if (object instanceof Enhanced enhanced) {
        Object id = entity.id().of(enhanced);
        ManagedEntity state = id == null ? null : context.find(entity, id);
        if (state != null) {
          gone.add(state);
        }
      }
    }
    context.detach(gone);
  }

  /** The rows of SQL of the user, after all changes of this session. */
  @SuppressWarnings("unchecked") // the rows of an entity are objects of its class
  <R> List<R> nativeRows(NativeQuery<?> query, Class<R> type) {
    boolean outermost = enter();
    try {
      Parameters parameters = query.parameters(sight.translator().types());
      String text = query.sql();
      unit.flush();
      EntityModel model = factory.models().find(type);
      if (model != null) {
        return (List<R>) loader.listByName(plan(model), text, parameters, origin(query, Set.of()));
      }
      NativeReader<R> reader = new NativeReader<>(type, sight.translator().types(), query);
      loader.select(text, parameters, reader);
      return reader.made();
    } finally {
      guard.exit(outermost);
    }
  }

  /** Runs SQL of the user that may change any row. */
  long nativeChange(NativeQuery<?> query) {
    boolean outermost = enter();
    try {
      Parameters parameters = query.parameters(sight.translator().types());
      long changed = execute(query.sql(), parameters);
      factory.models().all().forEach(this::expire);
      return changed;
    } finally {
      guard.exit(outermost);
    }
  }

  private long execute(String sql, Parameters parameters) {
    unit.flush();
    runner.begin();
    List<@Nullable Object[]> row = new ArrayList<>(1);
    row.add(parameters.values());
    return runner.execute(new Batch(sql, parameters.types(), row)).total();
  }

  private void expire(EntityModel entity) {
    context.expire(entity);
    cache.writeWhole(entity);
  }

  /** Reads the number in the first row; without a row it stays 0. */
  private static final class FirstNumber extends ResultReader {

    private long number;

    @Override
    protected void read(ResultSet result) throws SQLException {
      if (next(result)) {
        number = result.getLong(1);
      }
    }
  }

  /** Flushes where a change may show in what a query reads. */
  private void autoFlush(Set<EntityModel> read) {
    if (flushMode != FlushMode.AUTO || !unit.hasChanges()) {
      return;
    }
    BitSet changed = context.changedEntities();
    if (read.stream().anyMatch(model -> changed.get(model.root().ordinal()))) {
      unit.flush();
    }
  }

  // ---- state

  private boolean enter() {
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

  private void requireOpen() {
    if (context.isClosed()) {
      throw new SessionStateException(
          ErrorCode.SESSION_CLOSED,
          null,
          "The session is closed",
          "open another one with sessions.open()");
    }
  }
}
