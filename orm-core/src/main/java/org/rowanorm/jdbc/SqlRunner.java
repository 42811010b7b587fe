package org.rowanorm.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ConversionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the statements of one session. It leases a connection at the first statement and gives it
 * back at the end of the transaction, or when asked to. Not thread-safe.
 */
public final class SqlRunner {

  private static final Logger TX = LoggerFactory.getLogger("org.rowanorm.tx");

  private final ConnectionSource source;
  private final List<StatementListener> listeners;
  private final ErrorClassifier classifier;
  private @Nullable Connection connection;
  private boolean inTransaction;
  private boolean resetAutoCommit;
  private boolean sealed;

  /** Runs statements on connections of a source. */
  public SqlRunner(
      ConnectionSource source, List<StatementListener> listeners, ErrorClassifier classifier) {
    this.source = source;
    this.listeners = listeners;
    this.classifier = classifier;
  }

  /**
   * Runs a query.
   *
   * @throws DatabaseException where the database refuses it or the connection is lost
   */
  public void select(String sql, Parameters parameters, ResultReader reader) {
    requireUnsealed(sql);
    boolean observed = isObserved();
    long start = observed ? System.nanoTime() : 0;
    SQLException error = null;
    try (PreparedStatement statement = connection().prepareStatement(sql)) {
      parameters.bind(statement);
      try (ResultSet result = reader.isOfChange() ? changed(statement) : statement.executeQuery()) {
        reader.read(result);
      }
    } catch (SQLException e) {
      error = e;
      throw errors().statement(e, sql, connection);
    } catch (ConversionException e) {
      throw DatabaseErrors.unwritable(e, sql);
    } finally {
      if (observed) {
        tell(sql, List.<@Nullable Object[]>of(parameters.values()), reader.rows(), start, error);
      }
    }
  }

  private static ResultSet changed(PreparedStatement statement) throws SQLException {
    statement.execute();
    return statement.getResultSet();
  }

  /**
   * Runs a statement for all rows of a batch in one go.
   *
   * @throws DatabaseException where the database refuses a row or the connection is lost
   */
  public Batch.Result execute(Batch batch) {
    requireUnsealed(batch.sql());
    boolean observed = isObserved();
    long start = observed ? System.nanoTime() : 0;
    SQLException error = null;
    long rows = 0;
    try (PreparedStatement statement = prepare(batch)) {
      int[] counts = batch.rows().size() == 1 ? one(statement, batch) : many(statement, batch);
      rows = total(statement, counts);
      return new Batch.Result(counts, rows, keys(statement, batch));
    } catch (SQLException e) {
      error = e;
      throw errors().statement(e, batch.sql(), connection);
    } catch (ConversionException e) {
      throw DatabaseErrors.unwritable(e, batch.sql());
    } finally {
      if (observed) {
        tell(batch.sql(), batch.rows(), rows, start, error);
      }
    }
  }

  /** Runs a statement without parameters, such as DDL. */
  public void execute(String sql) {
    requireUnsealed(sql);
    boolean observed = isObserved();
    long start = observed ? System.nanoTime() : 0;
    SQLException error = null;
    try (Statement statement = connection().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      error = e;
      throw errors().statement(e, sql, connection);
    } finally {
      if (observed) {
        tell(sql, List.of(), 0, start, error);
      }
    }
  }

  private DatabaseErrors errors() {
    return new DatabaseErrors(classifier);
  }

  private PreparedStatement prepare(Batch batch) throws SQLException {
    String key = batch.key();
    return key == null
        ? connection().prepareStatement(batch.sql())
        : connection().prepareStatement(batch.sql(), new String[] {key});
  }

  private static int[] one(PreparedStatement statement, Batch batch) throws SQLException {
    Parameters.bind(statement, batch.types(), batch.rows().get(0));
    return new int[] {statement.executeUpdate()};
  }

  private static int[] many(PreparedStatement statement, Batch batch) throws SQLException {
    for (@Nullable Object[] row : batch.rows()) {
      Parameters.bind(statement, batch.types(), row);
      statement.addBatch();
    }
    return statement.executeBatch();
  }

  /** A driver that sends a batch in one piece may know the sum only. */
  private static long total(PreparedStatement statement, int[] counts) throws SQLException {
    long total = 0;
    boolean known = true;
    for (int count : counts) {
      known &= count >= 0;
      total += count;
    }
    if (known) {
      return total;
    }
    int said = statement.getUpdateCount();
    return said >= 0 && said < counts.length ? said : counts.length;
  }

  private static @Nullable Object @Nullable [] keys(PreparedStatement statement, Batch batch)
      throws SQLException {
    ColumnType<?> type = batch.keyType();
    if (type == null) {
      return null;
    }
    @Nullable Object[] keys = new @Nullable Object[batch.rows().size()];
    try (ResultSet result = statement.getGeneratedKeys()) {
      for (int i = 0; i < keys.length; i++) {
        if (!result.next()) {
          throw new DatabaseException(
              ErrorCode.GENERATED_KEYS,
              null,
              "The driver gave " + i + " generated keys for " + keys.length + " rows",
              "in " + batch.sql());
        }
        keys[i] = type.read(result, 1);
      }
    }
    return keys;
  }

