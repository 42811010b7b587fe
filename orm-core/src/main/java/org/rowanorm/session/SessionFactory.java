package org.rowanorm.session;

import java.lang.ref.Cleaner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.cache.EntityCache;
import org.rowanorm.cache.TransactionCache;
import org.rowanorm.context.AfterClose;
import org.rowanorm.context.Guard;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.declaration.ModelBuilder;
import org.rowanorm.declaration.Naming;
import org.rowanorm.error.RowanException;
import org.rowanorm.flush.IdTrapLog;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.load.EntityLoader;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.TypeSettings;
import org.rowanorm.plan.Plans;
import org.rowanorm.schema.Schema;

/**
 * Opens sessions on one database, and holds what they share: the plans of the entities and the
 * second-level cache. One for each database and application. Thread-safe.
 */
public final class SessionFactory implements AutoCloseable {

  private final FactorySettings settings;
  private final Sight sight;
  private final AfterClose afterClose;
  private final EntityCache cache;
  private final IdTrapLog idTraps = new IdTrapLog();
  private volatile @Nullable Sight withDeleted;
  private final LongAdder readsAfterClose = new LongAdder();
  private final Cleaner cleaner;
  private final Map<String, SessionFactory> bySchema = new ConcurrentHashMap<>(0);

  /**
   * A factory; use {@code Rowan.connect} or {@code Rowan.configure} to make one.
   *
   * @throws org.rowanorm.error.NotEnhancedException where a class is not enhanced
   * @throws org.rowanorm.error.MappingException with every fault of the mapping
   */
  public SessionFactory(FactorySettings settings) {
    this(
        settings,
        new Plans(
            ModelBuilder.build(
                settings.entities(),
                new TypeSettings(
                    settings.dialect().columnTypes(), settings.converters(), settings.json()),
                new Naming(settings.naming(), settings.dialect().schemasAreCatalogs()),
                settings.entityListeners()),
            settings.dialect(),
            settings.tables()),
        Cleaner.create());
  }

  private SessionFactory(FactorySettings settings, Plans plans, Cleaner cleaner) {
    this.settings = settings;
    this.cleaner = cleaner;
    this.sight = new Sight(plans);
    this.afterClose = afterClose(sight);
    this.cache = new EntityCache(settings.cacheSize());
  }

  /**
   * This factory for tables in another schema, such as that of a tenant. It shares the mapping, the
   * connections and the settings, and has ids, a second-level cache and statistics of its own.
   * Tables and sequences for which the mapping names a schema stay there. It is made when a schema
   * is first asked for, without reading the mapping again, and kept. Closing it does nothing.
   *
   * @param schema its name; what {@code create schema} or, on MySQL and MariaDB, {@code create
   *     database} made
   */
  public SessionFactory inSchema(String schema) {
    return bySchema.computeIfAbsent(
        schema,
        name -> {
          FactorySettings there = settings.inSchema(name);
          return new SessionFactory(there, sight.plans().named(there.tables()), cleaner);
        });
  }

  /** Opens a session. It leases no connection before its first statement. */
  public Session open() {
    return new Session(this, sight);
  }

  /**
   * Opens a session that only reads: what would write is an error at once, and nothing is kept to
   * see whether objects change.
   */
  public Session openReadOnly() {
    return new Session(this, sight).onlyReading();
  }

  /**
   * Opens a session to which rows that {@code @SoftDelete} has marked are rows like others: it
   * reads them, and what it deletes is gone for good.
   */
  public Session openWithDeleted() {
    Sight all = withDeleted;
    if (all == null) {
      all = new Sight(sight.plans().withDeleted());
      withDeleted = all;
    }
    return new Session(this, all);
  }

  /** Runs work in a session of its own and commits; an error of the work rolls back. */
  public void inTransaction(Consumer<Session> work) {
    inTransaction(Transaction.USUAL, work);
  }

  /**
   * Runs work in a session of its own and commits, in a transaction as it is wanted. A session for
   * one that only reads is as {@link #openReadOnly()} opens it. Where the work is to be repeated,
   * each attempt has another session.
   */
  public void inTransaction(Transaction transaction, Consumer<Session> work) {
    fromTransaction(
        transaction,
        session -> {
          work.accept(session);
          return true;
        });
  }

  /** {@link #inTransaction} for work that gives a value, which must not be null. */
  public <R> R fromTransaction(Function<Session, R> work) {
    return fromTransaction(Transaction.USUAL, work);
  }

  /**
   * {@link #inTransaction(Transaction, Consumer)} for work that gives a value, which must not be
   * null.
   */
  public <R> R fromTransaction(Transaction transaction, Function<Session, R> work) {
    Retry retry = transaction.retry();
    for (int made = 1; ; made++) {
      try {
        return once(transaction, work);
      } catch (RowanException e) {
        if (!retry.mayRepeat(e, made) || !retry.await(made)) {
          throw e;
        }
      }
    }
  }

  private <R> R once(Transaction transaction, Function<Session, R> work) {
    try (Session session = transaction.readOnly() ? openReadOnly() : open()) {
      R result;
      try {
        session.begin(transaction);
        result = work.apply(session);
        session.commit();
      } catch (RuntimeException | Error e) {
        session.rollbackAfter(e);
        throw e;
      }
      return result;
    }
  }

  /** The tables of the mapping. */
  public Schema schema() {
    return new Schema(models(), settings.dialect(), settings.tables(), this::newRunner);
  }

  /** The number of inserts that were sent before their time because an id was read. */
  public long forcedInserts() {
    return idTraps.count();
  }

  /**
   * The number of reads that leased a connection since their object's session was closed, or had
   * let go of it.
   */
  public long readsAfterClose() {
    return readsAfterClose.sum();
  }

  /** Closes the connection pool where it is the factory's own. Sessions must be closed before. */
  @Override
  public void close() {
    settings.onClose().run();
  }

  SqlRunner newRunner() {
    return new SqlRunner(settings.connections(), settings.listeners(), settings.dialect());
  }

  /**
   * A persistence context without a session, for objects that were detached: each read of what they
   * lack leases a connection of its own.
   */
  private PersistenceContext newClosedContext(Sight seen) {
    PersistenceContext context = newContext(new Guard(), seen);
    TransactionCache rows = new TransactionCache(cache);
    context.wire(new EntityLoader(context, seen.plans(), newRunner(), rows, cohortSize()));
    context.close();
    return context;
  }

  PersistenceContext newContext(Guard guard, Sight seen) {
    boolean usual = seen.equals(sight); // which all sessions can share
    return new PersistenceContext(guard, usual ? afterClose : afterClose(seen));
  }

  private AfterClose afterClose(Sight seen) {
    boolean loads = settings.lazyAfterClose() == LazyAfterClose.LOAD;
    return new AfterClose(loads ? () -> newClosedContext(seen) : null, readsAfterClose, cleaner);
  }

  boolean notesOrigins() {
    return settings.origins();
  }

  Models models() {
    return sight.plans().models();
  }

  EntityCache cache() {
    return cache;
  }

  IdTrapLog idTraps() {
    return idTraps;
  }

  @Nullable CursorKeys cursorKeys() {
    return settings.cursorKeys().isEmpty() ? null : new CursorKeys(settings.cursorKeys());
  }

  int cohortSize() {
    return settings.cohortSize();
  }
}
