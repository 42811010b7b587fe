package org.rowanorm.bench.item;

import java.math.BigDecimal;

/** Four attributes of an item, as a query selects them. */
public record ItemLine(long id, String name, BigDecimal price, int stock) {

  /** The line of an item. */
  public static ItemLine of(ItemView item) {
    return new ItemLine(item.id(), item.name(), item.price(), item.stock());
  }
}
