package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.OfferSearch;
import org.rowanorm.bench.item.Offers;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Queries;

/** The number of offers that a search finds, by five conditions, of which four are there or not. */
public class CountBenchmark extends Comparison<Queries> {

  private static final int SHAPES = 16;

  private int shape;

  /** For JMH. */
  public CountBenchmark() {
    super(Queries.class);
  }

  @Benchmark
  public long run() throws SQLException {
    return side().count(OfferSearch.of(random(Offers.VENDORS), shape++));
  }

  @Override
  void fill() throws SQLException {
    database().fillOffers();
  }

  @Override
  void check() throws SQLException {
    for (int each = 0; each < SHAPES; each++) {
      OfferSearch search = OfferSearch.of(471, each);
      Check.equal(side().count(search), (long) search.found().size());
    }
  }

  @Override
  void sent(List<Sent> sent) {
    Check.equal(sent.size(), SHAPES);
  }
}
