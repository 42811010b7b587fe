package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.rowanorm.bench.item.ItemLine;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Queries;

/** Four attributes of a number of rows, each row into a record. */
public class ProjectionBenchmark extends Comparison<Queries> {

  private static final int ROWS = 10_000;

  /** The number of rows that the query finds. */
  @Param({"100", "1000"})
  public int size;

  /** For JMH. */
  public ProjectionBenchmark() {
    super(Queries.class);
  }

  @Benchmark
  public Object run() throws SQLException {
    int first = random(ROWS - size);
    return Check.complete(side().lines(first, first + size - 1), size);
  }

  @Override
  void fill() throws SQLException {
    database().fill(ROWS);
  }

  @Override
  void check() throws SQLException {
    List<ItemLine> lines = Check.complete(side().lines(4711, 4711 + size - 1), size);
    for (int i = 0; i < size; i++) {
      Check.equal(lines.get(i), ItemLine.of(new PlainItem(4711 + i)));
    }
  }

  @Override
  void sent(List<Sent> sent) {
    Check.equal(sent, List.of(new Sent(JdbcItems.LINES, 1)));
  }
}
