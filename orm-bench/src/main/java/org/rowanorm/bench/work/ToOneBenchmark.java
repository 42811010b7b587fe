package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.Offers;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Side;

/** 100 offers and the vendor of each, which is another one for each, fetched by one call. */
public class ToOneBenchmark extends Comparison<Side> {

  private static final int SIZE = 100;

  /** For JMH. */
  public ToOneBenchmark() {
    super(Side.class);
  }

  @Benchmark
  public Object run() throws SQLException {
    int first = random(Offers.COUNT - SIZE);
    return Check.complete(side().offersWithVendors(first, first + SIZE - 1), SIZE);
  }

  @Override
  void fill() throws SQLException {
    database().fillOffers();
  }

  @Override
  void check() throws SQLException {
    Check.offers(side().offersWithVendors(4711, 4711 + SIZE - 1), 4711, SIZE);
  }

  @Override
  void sent(List<Sent> sent) {
    Check.equal(sent.size(), 1);
  }
}
