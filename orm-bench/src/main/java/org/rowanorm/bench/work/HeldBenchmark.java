package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Side;

/** An object by its id that the session, or a map by hand, has already. */
public class HeldBenchmark extends Comparison<Side> {

  private static final int ROWS = 1_000;

  /** For JMH. */
  public HeldBenchmark() {
    super(Side.class);
  }

  @Benchmark
  public @Nullable Object run() throws SQLException {
    return side().held((long) random(ROWS));
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
    for (long id = 1; id <= ROWS; id++) {
      Check.same(side().held(id), new PlainItem(id));
    }
    Check.that(!isRowan() || leases() == before, "it leased a connection");
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
