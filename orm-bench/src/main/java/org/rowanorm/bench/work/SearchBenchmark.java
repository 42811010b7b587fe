package org.rowanorm.bench.work;

import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.OfferSearch;
import org.rowanorm.bench.item.OfferView;
import org.rowanorm.bench.item.Offers;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Queries;

/**
 * A search for offers by five conditions, of which four are there or not, in sixteen ways; it finds
 * up to 10.
 */
public class SearchBenchmark extends Comparison<Queries> {

  private static final int SHAPES = 16;

  private int shape;

  /** For JMH. */
  public SearchBenchmark() {
    super(Queries.class);
  }

  @Benchmark
  public Object run() throws SQLException {
    return side().search(OfferSearch.of(random(Offers.VENDORS), shape++));
  }

  @Override
  void fill() throws SQLException {
    database().fillOffers();
  }

  @Override
  void check() throws SQLException {
    for (int each = 0; each < SHAPES; each++) {
      OfferSearch search = OfferSearch.of(471, each);
      Check.equal(side().search(search).stream().map(OfferView::id).toList(), search.found());
    }
  }

  @Override
  void sent(List<Sent> sent) {
    Check.equal(sent.size(), SHAPES);
  }
}
