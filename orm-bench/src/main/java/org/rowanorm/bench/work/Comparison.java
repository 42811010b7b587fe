package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.rowanorm.bench.item.Database;
import org.rowanorm.bench.item.OneConnection;
import org.rowanorm.bench.item.WireLog;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Libraries;
import org.rowanorm.bench.side.Library;
import org.rowanorm.bench.side.Queries;

/**
 * One operation on the side that is asked for. Before it is measured it runs once over a connection
 * that is watched, and its values and what it sent are checked; after it was measured its values
 * are checked once more. For one thread.
 *
 * @param <S> the operations of a side that it needs
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the setup
public abstract class Comparison<S extends Queries> {

  /** The system property with the number of statements that the operation sent when checked. */
  public static final String STATEMENTS_PROPERTY = "rowan.bench.statements";

  /** The library. */
  @Param(Libraries.BASELINE)
  public String side;

  private final SplittableRandom random = new SplittableRandom(42);
  private final Class<S> needs;
  private Library library;
  private Database database;
  private OneConnection connections;
  private S operations;

  Comparison(Class<S> needs) {
    this.needs = needs;
  }

  /** Opens the database, checks the operation and makes it ready to be measured. */
  @Setup(Level.Trial)
  public void open() throws SQLException {
    library = Libraries.named(side);
    database = new Database();
    fill();
    WireLog log = new WireLog();
    start(database.connections().watchedBy(log));
    log.clear();
    check();
    checkSent(log.sent());
    stop();
    start(database.connections());
  }

  private void checkSent(List<Sent> sent) {
    System.setProperty(STATEMENTS_PROPERTY, "" + sent.size());
    // on a server Rowan writes many rows as one statement, which nobody would spell out by hand
    if (library.isPeer() || !database.connections().isH2()) {
      Check.that(sent.isEmpty() != sends(), side + " sent " + sent);
    } else {
      sent(sent);
    }
  }

  /** Checks what is left and closes the database. */
  @TearDown(Level.Trial)
  public void close() throws SQLException {
    check();
    stop();
    database.close();
  }

  private void start(OneConnection leased) throws SQLException {
    connections = leased;
    operations = needs.cast(library.open(leased));
    begin();
  }

  private void stop() throws SQLException {
    end();
    operations.close();
  }

  /** Inserts what the operation needs. */
  abstract void fill() throws SQLException;

  /** Makes what the operation needs of the side. */
  void begin() throws SQLException {}

  /** Runs the operation and checks its values. */
  abstract void check() throws SQLException;

  /** Checks what JDBC or Rowan has sent in {@link #check}. */
  abstract void sent(List<Sent> sent);

  /** Whether the operation needs the database at all. */
  boolean sends() {
    return true;
  }

  /** Lets go of what {@link #begin} made. */
  void end() throws SQLException {}

  final Database database() {
    return database;
  }

  final S side() {
    return operations;
  }

  final boolean isRowan() {
    return side.equals(Libraries.ROWAN);
  }

  /** How often the side has leased the connection. */
  final long leases() {
    return connections.leases();
  }

  /** A number from 1 to a last one. */
  final int random(int last) {
    return random.nextInt(last) + 1;
  }
}
