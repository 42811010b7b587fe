package org.rowanorm.bench.item;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What a form asks for: conditions on offers, each of which may be left out (null). */
public record OfferSearch(
    @Nullable Long vendor,
    @Nullable String title,
    @Nullable BigDecimal from,
    @Nullable BigDecimal to,
    @Nullable Boolean active) {

  /** The most offers that are shown. */
  public static final int LIMIT = 20;

  private static final int SHAPES = 16;
  private static final BigDecimal CHEAP = BigDecimal.valueOf(20);
  private static final BigDecimal DEAR = BigDecimal.valueOf(80);

  /**
   * One of sixteen shapes, for a vendor.
   *
   * @param number whose remainder says which
   */
  public static OfferSearch of(long vendor, int number) {
    int shape = Math.floorMod(number, SHAPES);
    return new OfferSearch(
        vendor,
        (shape & 1) == 0 ? null : "Offer number",
        (shape & 2) == 0 ? null : CHEAP,
        (shape & 4) == 0 ? null : DEAR,
        (shape & 8) == 0 ? null : true);
  }

  /** The ids of the offers of the data set that it finds, in their order. */
  public List<Long> found() {
    return LongStream.rangeClosed(1, Offers.COUNT)
        .mapToObj(Offers::offer)
        .filter(this::fits)
        .map(PlainOffer::id)
        .limit(LIMIT)
        .toList();
  }

  private boolean fits(PlainOffer offer) {
    return (vendor == null || offer.vendor().id() == vendor)
        && (title == null || offer.title().startsWith(title))
        && (from == null || offer.price().compareTo(from) >= 0)
        && (to == null || offer.price().compareTo(to) <= 0)
        && (active == null || offer.active() == active);
  }
}