  /** Refuses all further statements; a transaction can still be ended. */
  public void seal() {
    sealed = true;
  }

  private void requireUnsealed(String sql) {
    if (sealed) {
      throw new SessionStateException(
          ErrorCode.SEALED,
          null,
          "The session is sealed: it sends no more SQL",
          "it was about to send: " + sql,
          "do this before seal(), or in another session");
    }
  }

  /** Another runner, on a connection and in a transaction of its own. */
  public SqlRunner apart() {
    return new SqlRunner(new ApartConnections(source), listeners, classifier);
  }

  /** The session's connection, leased now where it has none. */
  public Connection connection() {
    Connection current = connection;
    if (current == null) {
      try {
        current = source.lease();
        connection = current;
      } catch (SQLException e) {
        throw DatabaseErrors.noConnection(e);
      }
    }
    return current;
  }

  /** Whether it holds a connection now. */
  public boolean isLeased() {
    return connection != null;
  }

  /** Whether an outer transaction decides about commit and rollback. */
  public boolean isOuterTransaction() {
    return source.isOuterTransaction();
  }

  /** Runs an action after the outer transaction has ended; without one, now. */
  public void afterOuterTransaction(Runnable action) {
    source.afterOuterTransaction(action);
  }

  /** Whether a transaction was begun and not ended. */
  public boolean inTransaction() {
    return inTransaction;
  }

  /** Begins a transaction, unless one is under way. */
  public void begin() {
    if (inTransaction) {
      return;
    }
    Connection current = connection();
    try {
      if (!source.isOuterTransaction() && current.getAutoCommit()) {
        current.setAutoCommit(false);
        resetAutoCommit = true;
      }
      inTransaction = true;
      TX.debug("begin");
    } catch (SQLException e) {
      throw errors().statement(e, "begin", current);
    }
  }

  /**
   * Commits and gives the connection back; without a transaction it only gives it back.
   *
   * @throws DatabaseException where the database refuses: the transaction is then still to be
   *     rolled back, unless the error is a {@code CommitUnknownException}
   */
  public void commit() {
    Connection current = connection;
    if (inTransaction && current != null && !source.isOuterTransaction()) {
      try {
        current.commit();
        TX.debug("commit");
      } catch (SQLException e) {
        throw errors().commit(e, current);
      }
    }
    release();
  }

  /** Sets a savepoint in the transaction, which it begins where there is none. */
  public Savepoint savepoint() {
    begin();
    try {
      Savepoint savepoint = connection().setSavepoint();
      TX.debug("savepoint");
      return savepoint;
    } catch (SQLException e) {
      throw errors().statement(e, "savepoint", connection);
    }
  }

  /** Forgets a savepoint: what came after it is part of the transaction. */
  public void release(Savepoint savepoint) {
    try {
      connection().releaseSavepoint(savepoint);
    } catch (SQLException e) {
      throw errors().statement(e, "release savepoint", connection);
    }
  }

  /** Takes back what was sent after a savepoint. */
  public void rollback(Savepoint savepoint) {
    try {
      connection().rollback(savepoint);
      TX.debug("rollback to savepoint");
    } catch (SQLException e) {
      throw errors().statement(e, "rollback to savepoint", connection);
    }
  }

  /** Rolls back and gives the connection back. A connection that is lost is only given back. */
  public void rollback() {
    Connection current = connection;
    if (inTransaction && current != null && !source.isOuterTransaction()) {
      try {
        current.rollback();
        TX.debug("rollback");
      } catch (SQLException e) {
        // a lost connection rolls back by itself, and any other is not used again
        TX.debug("rollback failed", e);
        resetAutoCommit = false;
      }
    }
    release();
  }

  /** Gives the connection back, if there is one, after ending what reads may have begun on it. */
  public void release() {
    Connection current = connection;
    connection = null;
    inTransaction = false;
    if (current == null) {
      return;
    }
    try {
      if (resetAutoCommit) {
        current.setAutoCommit(true);
      }
    } catch (SQLException e) {
      TX.debug("reset of auto-commit failed", e);
    } finally {
      resetAutoCommit = false;
      close(current);
    }
  }

  private void close(Connection current) {
    try {
      source.release(current);
    } catch (SQLException e) {
      TX.debug("release failed", e);
    }
  }

  private boolean isObserved() {
    for (int i = 0; i < listeners.size(); i++) {
      if (listeners.get(i).isListening()) {
        return true;
      }
    }
    return false;
  }

  private void tell(
      String sql,
      List<@Nullable Object[]> parameters,
      long rows,
      long start,
      @Nullable SQLException error) {
    long nanos = System.nanoTime() - start;
    StatementEvent event = new StatementEvent(sql, parameters, rows, nanos, error);
    for (StatementListener listener : listeners) {
      if (listener.isListening()) {
        listener.statement(event);
      }
    }
  }
}
