package org.rowanorm.bench.item;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A vendor of the data set, and of the hand-written side. */
public final class PlainVendor implements VendorView {

  private final long id;
  private final String name;
  private final String city;
  private final String email;
  private final int rating;
  private final LocalDate since;
  private final List<PlainOffer> offers = new ArrayList<>();

  /** A vendor whose columns stand in a row, from a column on. */
  public PlainVendor(ResultSet row, int first) throws SQLException {
    id = row.getLong(first);
    name = row.getString(first + 1);
    city = row.getString(first + 2);
    email = row.getString(first + 3);
    rating = row.getInt(first + 4);
    since = row.getObject(first + 5, LocalDate.class);
  }

  /** Vendor number so-and-so of the data set, without offers. */
  public PlainVendor(long id) {
    this.id = id;
    name = "Vendor number " + id;
    city = "City " + id % 100;
    email = "vendor" + id + "@example.org";
    rating = (int) (id % 10);
    since = LocalDate.of(2020, 1, 1).plusDays(id % 1_000);
  }

  /** Binds all attributes. */
  public void bind(PreparedStatement statement) throws SQLException {
    statement.setLong(1, id);
    statement.setString(2, name);
    statement.setString(3, city);
    statement.setString(4, email);
    statement.setInt(5, rating);
    statement.setObject(6, since);
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
  public String city() {
    return city;
  }

  @Override
  public String email() {
    return email;
  }

  @Override
  public int rating() {
    return rating;
  }

  @Override
  public LocalDate since() {
    return since;
  }

  @Override
  public List<PlainOffer> offers() {
    return offers;
  }
}
