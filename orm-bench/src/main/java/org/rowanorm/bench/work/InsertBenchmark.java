package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.rowanorm.bench.item.Item;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.work.Check.Sent;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.session.Session;

/** New objects with ids of their own, made and inserted in one transaction. */
public class InsertBenchmark extends Comparison {

  private final List<PlainItem> models = new ArrayList<>();
  private long lastId;

  /** The number of new objects. */
  @Param({"1", "100", "1000"})
  public int size;

  @Benchmark
  public Object jdbc() throws SQLException {
    database().makeRoom(size);
    List<PlainItem> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      items.add(new PlainItem(++lastId, models.get(i)));
    }
    items().insert(items);
    return items;
  }

  @Benchmark
  public Object rowan() throws SQLException {
    database().makeRoom(size);
    List<Item> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      items.add(new Item(++lastId, models.get(i)));
    }
    try (Session session = sessions().open()) {
      session.addAll(items);
      session.commit();
    }
    return items;
  }

  @Override
  void fill() {
    for (int i = 1; i <= size; i++) {
      models.add(new PlainItem(i));
    }
  }

  @Override
  void check(StatementLog log) throws SQLException {
    checkLast();
    Check.sent(log, new Sent(JdbcItems.INSERT, size));
  }

  @Override
  void checkLast() throws SQLException {
    jdbc();
    checkRows();
    rowan();
    checkRows();
  }

  /** The rows that were inserted last are those of the models. */
  private void checkRows() throws SQLException {
    long first = lastId - size + 1;
    List<PlainItem> rows = items().range(first, lastId);
    Check.equal(rows.size(), size);
    for (int i = 0; i < size; i++) {
      Check.same(rows.get(i), new PlainItem(first + i, models.get(i)));
    }
  }
}
