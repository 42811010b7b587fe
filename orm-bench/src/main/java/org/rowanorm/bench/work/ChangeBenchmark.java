package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.Item;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.bench.work.Check.Sent;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.session.Session;

/** One attribute of one of 1,000 managed objects is changed and committed. */
@SuppressWarnings("NullAway.Init") // begin() makes it all
public class ChangeBenchmark extends Comparison {

  private static final int ROWS = 1_000;

  private Session session;
  private List<Item> managed;
  private int lastId;
  private int stock;

  @Benchmark
  public int jdbc() throws SQLException {
    next();
    items().updateStock(lastId, stock);
    return stock;
  }

  @Benchmark
  public int rowan() {
    next();
    managed.get(lastId - 1).changeStock(stock);
    session.commit();
    return stock;
  }

  private void next() {
    lastId = random(ROWS);
    stock++;
  }

  @Override
  void fill() throws SQLException {
    database().fill(ROWS);
    stock = ROWS;
  }

  @Override
  void begin() {
    session = sessions().open();
    managed = session.query(Item.class).all();
    Check.equal(managed.size(), ROWS);
  }

  @Override
  void check(StatementLog log) throws SQLException {
    checkLast();
    Check.sent(log, new Sent(JdbcItems.UPDATE_STOCK, 1));
  }

  @Override
  void checkLast() throws SQLException {
    jdbc();
    checkRow();
    rowan();
    checkRow();
  }

  private void checkRow() throws SQLException {
    Check.equal(Objects.requireNonNull(items().byId(lastId)).stock(), stock);
  }

  @Override
  void end() {
    session.close();
  }
}
