package org.rowanorm;

import jakarta.persistence.Converter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.Dialects;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.RowanException;
import org.rowanorm.jdbc.ConnectionSource;
import org.rowanorm.jdbc.LoggingListener;
import org.rowanorm.jdbc.StatementListener;
import org.rowanorm.mapping.NamingStrategy;
import org.rowanorm.session.EntityPackage;
import org.rowanorm.session.FactorySettings;
import org.rowanorm.session.LazyAfterClose;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.type.JsonFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers what a session factory is made of. For one use by one thread. */
public final class SessionFactoryBuilder {

  private static final Logger LOG = LoggerFactory.getLogger("org.rowanorm.boot");
  private static final int DEFAULT_COHORT = 1_000;
  private static final long DEFAULT_CACHE = 100_000;
  private static final int DEFAULT_STATEMENTS = 64;
  private static final int LEAST_CURSOR_KEY = 16;

  /** Connections, and what is closed with the factory. */
  record Opened(ConnectionSource connections, Runnable onClose) {}

  private final IntFunction<Opened> source;
  private final List<Class<?>> entities = new ArrayList<>();
  private final List<Class<?>> converters = new ArrayList<>();
  private final List<EntityPackage> packages = new ArrayList<>();
  private final List<StatementListener> listeners = new ArrayList<>();
  private final List<Object> entityListeners = new ArrayList<>();
  private @Nullable Dialect dialect;
  private @Nullable JsonFormat json;
  private NamingStrategy naming = NamingStrategy.STANDARD;
  private TableNaming tables = TableNaming.AS_MAPPED;
  private int cohortSize = DEFAULT_COHORT;
  private long cacheSize = DEFAULT_CACHE;
  private int statementCacheSize = DEFAULT_STATEMENTS;
  private LazyAfterClose lazyAfterClose = LazyAfterClose.LOAD;
  private boolean origins;
  private final List<byte[]> cursorKeys = new ArrayList<>();

  /** Opens connections on which so many statements stay prepared, where it makes them itself. */
  SessionFactoryBuilder(IntFunction<Opened> source) {
    this.source = source;
  }

  /** The mapped classes; may be called several times. */
  public SessionFactoryBuilder entities(Class<?>... types) {
    entities.addAll(Arrays.asList(types));
    return this;
  }

