package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.rowanorm.bench.item.Database;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.session.SessionFactory;

/**
 * One operation on both sides, each a benchmark of its own. Before it is measured it runs with a
 * listener, which the measured session factory does not have, and its values and statements are
 * checked; after it was measured it is checked once more. For one thread.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the setup
public abstract class Comparison {

  private final SplittableRandom random = new SplittableRandom(42);
  private Database database;
  private SessionFactory sessions;

  /** Opens the database, checks the operation and makes it ready to be measured. */
  @Setup(Level.Trial)
  public void open() throws SQLException {
    database = new Database();
    fill();
    StatementLog log = new StatementLog();
    start(database.sessions(log));
    log.clear();
    check(log);
    stop();
    start(database.sessions());
  }

  /** Checks what is left and closes the database. */
  @TearDown(Level.Trial)
  public void close() throws SQLException {
    checkLast();
    stop();
    database.close();
  }

  private void start(SessionFactory factory) throws SQLException {
    sessions = factory;
    begin();
  }

  private void stop() {
    end();
    sessions.close();
  }

  /** Inserts what the operation needs. */
  abstract void fill() throws SQLException;

  /** Makes what the operation needs of the session factory. */
  void begin() throws SQLException {}

  /** Runs both sides and checks their values and the statements of Rowan's. */
  abstract void check(StatementLog log) throws SQLException;

  /** Checks values after the measurement. */
  abstract void checkLast() throws SQLException;

  /** Lets go of what {@link #begin} made. */
  void end() {}

  final Database database() {
    return database;
  }

  final JdbcItems items() {
    return database.jdbc();
  }

  final SessionFactory sessions() {
    return sessions;
  }

  /** A number from 1 to a last one. */
  final int random(int last) {
    return random.nextInt(last) + 1;
  }
}
