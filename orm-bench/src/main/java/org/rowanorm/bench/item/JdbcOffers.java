package org.rowanorm.bench.item;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.ConnectionSource;

/**
 * The hand-written side of vendors and offers: index getters, prepared statements, one text for
 * each shape of a search, reads in auto-commit mode. Not thread-safe.
 */
public final class JdbcOffers {

  private static final String OFFER =
      "o.id, o.title, o.sku, o.price, o.stock, o.active, o.created_at, o.vendor_id";

  private static final String VENDOR = "v.id, v.name, v.city, v.email, v.rating, v.since";
  private static final int VENDOR_COLUMNS = 6;
  private static final int OFFER_COLUMNS = 8;

  private static final String WITH_VENDORS =
      "select "
          + OFFER
          + ", "
          + VENDOR
          + " from offer o left join vendor v on v.id = o.vendor_id where o.id between ? and ?";

  private static final String VENDORS =
      "select " + VENDOR + " from vendor v where v.id between ? and ?";

  private static final String OFFERS =
      "select " + OFFER + " from offer o where o.id between ? and ?";

  private static final String VENDORS_BY_ID = "select " + VENDOR + " from vendor v where v.id in (";

  private static final String BY_VENDORS =
      "select " + OFFER + " from offer o where o.vendor_id in (";

  private static final String WITH_OFFERS =
      "select "
          + VENDOR
          + ", "
          + OFFER
          + " from vendor v left join offer o on o.vendor_id = v.id where v.id between ? and ?";

  private static final int CHUNK = 1_000;

  private final ConnectionSource connections;

  /** By these connections. */
  public JdbcOffers(ConnectionSource connections) {
    this.connections = connections;
  }

  /** A vendor. */
  public PlainVendor vendor(long id) throws SQLException {
    return vendors(id, id).get(0);
  }

  /** The offers of a range of ids and their vendors, by a join. */
  public List<PlainOffer> withVendors(long first, long last) throws SQLException {
    try (PreparedStatement statement = prepare(WITH_VENDORS, first, last);
        ResultSet row = statement.executeQuery()) {
      List<PlainOffer> offers = new ArrayList<>();
      Map<Long, PlainVendor> vendors = new HashMap<>();
      while (row.next()) {
        long id = row.getLong(OFFER_COLUMNS);
        PlainVendor vendor = vendors.get(id);
        if (vendor == null) {
          vendor = new PlainVendor(row, OFFER_COLUMNS + 1);
          vendors.put(id, vendor);
        }
        offers.add(new PlainOffer(row, 1, vendor));
      }
      return offers;
    }
  }

