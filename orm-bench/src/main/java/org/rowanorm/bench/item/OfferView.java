package org.rowanorm.bench.item;

import java.math.BigDecimal;
import java.time.LocalDateTime;

/** An offer of the data set, by one of the vendors. */
public interface OfferView {

  /** The key. */
  long id();

  /** A title of its own. */
  String title();

  /** A code of its own. */
  String sku();

  /** An amount with two decimals. */
  BigDecimal price();

  /** A number below a hundred. */
  int stock();

  /** Whether it is on. */
  boolean active();

  /** A time to the second. */
  LocalDateTime createdAt();

  /** Whose it is. */
  VendorView vendor();
}
