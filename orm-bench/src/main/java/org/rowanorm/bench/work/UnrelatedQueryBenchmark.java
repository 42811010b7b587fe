package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.rowanorm.bench.item.Offers;
import org.rowanorm.bench.item.PlainVendor;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Side;

/** A query for a vendor, in a transaction of a session that has many items and no change. */
public class UnrelatedQueryBenchmark extends Comparison<Side> {

  /** The number of managed items. */
  @Param({"1", "100000"})
  public int size;

  /** For JMH. */
  public UnrelatedQueryBenchmark() {
    super(Side.class);
  }

  @Benchmark
  public Object run() throws SQLException {
    return side().vendor(random(Offers.VENDORS));
  }

  @Override
  void fill() throws SQLException {
    database().fill(size);
    database().fillOffers();
  }

  @Override
  void begin() throws SQLException {
    Check.equal(side().hold(1, size).size(), size);
    side().begin();
  }

  @Override
  void check() throws SQLException {
    Check.vendor(side().vendor(471), new PlainVendor(471));
  }

  @Override
  void sent(List<Sent> sent) {
    Check.equal(sent.size(), 1);
  }

  @Override
  void end() throws SQLException {
    side().commit();
    side().letGo();
  }
}
