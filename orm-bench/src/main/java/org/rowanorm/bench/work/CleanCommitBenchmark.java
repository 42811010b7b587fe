package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Side;

/** A commit of a session with 10,000 managed objects of which none has changed. */
public class CleanCommitBenchmark extends Comparison<Side> {

  private static final int ROWS = 10_000;

  /** For JMH. */
  public CleanCommitBenchmark() {
    super(Side.class);
  }

  /** A commit of what was not begun, where the library has that. */
  @Benchmark
  public void run() throws SQLException {
    side().commit();
  }

  /** The same in a transaction, which has to be ended. */
  @Benchmark
  public void begun() throws SQLException {
    side().begin();
    side().commit();
  }

  @Override
  void fill() throws SQLException {
    database().fill(ROWS);
  }

  @Override
  void begin() throws SQLException {
    Check.items(side().hold(1, ROWS), 1, ROWS);
  }

  @Override
  void check() throws SQLException {
    long before = leases();
    run();
    begun(); // a transaction that sends nothing needs no connection
    Check.that(!isRowan() || leases() == before, "it leased a connection");
    Check.same(side().held(4711L), new PlainItem(4711));
  }

  @Override
  void sent(List<Sent> sent) {
    Check.equal(sent, List.of());
  }

  @Override
  boolean sends() {
    return false;
  }

  @Override
  void end() throws SQLException {
    side().letGo();
  }
}
