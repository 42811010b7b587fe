package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Side;

/** One row by its id, in a session of its own. */
public class ByIdBenchmark extends Comparison<Side> {

  private static final int ROWS = 10_000;

  /** For JMH. */
  public ByIdBenchmark() {
    super(Side.class);
  }

  @Benchmark
  public @Nullable Object run() throws SQLException {
    return side().find(random(ROWS));
  }

  @Override
  void fill() throws SQLException {
    database().fill(ROWS);
  }

  @Override
  void check() throws SQLException {
    Check.same(side().find(4711), new PlainItem(4711));
  }

  @Override
  void sent(List<Sent> sent) {
    Check.equal(sent, List.of(new Sent(JdbcItems.BY_ID, 1)));
  }
}
