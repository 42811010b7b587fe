package org.rowanorm.bench.item;

import java.util.List;

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

  /** Touches the offers of each vendor, and gives the vendors back. */
  public static <V extends VendorView> List<V> touched(List<V> vendors) {
    for (V vendor : vendors) {
      if (vendor.offers().size() != EACH) {
        throw new IllegalStateException(vendor.name() + " has not its offers");
      }
    }
    return vendors;
  }
}
