package org.rowanorm.bench.work;

import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.Item;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.session.Session;

/** A commit of a session with 10,000 managed objects of which none has changed. */
@SuppressWarnings("NullAway.Init") // begin() makes it all
public class CleanCommitBenchmark extends Comparison {

  private static final int ROWS = 10_000;

  private Session session;

  /** A transaction that does nothing. */
  @Benchmark
  public void jdbc() throws SQLException {
    items().commitNothing();
  }

  /** A commit outside of a transaction, which has nothing to send. */
  @Benchmark
  public void rowan() {
    session.commit();
  }

  /** The same in a transaction, which has to be ended. */
  @Benchmark
  public void rowanBegun() {
    session.begin();
    session.commit();
  }

  @Override
  void fill() throws SQLException {
    database().fill(ROWS);
  }

  @Override
  void begin() {
    session = sessions().open();
    Check.items(session.query(Item.class).all(), 1, ROWS);
  }

  @Override
  void check(StatementLog log) throws SQLException {
    jdbc();
    checkLast();
    Check.sent(log);
  }

  @Override
  void checkLast() {
    long leases = database().connections().leases();
    rowan();
    Check.equal(database().connections().leases(), leases);
    rowanBegun();
    Check.equal(database().connections().leases(), leases + 1);
    Check.same(session.get(Item.class, 4711L), new PlainItem(4711));
  }

  @Override
  void end() {
    session.close();
  }
}
