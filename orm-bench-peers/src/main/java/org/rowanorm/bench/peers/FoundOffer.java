package org.rowanorm.bench.peers;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.rowanorm.bench.item.OfferView;
import org.rowanorm.bench.item.VendorView;

/** An offer as jOOQ's users take one out of a result: a record with the id of its vendor. */
record FoundOffer(
    long id,
    String title,
    String sku,
    BigDecimal price,
    int stock,
    boolean active,
    LocalDateTime createdAt,
    long vendorId)
    implements OfferView {

  @Override
  public VendorView vendor() {
    throw new UnsupportedOperationException("the vendor was not read");
  }
}
