package org.rowanorm.bench.work;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.OfferSearch;
import org.rowanorm.bench.item.Offers;
import org.rowanorm.bench.item.WireLog.Sent;
import org.rowanorm.bench.side.Texts;

/** A query with five conditions is built, and its SQL found; nothing is sent. */
public class BuildBenchmark extends Comparison<Texts> {

  private static final int ALL_CONDITIONS = 15;

  /** For JMH. */
  public BuildBenchmark() {
    super(Texts.class);
  }

  @Benchmark
  public String run() {
    return side().text(OfferSearch.of(random(Offers.VENDORS), ALL_CONDITIONS));
  }

  @Override
  void fill() {}

  @Override
  void check() {
    String where = run().replaceAll("(?s).* where ", "");
    for (String column : List.of("vendor_id", "title", "price", "active")) {
      Check.that(where.contains(column), "no condition on " + column + " in " + where);
    }
    Check.equal(where.split("and ", -1).length, 5);
  }

  @Override
  void sent(List<Sent> sent) {
    Check.that(sent.isEmpty(), "sent " + sent);
  }

  @Override
  boolean sends() {
    return false;
  }
}
