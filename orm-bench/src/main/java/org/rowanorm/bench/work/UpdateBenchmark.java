package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Side;

/** 100 rows are read, each gets another stock, and that is committed. */
public class UpdateBenchmark extends Comparison<Side> {

  private static final int ROWS = 10_000;
  private static final int SIZE = 100;

  private int first;
  private int stock;

  /** For JMH. */
  public UpdateBenchmark() {
    super(Side.class);
  }

  @Benchmark
  public int run() throws SQLException {
    first = random(ROWS - SIZE);
    stock++;
    side().update(first, first + SIZE - 1, stock);
    return stock;
  }

  @Override
  void fill() throws SQLException {
    database().fill(ROWS);
    stock = ROWS; // more than any has
  }

  @Override
  void check() throws SQLException {
    run();
    for (PlainItem item : database().items().range(first, first + SIZE - 1)) {
      Check.equal(item.stock(), stock);
    }
  }

  @Override
  void sent(List<Sent> sent) {
    Check.equal(
        sent, List.of(new Sent(JdbcItems.RANGE, 1), new Sent(JdbcItems.UPDATE_STOCK, SIZE)));
  }
}
