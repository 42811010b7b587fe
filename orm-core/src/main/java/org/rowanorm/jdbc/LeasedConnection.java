package org.rowanorm.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.SessionStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of one session and the transaction on it. It is leased at the first statement and
 * given back at the end of the transaction, or when asked to. A transaction that was begun sends
 * nothing before its first statement either, so that one that comes to a single statement can do
 * without any command of its own. On a connection without auto-commit reads begin a transaction of
 * the database, which is ended before the connection is given back: whoever gets it next must not
 * read from an old snapshot. Not thread-safe.
 */
final class LeasedConnection {

  private static final Logger TX = LoggerFactory.getLogger("org.rowanorm.tx");

  private final ConnectionSource source;
  private final DatabaseErrors errors;
  private @Nullable Connection connection;
  private @Nullable StatementCache statements;
  private boolean lost;
  private boolean inTransaction;
  private boolean started;
  private boolean commitsEach;
  private boolean changed;
  private @Nullable DatabaseException ended;
  private boolean resetAutoCommit;
  private TransactionStart start = TransactionStart.USUAL;
  private @Nullable Integer isolationBefore;
  private @Nullable Deadline deadline;

  /** Those of the transaction; a list of its own once there is one. */
  private List<Savepoint> savepoints = Collections.emptyList();

  LeasedConnection(ConnectionSource source, DatabaseErrors errors) {
    this.source = source;
    this.errors = errors;
  }

  /**
   * The connection, leased now where there is none, in the transaction where one was begun.
   *
   * @throws SessionStateException where the database has ended the transaction
   */
  Connection get() {
    requireNotEnded();
    Connection current = connection;
    if (current == null) {
      current = lease();
      connection = current;
      if (inTransaction) {
        start(current, true);
      }
    } else if (inTransaction && !started) {
      start(current, false);
    }
    return current;
  }

  /** The connection, or null where there is none now. */
  @Nullable Connection now() {
    return connection;
  }

  private Connection lease() {
    Connection current = null;
    try {
      current = source.lease();
      commitsEach = current.getAutoCommit();
      statements = source.statements(current);
      return current;
    } catch (SQLException e) {
      if (current != null) {
        close(current);
      }
      throw DatabaseErrors.noConnection(e);
    }
  }

  /** Whether a transaction was begun and not ended. */
  boolean inTransaction() {
    return inTransaction;
  }

  /**
   * Whether a statement that is sent now is committed by the database itself, since no transaction
   * has sent anything yet.
   */
  boolean canCommitEach() {
    if (started || !start.isUsual() || source.isOuterTransaction()) {
      return false;
    }
    if (connection == null) {
      connection = lease();
    }
    return commitsEach;
  }

  // ---- begin

  /** Begins a transaction, unless one is under way. */
  void begin() {
    inTransaction = true;
  }

  /**
   * Begins a transaction that needs something of its connection.
   *
   * @throws SessionStateException where one is under way, or somebody else decides about it
   */
  void begin(TransactionStart wanted) {
    if (wanted.isUsual()) {
      begin();
      return;
    }
    if (started || source.isOuterTransaction()) {
      throw new SessionStateException(
          ErrorCode.TRANSACTION_UNDER_WAY,
          null,
          "A transaction is under way, and its isolation, timeout and whether it may write are set"
              + " when it begins",
          source.isOuterTransaction()
              ? "an outer transaction owns the connection: set them there"
              : "commit or roll back first, or set them with the first begin(...)");
    }
    start = wanted;
    deadline = wanted.timeout() == null ? null : new Deadline(wanted.timeout());
    inTransaction = true;
  }

  /** Whether the transaction is one that only reads. */
  boolean isReadOnly() {
    return start.readOnly();
  }

  /** Forgets a transaction that has sent nothing: the next statement is committed by itself. */
  void leaveUnstarted() {
    inTransaction = false;
  }

