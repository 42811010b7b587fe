package org.rowanorm.bench.item;

import java.time.LocalDate;
import java.util.List;

/** A vendor of the data set, which has ten offers. */
public interface VendorView {

  /** The key. */
  long id();

  /** A name of its own. */
  String name();

  /** One of a hundred. */
  String city();

  /** An address of its own. */
  String email();

  /** One of ten. */
  int rating();

  /** A day. */
  LocalDate since();

  /** What it offers. */
  List<? extends OfferView> offers();
}
