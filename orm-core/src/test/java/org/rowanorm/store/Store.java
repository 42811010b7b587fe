package org.rowanorm.store;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** The data that the tests of queries ask about. */
public final class Store {

  public static final List<Class<?>> ENTITIES =
      List.of(Region.class, Shop.class, Seller.class, Sale.class);

  private Store() {}

  /** New objects, those that others refer to first. */
  public static Object[] objects() {
    Region north = new Region("n", "North");
    Region south = new Region("s", "South");
    Region empty = new Region("e", "East");
    Shop mill = new Shop(1, "mill", north, LocalDate.of(2001, 5, 17), false);
    Shop port = new Shop(2, "port", north, LocalDate.of(2010, 1, 31), true);
    Shop farm = new Shop(3, "farm", south, LocalDate.of(2010, 12, 1), false);
    Shop cloud = new Shop(4, "cloud_9", null, LocalDate.of(2020, 2, 29), true);
    Seller ann = new Seller(1, "Ann", mill, null).with(50, "3000.50", Grade.SENIOR);
    Seller bob = new Seller(2, "Bob", mill, ann).with(30, "2000.00", Grade.JUNIOR);
    Seller cid = new Seller(3, "Cid", port, ann).with(40, "2500.25", Grade.SENIOR);
    Seller dan = new Seller(4, "Dan", port, cid).with(null, "1800.00", Grade.JUNIOR);
    Seller eve = new Seller(5, "Eve", farm, null).with(30, null, null);
    return new Object[] {
      north,
      south,
      empty,
      mill,
      port,
      farm,
      cloud,
      ann,
      bob,
      cid,
      dan,
      eve,
      new Sale(1, mill, ann, 100).with(1.5, "red box", at(2024, 1, 5, 9)),
      new Sale(2, mill, bob, 250).with(2.5, "50% off", at(2024, 1, 20, 10)),
      new Sale(3, mill, bob, 30).with(null, null, at(2024, 2, 3, 11)),
      new Sale(4, port, cid, 400).with(8.0, "blue box", at(2024, 2, 14, 9)),
      new Sale(5, port, dan, 70).with(0.5, "a_b", at(2024, 3, 1, 16)),
      new Sale(6, port, null, 70).with(0.25, "Red", at(2025, 3, 2, 17)),
      new Sale(7, farm, eve, 900).with(20.0, "hay", at(2025, 7, 7, 7)),
      new Sale(8, farm, null, -15).with(null, "back", at(2025, 7, 9, 8))
    };
  }

  private static LocalDateTime at(int year, int month, int day, int hour) {
    return LocalDateTime.of(year, month, day, hour, 30);
  }
}
