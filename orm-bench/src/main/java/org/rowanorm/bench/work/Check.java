package org.rowanorm.bench.work;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.bench.item.ItemView;
import org.rowanorm.bench.item.OfferView;
import org.rowanorm.bench.item.Offers;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.item.PlainOffer;
import org.rowanorm.bench.item.PlainVendor;
import org.rowanorm.bench.item.VendorView;

/** Refuses to measure what is wrong. Stateless. */
final class Check {

  private Check() {}

  /** Refuses an item that has not all attributes of another one, or of none. */
  static void same(@Nullable ItemView found, ItemView wanted) {
    that(found != null, "item " + wanted.id() + " is missing");
    ItemView item = Objects.requireNonNull(found);
    equal(item.id(), wanted.id());
    equal(item.name(), wanted.name());
    equal(item.sku(), wanted.sku());
    equal(item.category(), wanted.category());
    equal(item.city(), wanted.city());
    equal(item.description(), wanted.description());
    equal(item.stock(), wanted.stock());
    equal(item.price(), wanted.price());
    equal(item.active(), wanted.active());
    equal(item.createdAt(), wanted.createdAt());
    equal(item.availableFrom(), wanted.availableFrom());
    equal(item.seller(), wanted.seller());
  }

  /** Refuses items that are not those of the data set from a first one on. */
  static void items(List<? extends ItemView> found, long first, int count) {
    equal(found.size(), count);
    for (int i = 0; i < count; i++) {
      same(found.get(i), new PlainItem(first + i));
    }
  }

  /**
   * Refuses offers that are not those of the data set from a first one on, each with its vendor.
   */
  static void offers(List<? extends OfferView> found, long first, int count) {
    equal(found.size(), count);
    for (int i = 0; i < count; i++) {
      PlainOffer wanted = Offers.offer(first + i);
      offer(found.get(i), wanted);
      vendor(found.get(i).vendor(), wanted.vendor());
    }
  }

  /** Refuses vendors that are not those of the data set from a first one on, or their offers. */
  static void vendors(List<? extends VendorView> found, long first, int count) {
    equal(found.size(), count);
    for (int i = 0; i < count; i++) {
      VendorView vendor = found.get(i);
      vendor(vendor, new PlainVendor(first + i));
      equal(vendor.offers().size(), Offers.EACH);
      List<? extends OfferView> offers =
          vendor.offers().stream().sorted(Comparator.comparing(OfferView::id)).toList();
      for (int each = 0; each < Offers.EACH; each++) {
        offer(offers.get(each), Offers.offer(first + i + (long) each * Offers.VENDORS));
      }
    }
  }

  /** Refuses a vendor that has not all attributes of another one. */
  static void vendor(VendorView found, VendorView wanted) {
    equal(found.id(), wanted.id());
    equal(found.name(), wanted.name());
    equal(found.city(), wanted.city());
    equal(found.email(), wanted.email());
    equal(found.rating(), wanted.rating());
    equal(found.since(), wanted.since());
  }

  private static void offer(OfferView found, OfferView wanted) {
    equal(found.id(), wanted.id());
    equal(found.title(), wanted.title());
    equal(found.sku(), wanted.sku());
    equal(found.price(), wanted.price());
    equal(found.stock(), wanted.stock());
    equal(found.active(), wanted.active());
    equal(found.createdAt(), wanted.createdAt());
  }

  /** Refuses a list that is not so long; cheap enough to be measured. */
  static <T> List<T> complete(List<T> found, int count) {
    if (found.size() != count) {
      throw new IllegalStateException("found " + found.size() + " instead of " + count);
    }
    return found;
  }

  static void equal(Object found, Object wanted) {
    that(found.equals(wanted), found + "\ninstead of\n" + wanted);
  }

  static void that(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
