package org.rowanorm.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.rowanorm.query.Row;
import org.rowanorm.store.Sale;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;

/** Small random tables as plain rows, for queries that are evaluated in memory. */
public final class StoreRows {

  private static final String[] WORDS = {"a", "ab", "Ab", "b_a", "50%", "", " a ", "ba", "\\", "c"};

  /** A row of a shop. */
  public record ShopRow(int id, String name, boolean online) {}

  /** A row of a seller; without a boss where that is null. */
  public record SellerRow(int id, String name, Integer age, Integer shop, Integer boss) {}

  /** A row of a sale. */
  public record SaleRow(long id, int amount, String note, Integer shop, Integer seller) {}

  private final Map<Integer, ShopRow> shops = new HashMap<>();
  private final Map<Integer, SellerRow> sellers = new HashMap<>();
  private final List<SaleRow> sales = new ArrayList<>();

  private StoreRows() {}

  /** Tables of a few rows. */
  public static StoreRows random(Random random) {
    StoreRows rows = new StoreRows();
    for (int id = 1; id <= 1 + random.nextInt(3); id++) {
      rows.shops.put(id, new ShopRow(id, word(random), random.nextBoolean()));
    }
    for (int id = 1; id <= 1 + random.nextInt(4); id++) {
      Integer boss = id > 1 && random.nextBoolean() ? 1 + random.nextInt(id - 1) : null;
      Integer age = random.nextInt(3) == 0 ? null : number(random);
      rows.sellers.put(id, new SellerRow(id, word(random), age, rows.shop(random), boss));
    }
    for (long id = 1; id <= 10; id++) {
      Integer seller = random.nextInt(3) == 0 ? null : 1 + random.nextInt(rows.sellers.size());
      String note = random.nextInt(4) == 0 ? null : word(random);
      rows.sales.add(new SaleRow(id, number(random), note, rows.shop(random), seller));
    }
    return rows;
  }

  private Integer shop(Random random) {
    return random.nextInt(4) == 0 ? null : 1 + random.nextInt(shops.size());
  }

  static String word(Random random) {
    return WORDS[random.nextInt(WORDS.length)];
  }

  static int number(Random random) {
    return random.nextInt(12) - 3;
  }

  List<SaleRow> sales() {
    return sales;
  }

  List<SellerRow> sellers() {
    return List.copyOf(sellers.values());
  }

  ShopRow shop(Integer id) {
    return id == null ? null : shops.get(id);
  }

  SellerRow seller(Integer id) {
    return id == null ? null : sellers.get(id);
  }

  /** The rows as new objects, those that others refer to first. */
  public List<Object> objects() {
    Map<Integer, Shop> madeShops = new HashMap<>();
    shops
        .values()
        .forEach(
            row ->
                madeShops.put(row.id(), new Shop(row.id(), row.name(), null, null, row.online())));
    Map<Integer, Seller> madeSellers = new HashMap<>();
    for (int id = 1; id <= sellers.size(); id++) {
      SellerRow row = sellers.get(id);
      madeSellers.put(
          id,
          new Seller(id, row.name(), madeShops.get(row.shop()), madeSellers.get(row.boss()))
              .with(row.age(), null, null));
    }
    List<Object> all = new ArrayList<>(madeShops.values());
    all.addAll(madeSellers.values());
    for (SaleRow row : sales) {
      all.add(
          new Sale(row.id(), madeShops.get(row.shop()), madeSellers.get(row.seller()), row.amount())
              .with(null, row.note(), null));
    }
    return all;
  }

  /** A result as text. */
  public static String text(Object value) {
    if (value instanceof Row row) {
      return row.values().stream().map(StoreRows::text).toList().toString();
    }
    return value instanceof Sale sale ? "#" + sale.id() : String.valueOf(value);
  }
}
