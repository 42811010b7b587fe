package org.rowanorm.bench.work;

import static org.rowanorm.query.Path.path;

import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.rowanorm.bench.item.Item;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.work.Check.Sent;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.session.Session;

/** A query for a number of rows, by a range of ids, in a session of its own. */
public class QueryBenchmark extends Comparison {

  private static final int ROWS = 10_000;

  /** The number of rows that the query finds. */
  @Param({"1", "10", "100", "1000"})
  public int size;

  @Benchmark
  public Object jdbc() throws SQLException {
    return complete(jdbc(random(ROWS - size)));
  }

  @Benchmark
  public Object rowan() {
    return complete(rowan(random(ROWS - size)));
  }

  private List<?> complete(List<?> found) {
    if (found.size() != size) {
      throw new IllegalStateException("found " + found.size());
    }
    return found;
  }

  private List<PlainItem> jdbc(long first) throws SQLException {
    return items().range(first, first + size - 1);
  }

  private List<Item> rowan(long first) {
    try (Session session = sessions().open()) {
      return session.query(Item.class).filter(path("id").between(first, first + size - 1)).all();
    }
  }

  @Override
  void fill() throws SQLException {
    database().fill(ROWS);
  }

  @Override
  void check(StatementLog log) throws SQLException {
    checkLast();
    Check.sent(log, new Sent(JdbcItems.RANGE, 1));
  }

  @Override
  void checkLast() throws SQLException {
    Check.items(jdbc(4711), 4711, size);
    Check.items(rowan(815), 815, size);
  }
}
