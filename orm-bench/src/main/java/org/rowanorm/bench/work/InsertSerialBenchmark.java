package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.ItemView;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.item.SerialItem;
import org.rowanorm.bench.work.Check.Sent;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.session.Session;

/** New objects whose ids the database makes, inserted in one transaction; the ids are read back. */
public class InsertSerialBenchmark extends Comparison {

  private static final int SIZE = 100;

  private final List<PlainItem> models = new ArrayList<>();

  @Benchmark
  public List<? extends ItemView> jdbc() throws SQLException {
    database().makeRoom(SIZE);
    List<PlainItem> items = new ArrayList<>(SIZE);
    for (int i = 0; i < SIZE; i++) {
      items.add(new PlainItem(0, models.get(i)));
    }
    items().insertSerial(items);
    return items;
  }

  @Benchmark
  public List<? extends ItemView> rowan() throws SQLException {
    database().makeRoom(SIZE);
    List<SerialItem> items = new ArrayList<>(SIZE);
    for (int i = 0; i < SIZE; i++) {
      items.add(new SerialItem(models.get(i)));
    }
    try (Session session = sessions().open()) {
      session.addAll(items);
      session.commit();
    }
    return items;
  }

  @Override
  void fill() {
    for (int i = 1; i <= SIZE; i++) {
      models.add(new PlainItem(i));
    }
  }

  @Override
  void check(StatementLog log) throws SQLException {
    checkLast();
    Check.sent(log, new Sent(JdbcItems.INSERT_SERIAL, SIZE));
  }

  @Override
  void checkLast() throws SQLException {
    checkRows(jdbc());
    checkRows(rowan());
  }

  /** The rows with the ids that were given out are those of the models. */
  private void checkRows(List<? extends ItemView> inserted) throws SQLException {
    database().execute("delete from item");
    database().execute("insert into item select * from serial_item");
    for (int i = 0; i < SIZE; i++) {
      long id = inserted.get(i).id();
      Check.same(items().byId(id), new PlainItem(id, models.get(i)));
    }
  }
}
