package org.rowanorm.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.RowanException;
import org.rowanorm.error.SessionStateException;
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
  private final DatabaseErrors errors;
  private final LeasedConnection leased;

  /** The results that are read part by part; a list of its own once there is one. */
  private List<OpenResult> open = Collections.emptyList();

  private @Nullable OpenResult alone;
  private int isolation;
  private boolean sealed;
  private boolean readOnly;

  /** Runs statements on connections of a source. */
  public SqlRunner(
      ConnectionSource source, List<StatementListener> listeners, ErrorClassifier classifier) {
    this.source = source;
    this.listeners = listeners;
    this.classifier = classifier;
    this.errors = new DatabaseErrors(classifier);
    this.leased = new LeasedConnection(source, errors);
  }

  /**
   * Runs a query.
   *
   * @throws DatabaseException where the database refuses it or the connection is lost
   */
  public void select(String sql, Parameters parameters, ResultReader reader) {
    requireUnsealed(sql);
    if (reader.isOfChange()) {
      admitChange(sql);
    }
    ready(sql);
    boolean observed = isObserved();
    long start = observed ? System.nanoTime() : 0;
    SQLException error = null;
    try (UsedStatement used = leased.use(sql)) {
      PreparedStatement statement = used.get();
      parameters.bind(statement);
      try (ResultSet result = reader.isOfChange() ? changed(statement) : statement.executeQuery()) {
        reader.read(result);
      }
      used.isSound();
    } catch (SQLException e) {
      error = e;
      throw failure(e, sql);
    } catch (ConversionException e) {
      throw DatabaseErrors.unwritable(e, sql);
    } finally {
      if (observed) {
        List<@Nullable Object[]> values = List.<@Nullable Object[]>of(parameters.values());
        long nanos = System.nanoTime() - start;
        tell(new StatementEvent(sql, values, reader.rows(), nanos, error, reader.reason()));
      }
    }
  }

  /**
   * Runs several queries as one text, in one round trip.
   *
   * @throws DatabaseException where the database refuses one of them or the connection is lost
   */
  public void selectTogether(List<Read> reads) {
    String sql = String.join("; ", reads.stream().map(Read::sql).toList());
    requireUnsealed(sql);
    ready(sql);
    Parameters all = Parameters.joined(reads.stream().map(Read::parameters).toList());
    boolean observed = isObserved();
    long start = observed ? System.nanoTime() : 0;
    SQLException error = null;
    try (PreparedStatement statement = leased.prepare(sql)) { // no two such texts are alike
      all.bind(statement);
      statement.execute();
      for (Read read : reads) {
        try (ResultSet result = statement.getResultSet()) {
          read.reader().read(result);
        }
        statement.getMoreResults();
      }
    } catch (SQLException e) {
      error = e;
      throw failure(e, sql);
    } catch (ConversionException e) {
      throw DatabaseErrors.unwritable(e, sql);
    } finally {
      if (observed) {
        long rows = reads.stream().mapToLong(read -> read.reader().rows()).sum();
        tell(sql, List.<@Nullable Object[]>of(all.values()), rows, start, error);
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
    admitChange(batch.sql());
    ready(batch.sql());
    boolean observed = isObserved();
    long start = observed ? System.nanoTime() : 0;
    SQLException error = null;
    long rows = 0;
    boolean sent = false;
    try (UsedStatement used = use(batch)) {
      PreparedStatement statement = used.get();
      bind(statement, batch);
      sent = true;
      int[] counts =
          batch.isOne() ? new int[] {statement.executeUpdate()} : statement.executeBatch();
      rows = total(statement, counts);
      List<@Nullable Object[]> returned = returned(statement, batch, counts);
      used.isSound();
      return new Batch.Result(counts, rows, returned);
    } catch (SQLException e) {
      error = e;
      throw sent ? failedChange(e, batch.sql()) : failure(e, batch.sql());
    } catch (ConversionException e) {
      throw DatabaseErrors.unwritable(e, batch.sql());
    } finally {
      if (observed) {
        tell(batch.sql(), batch.rows().all(), rows, start, error);
      }
    }
  }

  /** Runs a statement without parameters, such as DDL. */
  public void execute(String sql) {
    requireUnsealed(sql);
    ready(sql);
    boolean observed = isObserved();
    long start = observed ? System.nanoTime() : 0;
    SQLException error = null;
    try (Statement statement = leased.create(sql)) {
      statement.execute(sql);
    } catch (SQLException e) {
      error = e;
      throw failure(e, sql);
    } finally {
      if (observed) {
        tell(sql, List.of(), 0, start, error);
      }
    }
  }

  /**
   * {@link #execute(String)} for what sets the connection back as it was: also where the database
   * has ended the transaction.
   */
  public void setBack(String sql) {
    leased.regardless(() -> execute(sql));
  }

  /**
   * Opens a query whose rows are read part by part. It ends with the transaction, where there is
   * one, or when the connection is given back.
   *
   * @throws DatabaseException where the database refuses it or the connection is lost
   */
  public OpenResult open(String sql, Parameters parameters, Streaming streaming) {
    ready(sql);
    PreparedStatement statement = null;
    OpenResult result = null;
    try {
      statement = leased.prepare(sql);
      statement.setFetchSize(streaming.fetchSize());
      parameters.bind(statement);
      result = new OpenResult(this, sql, parameters, statement);
    } catch (SQLException e) {
      throw failure(e, sql);
    } catch (ConversionException e) {
      throw DatabaseErrors.unwritable(e, sql);
    } finally {
      if (result == null) {
        closeFailed(statement);
      }
    }
    if (open.isEmpty()) {
      open = new ArrayList<>(2);
    }
    open.add(result);
    alone = streaming.alone() ? result : alone;
    return result;
  }

  private static void closeFailed(@Nullable PreparedStatement statement) {
    if (statement != null) {
      try {
        statement.close();
      } catch (SQLException e) {
        TX.debug("close of a failed statement failed", e);
      }
    }
  }

  RowanException failure(SQLException error, String sql) {
    DatabaseException failure = errors.statement(error, sql, leased.now());
    leased.failed(error, failure);
    return failure;
  }

  /** The failure of a statement that was sent: outside a transaction it commits itself. */
  private RowanException failedChange(SQLException error, String sql) {
    boolean commitsItself = !leased.inTransaction() && !source.isOuterTransaction();
    if (commitsItself) {
      leased.noteLost(error);
      return errors.ownCommit(error, sql, leased.now());
    }
    return failure(error, sql);
  }

  void ended(OpenResult result, StatementEvent event) {
    open.remove(result);
    if (alone == result) {
      alone = null;
    }
    if (isObserved()) {
      tell(event);
    }
  }

  private void endOpenResults() {
    if (!open.isEmpty()) {
      List.copyOf(open).forEach(OpenResult::close);
    }
  }

  private UsedStatement use(Batch batch) throws SQLException {
    if (batch.returned().isEmpty()) {
      return leased.use(batch.text());
    }
    return leased.use(batch.text(), batch.returned().stream().map(Batch.Returned::column).toList());
  }

  /** What fails here has sent nothing: no listener hears of a statement. */
  private void ready(String sql) {
    requireNotAlone();
    leased.ready(sql);
  }

  private static void bind(PreparedStatement statement, Batch batch) throws SQLException {
    if (batch.whole() != null) {
      batch.whole().values().bind(statement);
      return;
    }
    for (int row = 0; row < batch.rows().size(); row++) {
      batch.rows().bind(row, statement, batch.types());
      if (!batch.isOne()) {
        statement.addBatch();
      }
    }
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

  /** A row that a statement did not find gives nothing back. */
  private static List<@Nullable Object[]> returned(
      PreparedStatement statement, Batch batch, int[] counts) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (batch.returned().isEmpty()) {
      return rows;
    }
    try (ResultSet result = statement.getGeneratedKeys()) {
      while (rows.size() < counts.length && result.next()) {
        rows.add(row(result, batch.returned()));
      }
    }
    if (rows.size() < Arrays.stream(counts).filter(count -> count != 0).count()) {
      throw new DatabaseException(
          ErrorCode.GENERATED_KEYS,
          null,
          "The driver gave " + rows.size() + " generated keys for " + counts.length + " rows",
          "in " + batch.sql());
    }
    return rows;
  }

  private static @Nullable Object[] row(ResultSet result, List<Batch.Returned> columns)
      throws SQLException {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).type().read(result, i + 1);
    }
    return values;
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

  /** Refuses all further changes; rows can still be read. */
  public void onlyRead() {
    readOnly = true;
  }

  /** Refuses a change where only reads are allowed; else notes that there is one. */
  private void admitChange(String sql) {
    if (readOnly || leased.isReadOnly()) {
      throw new SessionStateException(
          ErrorCode.READ_ONLY,
          null,
          "The " + (readOnly ? "session" : "transaction") + " only reads",
          "it was about to send: " + sql,
          "do this in a session of sessions.open(), in a transaction that is not read-only");
    }
    leased.changes();
  }

  /** Another runner, on a connection and in a transaction of its own. */
  public SqlRunner apart() {
    return new SqlRunner(new ApartConnections(source), listeners, classifier);
  }

  /** The session's connection, leased now where it has none. */
  public Connection connection() {
    requireNotAlone();
    return leased.get();
  }

  private void requireNotAlone() {
    if (alone != null) {
      throw new SessionStateException(
          ErrorCode.STREAM_ALONE,
          null,
          "A stream of this transaction is open, and the driver takes no other statement meanwhile",
          "close the stream first, stream whole objects without joined values or tables, or stream"
              + " before the transaction begins");
    }
  }

  /** The name that the driver says it has. */
  public String driver() {
    Connection current = connection();
    try {
      return current.getMetaData().getDriverName();
    } catch (SQLException e) {
      throw errors.statement(e, "the driver's name", current);
    }
  }

  /** Begins a transaction that is there for one stream. */
  public void begin(Streaming streaming) {
    Streaming.Own own = streaming.own();
    if (own != null) {
      isolation = leased.isolate(own.isolation());
      execute(own.before());
    }
    begin();
  }

  /** Ends a transaction that was there for one stream, and gives the connection back. */
  public void end(Streaming streaming) {
    Streaming.Own own = streaming.own();
    try {
      if (own != null && isLeased()) {
        endOpenResults();
        setBack(own.after());
        leased.isolate(isolation);
      }
    } finally {
      rollback();
    }
  }

  /** Whether it holds a connection now. */
  public boolean isLeased() {
    return leased.now() != null;
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
    return leased.inTransaction();
  }

  /**
   * Begins a transaction, unless one is under way. Nothing is sent for it before its first
   * statement.
   */
  public void begin() {
    leased.begin();
  }

  /**
   * Begins a transaction that needs something of its connection.
   *
   * @throws SessionStateException where one is under way, or an outer transaction decides
   */
  public void begin(TransactionStart start) {
    leased.begin(start);
  }

  /**
   * Whether a change that is sent next, and alone, needs no transaction: the database commits each
   * statement by itself, and none of a transaction was sent yet. It then is so until {@link
   * #begin()}.
   */
  public boolean commitsEach() {
    requireNotAlone();
    if (!leased.canCommitEach()) {
      return false;
    }
    leased.leaveUnstarted();
    return true;
  }

  /**
   * Commits and gives the connection back; without a transaction it only gives it back.
   *
   * @throws DatabaseException where the database refuses: the transaction is then still to be
   *     rolled back, unless the error is a {@code CommitUnknownException}
   */
  public void commit() {
    endOpenResults();
    leased.commit();
  }

  /** Sets a savepoint in the transaction, which it begins where there is none. */
  public Savepoint savepoint() {
    requireNotAlone();
    return leased.savepoint();
  }

  /**
   * Forgets a savepoint: what came after it is part of the transaction. It is gone already where
   * the transaction ended meanwhile.
   */
  public void release(Savepoint savepoint) {
    leased.release(savepoint);
  }

  /**
   * Takes back what was sent after a savepoint.
   *
   * @return whether it did: not where its transaction has ended meanwhile
   */
  public boolean rollback(Savepoint savepoint) {
    return leased.rollback(savepoint);
  }

  /**
   * Takes back at once what a failure has doomed: what was sent after the last savepoint, or all.
   * The transaction stays open, and is to be rolled back as if nothing had been taken back.
   *
   * @return whether it did: not where an outer transaction decides, or the connection is lost
   */
  public boolean takeBack() {
    return leased.takeBack();
  }

  /**
   * Rolls back, where there is a transaction, and gives the connection back, where there is one. A
   * connection that is lost is only given back.
   */
  public void rollback() {
    endOpenResults();
    leased.rollback();
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
    tell(new StatementEvent(sql, parameters, rows, nanos, error));
  }

  private void tell(StatementEvent event) {
    for (StatementListener listener : listeners) {
      if (listener.isListening()) {
        listener.statement(event);
      }
    }
  }
}
