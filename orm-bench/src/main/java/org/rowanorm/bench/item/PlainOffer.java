package org.rowanorm.bench.item;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An offer of the data set, and of the hand-written side. */
public final class PlainOffer implements OfferView {

  private final long id;
  private final String title;
  private final String sku;
  private final BigDecimal price;
  private final int stock;
  private final boolean active;
  private final LocalDateTime createdAt;
  private @Nullable PlainVendor vendor;

  /** An offer whose columns stand in a row, from a column on, with its vendor if that is known. */
  public PlainOffer(ResultSet row, int first, @Nullable PlainVendor vendor) throws SQLException {
    id = row.getLong(first);
    title = row.getString(first + 1);
    sku = row.getString(first + 2);
    price = row.getBigDecimal(first + 3);
    stock = row.getInt(first + 4);
    active = row.getBoolean(first + 5);
    createdAt = row.getObject(first + 6, LocalDateTime.class);
    this.vendor = vendor;
  }

  /** Offer number so-and-so of the data set, by a vendor. */
  public PlainOffer(long id, PlainVendor vendor) {
    this.id = id;
    title = "Offer number " + id;
    sku = "OFFER-" + id;
    price = BigDecimal.valueOf(id * 7 % 10_000, 2);
    stock = (int) (id % 100);
    active = id % 3 != 0;
    createdAt = LocalDateTime.of(2024, 1, 1, 0, 0).plusSeconds(id * 61);
    this.vendor = vendor;
  }

  /** Gives it its vendor, which was read after it. */
  void of(PlainVendor read) {
    vendor = read;
  }

  /** Binds all attributes. */
  public void bind(PreparedStatement statement) throws SQLException {
    statement.setLong(1, id);
    statement.setString(2, title);
    statement.setString(3, sku);
    statement.setBigDecimal(4, price);
    statement.setInt(5, stock);
    statement.setBoolean(6, active);
    statement.setObject(7, createdAt);
    statement.setLong(8, vendor().id());
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String sku() {
    return sku;
  }

  @Override
  public BigDecimal price() {
    return price;
  }

  @Override
  public int stock() {
    return stock;
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
  public PlainVendor vendor() {
    return Objects.requireNonNull(vendor, "the vendor was not read");
  }
}
