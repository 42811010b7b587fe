package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.Offers;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Side;

/** 100 vendors with their offers, ten each, fetched by one call. */
public class WithOffersBenchmark extends Comparison<Side> {

  private static final int SIZE = 100;

  /** For JMH. */
  public WithOffersBenchmark() {
    super(Side.class);
  }

  @Benchmark
  public Object run() throws SQLException {
    int first = random(Offers.VENDORS - SIZE);
    return Check.complete(side().vendorsWithOffers(first, first + SIZE - 1), SIZE);
  }

  @Override
  void fill() throws SQLException {
    database().fillOffers();
  }

  @Override
  void check() throws SQLException {
    Check.vendors(side().vendorsWithOffers(471, 471 + SIZE - 1), 471, SIZE);
  }

  @Override
  void sent(List<Sent> sent) {
    Check.equal(sent.size(), 1);
  }
}
