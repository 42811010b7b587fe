package org.rowanorm.bench.work;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.Item;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.work.Check.Sent;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.session.Session;

/** One row by its id, in a session of its own. */
public class ByIdBenchmark extends Comparison {

  private static final int ROWS = 10_000;

  @Benchmark
  public @Nullable Object jdbc() throws SQLException {
    return jdbc(random(ROWS));
  }

  @Benchmark
  public @Nullable Object rowan() {
    return rowan(random(ROWS));
  }

  private @Nullable PlainItem jdbc(long id) throws SQLException {
    return items().byId(id);
  }

  private @Nullable Item rowan(long id) {
    try (Session session = sessions().open()) {
      return session.get(Item.class, id);
    }
  }

  @Override
  void fill() throws SQLException {
    database().fill(ROWS);
  }

  @Override
  void check(StatementLog log) throws SQLException {
    checkLast();
    Check.sent(log, new Sent(JdbcItems.BY_ID, 1));
  }

  @Override
  void checkLast() throws SQLException {
    Check.same(jdbc(17), new PlainItem(17));
    Check.same(rowan(4711), new PlainItem(4711));
  }
}
