package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.rowanorm.bench.item.ItemView;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Side;

/** New objects whose ids the database makes, inserted in one transaction; the ids are read back. */
public class InsertSerialBenchmark extends Comparison<Side> {

  private final List<PlainItem> models = new ArrayList<>();

  /** The number of new objects. */
  @Param({"100", "1000"})
  public int size;

  /** For JMH. */
  public InsertSerialBenchmark() {
    super(Side.class);
  }

  @Benchmark
  public List<? extends ItemView> run() throws SQLException {
    database().makeRoom(size);
    return side().insertSerial(models);
  }

  @Override
  void fill() {
    for (int i = 1; i <= size; i++) {
      models.add(new PlainItem(i));
    }
  }

  /** The rows with the ids that were given out are those of the models. */
  @Override
  void check() throws SQLException {
    List<? extends ItemView> inserted = run();
    database().execute("delete from item");
    database().execute("insert into item select * from serial_item");
    for (int i = 0; i < size; i++) {
      long id = inserted.get(i).id();
      Check.same(database().items().byId(id), new PlainItem(id, models.get(i)));
    }
  }

  @Override
  void sent(List<Sent> sent) {
    Check.equal(sent, List.of(new Sent(JdbcItems.INSERT_SERIAL, size)));
  }
}
