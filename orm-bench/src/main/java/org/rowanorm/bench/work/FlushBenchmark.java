package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Side;

/**
 * One object among many managed ones is changed and flushed. It is always the same one, so that the
 * database does the same work however many are managed. The commit is not measured.
 */
public class FlushBenchmark extends Comparison<Side> {

  private static final int ROWS = 100_000;
  private static final Long CHANGED = ROWS / 2L;

  /** The number of managed objects, one of which is changed. */
  @Param({"1", "100000"})
  public int size;

  private int stock;

  /** For JMH. */
  public FlushBenchmark() {
    super(Side.class);
  }

  @Benchmark
  public int run() throws SQLException {
    side().change(CHANGED, ++stock);
    side().flush();
    return stock;
  }

  /** Ends the transaction of one operation. */
  @TearDown(Level.Invocation)
  public void commit() throws SQLException {
    side().commit();
  }

  @Override
  void fill() throws SQLException {
    database().fill(ROWS);
    stock = ROWS; // more than any has
  }

  @Override
  void begin() throws SQLException {
    long first = CHANGED - size / 2 + (size > 1 ? 1 : 0);
    Check.equal(side().hold(first, first + size - 1).size(), size);
  }

  @Override
  void check() throws SQLException {
    run();
    commit();
    Check.equal(Objects.requireNonNull(database().items().byId(CHANGED)).stock(), stock);
  }

  @Override
  void sent(List<Sent> sent) {
    Check.equal(sent, List.of(new Sent(JdbcItems.UPDATE_STOCK, 1)));
  }

  @Override
  void end() throws SQLException {
    side().letGo();
  }
}
