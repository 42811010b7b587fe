package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Side;

/** New objects with ids of their own, made and inserted in one transaction. */
public class InsertBenchmark extends Comparison<Side> {

  private final List<PlainItem> models = new ArrayList<>();
  private long lastId;

  /** The number of new objects. */
  @Param({"1", "100", "1000"})
  public int size;

  /** For JMH. */
  public InsertBenchmark() {
    super(Side.class);
  }

  @Benchmark
  public Object run() throws SQLException {
    database().makeRoom(size);
    long first = lastId + 1;
    lastId += size;
    return side().insert(first, models);
  }

  @Override
  void fill() {
    for (int i = 1; i <= size; i++) {
      models.add(new PlainItem(i));
    }
  }

  /** The rows that were inserted last are those of the models. */
  @Override
  void check() throws SQLException {
    run();
    long first = lastId - size + 1;
    List<PlainItem> rows = database().items().range(first, lastId);
    Check.equal(rows.size(), size);
    for (int i = 0; i < size; i++) {
      Check.same(rows.get(i), new PlainItem(first + i, models.get(i)));
    }
  }

  @Override
  void sent(List<Sent> sent) {
    Check.equal(sent, List.of(new Sent(JdbcItems.INSERT, size)));
  }
}
