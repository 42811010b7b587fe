package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;
import org.rowanorm.bench.item.Item;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.bench.work.Check.Sent;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;

/**
 * One object among many managed ones is changed and flushed. It is always the same one, so that the
 * database does the same work however many are managed. The commit is not measured.
 */
@SuppressWarnings("NullAway.Init") // begin() makes it all
public class FlushBenchmark extends Comparison {

  private static final int ROWS = 100_000;
  private static final long CHANGED = ROWS / 2;

  /** The number of managed objects, one of which is changed. */
  @Param({"1", "100000"})
  public int size;

  private Session session;
  private List<Item> managed;
  private Item item;
  private int stock;

  @Benchmark
  public int rowan() {
    item.changeStock(++stock);
    session.flush();
    return stock;
  }

  /** Ends the transaction of one operation. */
  @TearDown(Level.Invocation)
  public void commit() {
    session.commit();
  }

  @Override
  void fill() throws SQLException {
    database().fill(ROWS);
    stock = ROWS;
  }

  @Override
  void begin() {
    session = sessions().open();
    long first = CHANGED - size / 2 + (size > 1 ? 1 : 0);
    managed =
        session.query(Item.class).filter(Path.path("id").between(first, first + size - 1)).all();
    Check.equal(managed.size(), size);
    item = Objects.requireNonNull(session.get(Item.class, CHANGED));
    Check.that(managed.contains(item), "the changed item is not among the managed ones");
  }

  @Override
  void check(StatementLog log) throws SQLException {
    checkLast();
    Check.sent(log, new Sent(JdbcItems.UPDATE_STOCK, 1));
  }

  @Override
  void checkLast() throws SQLException {
    rowan();
    commit();
    Check.equal(Objects.requireNonNull(items().byId(CHANGED)).stock(), stock);
  }

  @Override
  void end() {
    session.close();
  }
}
