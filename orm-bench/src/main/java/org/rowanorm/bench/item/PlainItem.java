package org.rowanorm.bench.item;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * An item of the data set, and of the hand-written side: a plain class that reads and binds itself
 * by index.
 */
public final class PlainItem implements ItemView {

  private long id;
  private final String name;
  private final String sku;
  private final String category;
  private final String city;
  private final String description;
  private int stock;
  private final BigDecimal price;
  private final boolean active;
  private final LocalDateTime createdAt;
  private final LocalDate availableFrom;
  private final long seller;

  /** The current row of a result. */
  public PlainItem(ResultSet row) throws SQLException {
    id = row.getLong(1);
    name = row.getString(2);
    sku = row.getString(3);
    category = row.getString(4);
    city = row.getString(5);
    description = row.getString(6);
    stock = row.getInt(7);
    price = row.getBigDecimal(8);
    active = row.getBoolean(9);
    createdAt = row.getObject(10, LocalDateTime.class);
    availableFrom = row.getObject(11, LocalDate.class);
    seller = row.getLong(12);
  }

  /** A new item with the attributes of another one. */
  public PlainItem(long id, ItemView like) {
    this.id = id;
    name = like.name();
    sku = like.sku();
    category = like.category();
    city = like.city();
    description = like.description();
    stock = like.stock();
    price = like.price();
    active = like.active();
    createdAt = like.createdAt();
    availableFrom = like.availableFrom();
    seller = like.seller();
  }

  /** Item number so-and-so of the data set: all of its attributes follow from its number. */
  public PlainItem(long id) {
    this.id = id;
    name = "Item number " + id;
    sku = "SKU-" + id;
    category = "Category " + id % 12;
    city = "City " + id % 100;
    description = "The long description of item number " + id;
    stock = (int) (id % 1_000);
    price = BigDecimal.valueOf(id % 100_000, 2);
    active = id % 3 != 0;
    createdAt = LocalDateTime.of(2024, 1, 1, 0, 0).plusSeconds(id * 61);
    availableFrom = LocalDate.of(2024, 1, 1).plusDays(id % 700);
    seller = id % 50;
  }

  /** Takes the id that the database made. */
  public void takeKey(long key) {
    id = key;
  }

  /** Changes the stock. */
  public void changeStock(int changed) {
    stock = changed;
  }

  /** Binds all attributes but the id, from a parameter on. */
  public void bind(PreparedStatement statement, int first) throws SQLException {
    statement.setString(first, name);
    statement.setString(first + 1, sku);
    statement.setString(first + 2, category);
    statement.setString(first + 3, city);
    statement.setString(first + 4, description);
    statement.setInt(first + 5, stock);
    statement.setBigDecimal(first + 6, price);
    statement.setBoolean(first + 7, active);
    statement.setObject(first + 8, createdAt);
    statement.setObject(first + 9, availableFrom);
    statement.setLong(first + 10, seller);
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String sku() {
    return sku;
  }

  @Override
  public String category() {
    return category;
  }

  @Override
  public String city() {
    return city;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public int stock() {
    return stock;
  }

  @Override
  public BigDecimal price() {
    return price;
  }

  @Override
  public boolean active() {
    return active;
  }

  @Override
  public LocalDateTime createdAt() {
    return createdAt;
  }

  @Override
  public LocalDate availableFrom() {
    return availableFrom;
  }

  @Override
  public long seller() {
    return seller;
  }
}
