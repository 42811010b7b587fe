package org.rowanorm.bench.side;

import org.rowanorm.bench.item.OfferSearch;

/** What a library makes of a query before it sends it. Not thread-safe. */
public interface Texts extends Queries {

  /** The SQL of {@link #search}, with question marks for its values. */
  String text(OfferSearch search);
}