  private void start(Connection current, boolean isFresh) {
    started = true;
    if (source.isOuterTransaction()) {
      return;
    }
    try {
      if (!commitsEach && !isFresh && !start.isUsual()) {
        current.rollback(); // reads have begun a transaction, which cannot be changed any more
      }
      if (start.isolation() != null) {
        isolationBefore = isolate(start.isolation().number());
      }
      if (commitsEach) {
        current.setAutoCommit(false);
        resetAutoCommit = true;
      }
      if (start.first() != null) {
        execute(current, start.first());
      }
      TX.debug("begin");
    } catch (SQLException e) {
      DatabaseException failure = errors.statement(e, "begin", current);
      ended = failure;
      throw failure;
    }
  }

  private static void execute(Connection current, String sql) throws SQLException {
    try (Statement statement = current.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Sets how transactions are isolated; gives what it was. */
  int isolate(int level) {
    Connection current = connection == null ? get() : connection;
    try {
      int before = current.getTransactionIsolation();
      current.setTransactionIsolation(level);
      return before;
    } catch (SQLException e) {
      throw errors.statement(e, "the isolation of transactions", current);
    }
  }

  /**
   * Makes ready for a statement: leases the connection, and begins the transaction.
   *
   * @throws org.rowanorm.error.TimedOutException where there is no time left
   */
  void ready(String sql) {
    secondsLeft(sql);
    get();
  }

  /** A statement without parameters, with no more time than the transaction has left. */
  Statement create(String sql) throws SQLException {
    int seconds = secondsLeft(sql);
    return limited(get().createStatement(), seconds);
  }

  /**
   * A statement for one use, with no more time than the transaction has left.
   *
   * @throws org.rowanorm.error.TimedOutException where there is no time left
   */
  UsedStatement use(String sql) throws SQLException {
    get();
    StatementCache kept = deadline == null ? statements : null;
    PreparedStatement statement = kept == null ? prepare(sql) : kept.take(sql);
    return new UsedStatement(sql, statement, kept);
  }

  /** {@link #use(String)} of one that gives something back of the rows that it writes. */
  UsedStatement use(String sql, List<String> columns) throws SQLException {
    StatementCache.Returning text = new StatementCache.Returning(sql, columns);
    get();
    if (deadline == null && statements != null) {
      return new UsedStatement(text, statements.take(text), statements);
    }
    int seconds = secondsLeft(sql);
    PreparedStatement statement = get().prepareStatement(sql, columns.toArray(String[]::new));
    return new UsedStatement(text, limited(statement, seconds), null);
  }

  /** A statement that is not used again, with no more time than the transaction has left. */
  PreparedStatement prepare(String sql) throws SQLException {
    int seconds = secondsLeft(sql);
    return limited(get().prepareStatement(sql), seconds);
  }

  private int secondsLeft(String sql) {
    return deadline == null ? 0 : deadline.secondsLeft(sql);
  }

  private static <S extends Statement> S limited(S statement, int seconds) throws SQLException {
    if (seconds > 0) {
      statement.setQueryTimeout(seconds);
    }
    return statement;
  }

  /** Notes that rows are about to be changed. */
  void changes() {
    changed = true;
  }

  // ---- a transaction that the database ends

  /**
   * Notes the failure of a statement. Where the database has ended the transaction by it, to go on
   * would commit the rest alone, or nothing.
   */
  void failed(SQLException error, DatabaseException failure) {
    noteLost(error);
    if (started && errors.endsTransaction(error, connection)) {
      ended = failure;
      if (source.isOuterTransaction()) {
        doomOuterTransaction();
      }
    }
  }

  /** Notes whether the connection is gone, so that nobody gets it again. */
  void noteLost(SQLException error) {
    lost |= errors.isLost(error, connection);
  }

  /** Runs what must be sent also after the database has ended the transaction, which it stays. */
  void regardless(Runnable work) {
    DatabaseException before = ended;
    ended = null;
    try {
      work.run();
    } finally {
      ended = before == null ? ended : before;
    }
  }

  private void requireNotEnded() {
    if (ended != null) {
      throw new SessionStateException(
          ErrorCode.TRANSACTION_ENDED,
          ended,
          "The database has ended the transaction",
          "it said: " + String.valueOf(ended.getMessage()).lines().findFirst().orElse(""),
          "nothing of it is written: call rollback(), which keeps your objects as they are, or"
              + " close()");
    }
  }

  // ---- savepoints

  Savepoint savepoint() {
    begin();
    Connection current = get();
    try {
      Savepoint savepoint = current.setSavepoint();
      if (savepoints.isEmpty()) {
        savepoints = new ArrayList<>(2);
      }
      savepoints.add(savepoint);
      TX.debug("savepoint");
      return savepoint;
    } catch (SQLException e) {
      throw errors.statement(e, "savepoint", current);
    }
  }

  void release(Savepoint savepoint) {
    if (!savepoints.remove(savepoint)) {
      return; // gone with its transaction
    }
    Connection current = get();
    try {
      current.releaseSavepoint(savepoint);
    } catch (SQLException e) {
      throw errors.statement(e, "release savepoint", current);
    }
  }

  boolean rollback(Savepoint savepoint) {
    if (!savepoints.remove(savepoint)) {
      return false; // gone with its transaction
    }
    Connection current = Objects.requireNonNull(connection, "a savepoint is one of a connection");
    try {
      current.rollback(savepoint);
      TX.debug("rollback to savepoint");
      ended = null;
      return true;
    } catch (SQLException e) {
      throw errors.statement(e, "rollback to savepoint", current);
    }
  }

  // ---- the end

  /**
   * Whether there is a transaction that this side ends: one that was begun, or that reads began.
   */
  private boolean isOwn() {
    return (started || !commitsEach) && connection != null && !source.isOuterTransaction();
  }

  void commit() {
    requireNotEnded();
    Connection current = connection;
    if (isOwn() && current != null) {
      try {
        current.commit();
        TX.debug("commit");
      } catch (SQLException e) {
        throw errors.commit(e, current);
      }
    }
    giveBack();
  }

  /** Takes back what was sent after the last savepoint, or all; the transaction stays open. */
  boolean takeBack() {
    Connection current = connection;
    if (!isOwn() || current == null) {
      return false;
    }
    Savepoint savepoint = savepoints.isEmpty() ? null : savepoints.get(savepoints.size() - 1);
    try {
      if (savepoint == null) {
        current.rollback();
      } else {
        current.rollback(savepoint);
      }
      TX.debug("rollback, to look for stale rows");
      return true;
    } catch (SQLException e) {
      TX.debug("rollback failed", e);
      return false;
    }
  }

  void rollback() {
    Connection current = connection;
    if (changed && source.isOuterTransaction()) {
      doomOuterTransaction();
    }
    if (isOwn() && current != null) {
      try {
        current.rollback();
        TX.debug("rollback");
      } catch (SQLException e) {
        // a lost connection rolls back by itself, and any other is not used again
        TX.debug("rollback failed", e);
        forgetSettings();
      }
    }
    giveBack();
  }

  private void doomOuterTransaction() {
    try {
      source.doomOuterTransaction();
      TX.debug("the outer transaction is doomed");
    } catch (SQLException e) {
      TX.warn("The outer transaction cannot be doomed, and may commit a part of the work", e);
    }
  }

  /** Gives the connection back, if there is one, as it was when it was leased. */
  private void giveBack() {
    Connection current = connection;
    TransactionStart over = start;
    boolean wasStarted = started;
    connection = null;
    statements = null;
    inTransaction = false;
    started = false;
    start = TransactionStart.USUAL;
    deadline = null;
    ended = null;
    changed = false;
    savepoints.clear();
    if (current == null) {
      return;
    }
    try {
      if (wasStarted && over.after() != null) {
        execute(current, over.after());
      }
      if (isolationBefore != null) {
        current.setTransactionIsolation(isolationBefore);
      }
      if (resetAutoCommit) {
        current.setAutoCommit(true);
      }
    } catch (SQLException e) {
      TX.debug("reset of the connection failed", e);
    } finally {
      forgetSettings();
      close(current);
    }
  }

  private void forgetSettings() {
    start = TransactionStart.USUAL;
    isolationBefore = null;
    resetAutoCommit = false;
  }

  private void close(Connection current) {
    boolean gone = lost;
    lost = false;
    try {
      if (gone) {
        source.discard(current);
      } else {
        source.release(current);
      }
    } catch (SQLException e) {
      TX.debug("release failed", e);
    }
  }
}
