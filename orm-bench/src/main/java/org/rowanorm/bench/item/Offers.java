package org.rowanorm.bench.item;

/** How many vendors and offers the data set has, and whose an offer is. Stateless. */
public final class Offers {

  /** The number of vendors. */
  public static final int VENDORS = 1_000;

  /** The number of offers. */
  public static final int COUNT = 10_000;

  /** The number of offers of each vendor. */
  public static final int EACH = COUNT / VENDORS;

  private Offers() {}

  /** Offer number so-and-so: a thousand offers in a row are those of a thousand vendors. */
  public static PlainOffer offer(long id) {
    return new PlainOffer(id, new PlainVendor((id - 1) % VENDORS + 1));
  }
}
