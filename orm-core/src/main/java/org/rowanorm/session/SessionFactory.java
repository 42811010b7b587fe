package org.rowanorm.session;

import java.util.function.Consumer;
import java.util.function.Function;
import org.rowanorm.cache.EntityCache;
import org.rowanorm.declaration.ModelBuilder;
import org.rowanorm.flush.IdTrapLog;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.TypeSettings;
import org.rowanorm.plan.Plans;
import org.rowanorm.schema.Schema;
import org.rowanorm.translate.SqlTranslator;

/**
 * Opens sessions on one database, and holds what they share: the plans of the entities and the
 * second-level cache. One for each database and application. Thread-safe.
 */
public final class SessionFactory implements AutoCloseable {

  private final FactorySettings settings;
  private final Models models;
  private final Plans plans;
  private final SqlTranslator translator;
  private final EntityCache cache;
  private final IdTrapLog idTraps = new IdTrapLog();

  /**
   * A factory; use {@code Rowan.connect} or {@code Rowan.configure} to make one.
   *
   * @throws org.rowanorm.error.NotEnhancedException where a class is not enhanced
   * @throws org.rowanorm.error.MappingException with every fault of the mapping
   */
  public SessionFactory(FactorySettings settings) {
    this.settings = settings;
    this.models =
        ModelBuilder.build(
            settings.entities(),
            new TypeSettings(
                settings.dialect().columnTypes(), settings.converters(), settings.json()),
            settings.naming());
    this.plans = new Plans(models, settings.dialect(), settings.tables());
    this.translator = new SqlTranslator(plans);
    this.cache = new EntityCache(settings.cacheSize());
  }

  /** Opens a session. It leases no connection before its first statement. */
  public Session open() {
    return new Session(this);
  }

  /** Runs work in a session of its own and commits; an error of the work rolls back. */
  public void inTransaction(Consumer<Session> work) {
    fromTransaction(
        session -> {
          work.accept(session);
          return true;
        });
  }

  /** {@link #inTransaction} for work that gives a value, which must not be null. */
  public <R> R fromTransaction(Function<Session, R> work) {
    try (Session session = open()) {
      R result;
      try {
        session.begin();
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
    return new Schema(models, settings.dialect(), settings.tables(), this::newRunner);
  }

  /** The number of inserts that were sent before their time because an id was read. */
  public long forcedInserts() {
    return idTraps.count();
  }

  /** Closes the connection pool where it is the factory's own. Sessions must be closed before. */
  @Override
  public void close() {
    settings.onClose().run();
  }

  SqlRunner newRunner() {
    return new SqlRunner(settings.connections(), settings.listeners(), settings.dialect());
  }

  Models models() {
    return models;
  }

  Plans plans() {
    return plans;
  }

  SqlTranslator translator() {
    return translator;
  }

  EntityCache cache() {
    return cache;
  }

  IdTrapLog idTraps() {
    return idTraps;
  }

  int cohortSize() {
    return settings.cohortSize();
  }
}
