package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Side;

/** A query for a number of rows, by a range of ids, in a session of its own. */
public class QueryBenchmark extends Comparison<Side> {

  private static final int ROWS = 10_000;

  /** The number of rows that the query finds. */
  @Param({"1", "10", "100", "1000"})
  public int size;

  /** For JMH. */
  public QueryBenchmark() {
    super(Side.class);
  }

  @Benchmark
  public Object run() throws SQLException {
    int first = random(ROWS - size);
    return Check.complete(side().range(first, first + size - 1), size);
  }

  @Override
  void fill() throws SQLException {
    database().fill(ROWS);
  }

  @Override
  void check() throws SQLException {
    Check.items(side().range(4711, 4711 + size - 1), 4711, size);
  }

  @Override
  void sent(List<Sent> sent) {
    Check.equal(sent, List.of(new Sent(JdbcItems.RANGE, 1)));
  }
}
