package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Side;

/**
 * 100 rows are read and deleted, and that is committed. Before each operation they are put back;
 * what that allocates counts on each side alike.
 */
public class DeleteBenchmark extends Comparison<Side> {

  private static final int ROWS = 10_000;
  private static final int SIZE = 100;

  private int first;

  /** For JMH. */
  public DeleteBenchmark() {
    super(Side.class);
  }

  /** Puts back the rows that the last operation deleted. */
  @Setup(Level.Invocation)
  public void putBack() throws SQLException {
    if (first > 0) {
      String range = " where id between " + first + " and " + (first + SIZE - 1);
      database().execute("insert into item select * from spare_item" + range);
    }
    first = random(ROWS - SIZE);
  }

  @Benchmark
  public int run() throws SQLException {
    side().delete(first, first + SIZE - 1);
    return first;
  }

  @Override
  void fill() throws SQLException {
    database().fill(ROWS);
    database().execute("insert into spare_item select * from item");
  }

  @Override
  void check() throws SQLException {
    putBack();
    Check.items(database().items().range(first, first + SIZE - 1), first, SIZE);
    run();
    Check.equal(database().items().range(1, ROWS).size(), ROWS - SIZE);
  }

  @Override
  void sent(List<Sent> sent) {
    Check.equal(sent, List.of(new Sent(JdbcItems.RANGE, 1), new Sent(JdbcItems.DELETE, SIZE)));
  }
}