  /** The offers of a range of ids and their vendors, by two statements. */
  public List<PlainOffer> thenVendors(long first, long last) throws SQLException {
    List<PlainOffer> offers = new ArrayList<>();
    Map<Long, List<PlainOffer>> byVendor = new LinkedHashMap<>();
    try (PreparedStatement statement = prepare(OFFERS, first, last);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        PlainOffer offer = new PlainOffer(row, 1, null);
        offers.add(offer);
        byVendor.computeIfAbsent(row.getLong(OFFER_COLUMNS), id -> new ArrayList<>(1)).add(offer);
      }
    }
    String sql = VENDORS_BY_ID + "?, ".repeat(byVendor.size() - 1) + "?)";
    try (PreparedStatement statement = connections.lease().prepareStatement(sql)) {
      int parameter = 1;
      for (long id : byVendor.keySet()) {
        statement.setLong(parameter++, id);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          PlainVendor vendor = new PlainVendor(row, 1);
          Objects.requireNonNull(byVendor.get(vendor.id())).forEach(offer -> offer.of(vendor));
        }
      }
    }
    return offers;
  }

  /** The vendors of a range of ids and their offers, by two statements. */
  public List<PlainVendor> thenOffers(long first, long last) throws SQLException {
    List<PlainVendor> vendors = vendors(first, last);
    Map<Long, PlainVendor> byId = new HashMap<>();
    vendors.forEach(vendor -> byId.put(vendor.id(), vendor));
    String sql = BY_VENDORS + "?, ".repeat(vendors.size() - 1) + "?)";
    try (PreparedStatement statement = connections.lease().prepareStatement(sql)) {
      for (int i = 0; i < vendors.size(); i++) {
        statement.setLong(i + 1, vendors.get(i).id());
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          PlainVendor vendor = Objects.requireNonNull(byId.get(row.getLong(OFFER_COLUMNS)));
          vendor.offers().add(new PlainOffer(row, 1, vendor));
        }
      }
    }
    return vendors;
  }

  private List<PlainVendor> vendors(long first, long last) throws SQLException {
    try (PreparedStatement statement = prepare(VENDORS, first, last);
        ResultSet row = statement.executeQuery()) {
      List<PlainVendor> vendors = new ArrayList<>();
      while (row.next()) {
        vendors.add(new PlainVendor(row, 1));
      }
      return vendors;
    }
  }

  /** The vendors of a range of ids and their offers, by a join. */
  public List<PlainVendor> withOffers(long first, long last) throws SQLException {
    try (PreparedStatement statement = prepare(WITH_OFFERS, first, last);
        ResultSet row = statement.executeQuery()) {
      Map<Long, PlainVendor> vendors = new LinkedHashMap<>();
      while (row.next()) {
        long id = row.getLong(1);
        PlainVendor vendor = vendors.get(id);
        if (vendor == null) {
          vendor = new PlainVendor(row, 1);
          vendors.put(id, vendor);
        }
        vendor.offers().add(new PlainOffer(row, VENDOR_COLUMNS + 1, vendor));
      }
      return new ArrayList<>(vendors.values());
    }
  }

  private PreparedStatement prepare(String sql, long first, long last) throws SQLException {
    PreparedStatement statement = connections.lease().prepareStatement(sql);
    statement.setLong(1, first);
    statement.setLong(2, last);
    return statement;
  }

  /** The first offers that a search finds, by id, without their vendors. */
  public List<PlainOffer> search(OfferSearch search) throws SQLException {
    List<Object> values = new ArrayList<>();
    try (PreparedStatement statement = bound(text(search, values), values)) {
      try (ResultSet row = statement.executeQuery()) {
        List<PlainOffer> offers = new ArrayList<>();
        while (row.next()) {
          offers.add(new PlainOffer(row, 1, null));
        }
        return offers;
      }
    }
  }

  /** The SQL of {@link #search}. */
  public static String text(OfferSearch search) {
    return text(search, new ArrayList<>());
  }

  private static String text(OfferSearch search, List<Object> values) {
    String where = where(search, values);
    return "select "
        + OFFER
        + " from offer o"
        + where
        + " order by o.id limit "
        + OfferSearch.LIMIT;
  }

  /** How many offers a search finds. */
  public long count(OfferSearch search) throws SQLException {
    List<Object> values = new ArrayList<>();
    String sql = "select count(*) from offer o" + where(search, values);
    try (PreparedStatement statement = bound(sql, values);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private PreparedStatement bound(String sql, List<Object> values) throws SQLException {
    PreparedStatement statement = connections.lease().prepareStatement(sql);
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    return statement;
  }

  private static String where(OfferSearch search, List<Object> values) {
    StringBuilder sql = new StringBuilder();
    and(sql, values, "o.vendor_id = ?", search.vendor());
    and(sql, values, "o.title like ?", search.title() == null ? null : search.title() + "%");
    and(sql, values, "o.price >= ?", search.from());
    and(sql, values, "o.price <= ?", search.to());
    and(sql, values, "o.active = ?", search.active());
    return sql.toString();
  }

  private static void and(
      StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(sql.isEmpty() ? " where " : " and ").append(condition);
      values.add(value);
    }
  }

  /** Inserts the vendors and the offers of the data set. */
  void insertAll() throws SQLException {
    new JdbcTransaction(connections)
        .run(
            connection -> {
              insert(
                  connection,
                  "insert into vendor values (?, ?, ?, ?, ?, ?)",
                  Offers.VENDORS,
                  (id, statement) -> new PlainVendor(id).bind(statement));
              insert(
                  connection,
                  "insert into offer values (?, ?, ?, ?, ?, ?, ?, ?)",
                  Offers.COUNT,
                  (id, statement) -> Offers.offer(id).bind(statement));
            });
  }

  /** Binds one row. */
  private interface Binding {
    void bind(long id, PreparedStatement statement) throws SQLException;
  }

  private static void insert(Connection connection, String sql, int count, Binding row)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (long id = 1; id <= count; id++) {
        row.bind(id, statement);
        statement.addBatch();
        if (id % CHUNK == 0) {
          statement.executeBatch();
        }
      }
    }
  }
}
