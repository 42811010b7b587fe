package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.Item;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.session.Session;

/** An object by its id that the session, or a map by hand, has already. */
@SuppressWarnings("NullAway.Init") // begin() makes it all
public class KnownByIdBenchmark extends Comparison {

  private static final int ROWS = 1_000;

  private Map<Long, PlainItem> known;
  private Session session;
  private long leases;

  @Benchmark
  public @Nullable Object jdbc() {
    return known.get((long) random(ROWS));
  }

  @Benchmark
  public @Nullable Object rowan() {
    return session.get(Item.class, (long) random(ROWS));
  }

  @Override
  void fill() throws SQLException {
    database().fill(ROWS);
  }

  @Override
  void begin() throws SQLException {
    known = new HashMap<>();
    for (PlainItem item : items().range(1, ROWS)) {
      known.put(item.id(), item);
    }
    session = sessions().open();
    Check.items(session.query(Item.class).all(), 1, ROWS);
    leases = database().connections().leases();
  }

  @Override
  void check(StatementLog log) {
    checkLast();
    Check.sent(log);
  }

  @Override
  void checkLast() {
    for (long id = 1; id <= ROWS; id++) {
      Check.same(known.get(id), new PlainItem(id));
      Check.same(session.get(Item.class, id), new PlainItem(id));
    }
    Check.equal(database().connections().leases(), leases);
  }

  @Override
  void end() {
    session.close();
  }
}
