package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Side;

/**
 * An object by its id from the second-level cache, in a session of its own. By hand: a Caffeine
 * cache, and a copy of what it holds.
 */
public class CacheHitBenchmark extends Comparison<Side> {

  private static final int ROWS = 1_000;

  private final Long[] ids = new Long[ROWS];

  /** For JMH. */
  public CacheHitBenchmark() {
    super(Side.class);
  }

  @Benchmark
  public @Nullable Object run() throws SQLException {
    return side().cached(ids[random(ROWS) - 1]);
  }

  @Override
  void fill() throws SQLException {
    database().fill(ROWS);
    database().execute("insert into cached_item select * from item");
    for (int i = 0; i < ROWS; i++) {
      ids[i] = i + 1L;
    }
  }

  /** Reads all, so that the cache has them. */
  @Override
  void begin() throws SQLException {
    for (Long id : ids) {
      Check.same(side().cached(id), new PlainItem(id));
    }
  }

  @Override
  void check() throws SQLException {
    long before = leases();
    for (Long id : ids) {
      Check.same(side().cached(id), new PlainItem(id));
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
}
