package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Side;

/** One attribute of one of 1,000 managed objects is changed and committed. */
public class ChangeBenchmark extends Comparison<Side> {

  private static final int ROWS = 1_000;

  private long lastId;
  private int stock;

  /** For JMH. */
  public ChangeBenchmark() {
    super(Side.class);
  }

  @Benchmark
  public int run() throws SQLException {
    lastId = random(ROWS);
    stock++;
    side().change(lastId, stock);
    side().commit();
    return stock;
  }

  @Override
  void fill() throws SQLException {
    database().fill(ROWS);
    stock = ROWS; // more than any has
  }

  @Override
  void begin() throws SQLException {
    Check.equal(side().hold(1, ROWS).size(), ROWS);
  }

  @Override
  void check() throws SQLException {
    run();
    Check.equal(Objects.requireNonNull(database().items().byId(lastId)).stock(), stock);
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
