package org.rowanorm.bench.work;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.CachedItem;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.session.Session;

/**
 * An object by its id from the second-level cache, in a session of its own. By hand: a Caffeine
 * cache, and a copy of what it holds.
 */
@SuppressWarnings("NullAway.Init") // begin() makes it all
public class CacheHitBenchmark extends Comparison {

  private static final int ROWS = 1_000;
  private static final int CACHE_SIZE = 100_000; // as many as Rowan's default

  private final Long[] ids = new Long[ROWS];
  private Cache<Long, PlainItem> cache;
  private long leases;

  @Benchmark
  public @Nullable Object jdbc() {
    return jdbc(ids[random(ROWS) - 1]);
  }

  @Benchmark
  public @Nullable Object rowan() {
    return rowan(ids[random(ROWS) - 1]);
  }

  private @Nullable PlainItem jdbc(Long id) {
    PlainItem found = cache.getIfPresent(id);
    return found == null ? null : new PlainItem(id, found);
  }

  private @Nullable CachedItem rowan(Long id) {
    try (Session session = sessions().open()) {
      return session.get(CachedItem.class, id);
    }
  }

  @Override
  void fill() throws SQLException {
    database().fill(ROWS);
    database().execute("insert into cached_item select * from item");
  }

  @Override
  void begin() throws SQLException {
    cache = Caffeine.newBuilder().maximumSize(CACHE_SIZE).build();
    for (PlainItem item : items().range(1, ROWS)) {
      cache.put(item.id(), item);
      ids[(int) item.id() - 1] = item.id();
    }
    for (Long id : ids) {
      Check.same(rowan(id), new PlainItem(id));
    }
    leases = database().connections().leases();
  }

  @Override
  void check(StatementLog log) {
    checkLast();
    Check.sent(log);
  }

  @Override
  void checkLast() {
    for (Long id : ids) {
      Check.same(jdbc(id), new PlainItem(id));
      Check.same(rowan(id), new PlainItem(id));
    }
    Check.equal(database().connections().leases(), leases);
  }
}