  /**
   * The entities and converters of a package and those below it, as the thread's context class
   * loader sees them; may be called several times. Found through the index that the enhancer's
   * goals write; folders and jars without an index are searched by their class files.
   */
  public SessionFactoryBuilder entitiesIn(String packageName) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return entitiesIn(packageName, context == null ? ClassLoader.getSystemClassLoader() : context);
  }

  /** The entities and converters of a package and those below it, as a class loader sees them. */
  public SessionFactoryBuilder entitiesIn(String packageName, ClassLoader loader) {
    packages.add(new EntityPackage(packageName, loader));
    return this;
  }

  /**
   * The converters that may apply to all attributes of their type, where they say {@code
   * autoApply}; may be called several times. One that an attribute names need not be given.
   */
  public SessionFactoryBuilder converters(Class<?>... types) {
    converters.addAll(Arrays.asList(types));
    return this;
  }

  /** How JSON columns are written, instead of by the library on the class path. */
  public SessionFactoryBuilder json(JsonFormat format) {
    json = format;
    return this;
  }

  /** Tells a listener of each statement; may be called several times. */
  public SessionFactoryBuilder listener(StatementListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Classes whose callbacks ({@code @PrePersist} … {@code @PostLoad}) are told of the objects of
   * all entities, before the listeners that these declare; may be called several times. Each has
   * one instance, which its no-arg constructor makes. A callback is called for the objects that its
   * parameter takes. Entities with {@code @ExcludeDefaultListeners} are left out.
   */
  public SessionFactoryBuilder defaultListeners(Class<?>... types) {
    entityListeners.addAll(Arrays.asList(types));
    return this;
  }

  /** {@link #defaultListeners} for a listener that is there; it must be thread-safe. */
  public SessionFactoryBuilder defaultListener(Object listener) {
    entityListeners.add(listener);
    return this;
  }

  /** The dialect, instead of the one that the connection's metadata point to. */
  public SessionFactoryBuilder dialect(Dialect given) {
    dialect = given;
    return this;
  }

  /**
   * How tables and columns are named where the mapping does not; the standard's names in lower case
   * if not given.
   */
  public SessionFactoryBuilder naming(NamingStrategy strategy) {
    naming = strategy;
    return this;
  }

  /** How the names of tables are resolved when SQL is rendered. */
  public SessionFactoryBuilder tables(TableNaming naming) {
    tables = naming;
    return this;
  }

  /**
   * The most objects that are loaded together at the first touch of one; 1,000 if not given. With 1
   * each is loaded by a statement of its own.
   *
   * @throws RowanException where it is less than 1
   */
  public SessionFactoryBuilder cohortSize(int objects) {
    if (objects < 1) {
      throw new RowanException(
          ErrorCode.WRONG_COHORT_SIZE,
          null,
          "A cohort of " + objects + " objects cannot be loaded",
          "in cohortSize(...)",
          "give 1 or more; 1 loads each object by a statement of its own");
    }
    cohortSize = objects;
    return this;
  }

  /** The most rows that the second-level cache keeps; 100,000 if not given. */
  public SessionFactoryBuilder cacheSize(long rows) {
    cacheSize = rows;
    return this;
  }

  /**
   * The most statements that stay prepared on each connection of the pool that {@link
   * Rowan#connect} opens; 64 if not given, and with 0 each is closed after its use. On connections
   * of your own {@link DataSource} all are closed: who gave it knows its pool and its driver.
   *
   * @throws RowanException where it is less than 0
   */
  public SessionFactoryBuilder statementCacheSize(int statements) {
    if (statements < 0) {
      throw new RowanException(
          ErrorCode.WRONG_STATEMENT_CACHE,
          null,
          "A connection cannot keep " + statements + " statements",
          "in statementCacheSize(...)",
          "give 0 or more; 0 closes each statement after its use");
    }
    statementCacheSize = statements;
    return this;
  }

  /**
   * What cursors of pages are signed with: at least 16 random bytes, kept secret, the same in all
   * processes that share cursors. May be called several times: the first key signs, all verify, so
   * that a key can be replaced. The bytes are copied.
   *
   * @throws RowanException where it is shorter
   */
  public SessionFactoryBuilder cursorKey(byte[] key) {
    if (key.length < LEAST_CURSOR_KEY) {
      throw new RowanException(
          ErrorCode.WRONG_CURSOR_KEY,
          null,
          "A key for cursors has " + key.length + " bytes, which can be guessed",
          "in cursorKey(...)",
          "give at least " + LEAST_CURSOR_KEY + " random bytes");
    }
    cursorKeys.add(key.clone());
    return this;
  }

  /**
   * What reads do that need a row after the session of their object is closed; they load if not
   * given. With {@code RAISE} {@link #origins} are noted too.
   */
  public SessionFactoryBuilder lazyAfterClose(LazyAfterClose policy) {
    lazyAfterClose = policy;
    return this;
  }

  /**
   * Notes with each query and load by id the place in the code that asked, for the messages of
   * errors. It costs some microseconds each time, and is off unless set.
   */
  public SessionFactoryBuilder origins(boolean noted) {
    origins = noted;
    return this;
  }

  /**
   * Connects, reads the mapping and makes the factory.
   *
   * @throws org.rowanorm.error.NotEnhancedException where a class is not enhanced
   * @throws org.rowanorm.error.MappingException with every fault of the mapping, and where a
   *     package has no entities
   * @throws DatabaseException where there is no connection
   */
  public SessionFactory build() {
    long start = System.nanoTime();
    Opened opened = source.apply(statementCacheSize);
    boolean done = false;
    try {
      Dialect used = dialect == null ? detect(opened.connections()) : dialect;
      listeners.add(new LoggingListener());
      Mapped mapped = allMapped();
      SessionFactory factory =
          new SessionFactory(
              new FactorySettings(
                  opened.connections(),
                  List.copyOf(mapped.entities()),
                  List.copyOf(mapped.converters()),
                  json,
                  naming,
                  used,
                  tables,
                  listeners,
                  entityListeners,
                  cohortSize,
                  cacheSize,
                  lazyAfterClose,
                  origins || lazyAfterClose == LazyAfterClose.RAISE,
                  cursorKeys,
                  opened.onClose()));
      LOG.info(
          "Rowan for {}: {} entities in {} ms",
          used.name(),
          mapped.entities().size(),
          (System.nanoTime() - start) / 1_000_000);
      done = true;
      return factory;
    } finally {
      if (!done) {
        opened.onClose().run();
      }
    }
  }

  /** The classes that were given or found. */
  private record Mapped(Set<Class<?>> entities, Set<Class<?>> converters) {}

  private Mapped allMapped() {
    Mapped all = new Mapped(new LinkedHashSet<>(entities), new LinkedHashSet<>(converters));
    for (EntityPackage found : packages) {
      for (Class<?> type : found.mapped()) {
        boolean converter = type.isAnnotationPresent(Converter.class);
        (converter ? all.converters() : all.entities()).add(type);
      }
    }
    return all;
  }

  private static Dialect detect(ConnectionSource connections) {
    try {
      Connection connection = connections.lease();
      try {
        return Dialects.of(connection);
      } finally {
        connections.release(connection);
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          ErrorCode.NO_CONNECTION,
          e,
          "No connection to the database",
          "the driver says: " + e.getMessage(),
          "check that the server runs, the URL, the user and the password");
    }
  }
}
