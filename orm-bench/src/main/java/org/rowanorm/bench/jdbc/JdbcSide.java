package org.rowanorm.bench.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.bench.item.ItemLine;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.bench.item.JdbcOffers;
import org.rowanorm.bench.item.OfferSearch;
import org.rowanorm.bench.item.OneConnection;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.item.PlainOffer;
import org.rowanorm.bench.item.PlainVendor;
import org.rowanorm.bench.side.Side;
import org.rowanorm.bench.side.Texts;

/**
 * What a good developer writes by hand: plain JDBC, a map for what is held, and a Caffeine cache
 * whose objects are copied before they are given out.
 */
public final class JdbcSide implements Side, Texts {

  private static final int CACHE_SIZE = 100_000; // as many as Rowan's default

  private final JdbcItems items;
  private final JdbcOffers offers;
  private final Cache<Long, PlainItem> cache =
      Caffeine.newBuilder().maximumSize(CACHE_SIZE).build();
  private final Map<Long, PlainItem> held = new HashMap<>();
  private final List<PlainItem> changed = new ArrayList<>();

  /** By these connections. */
  public JdbcSide(OneConnection connections) {
    items = new JdbcItems(connections);
    offers = new JdbcOffers(connections);
  }

  @Override
  public @Nullable PlainItem find(long id) throws SQLException {
    return items.byId(id);
  }

  @Override
  public List<PlainItem> range(long first, long last) throws SQLException {
    return items.range(first, last);
  }

  @Override
  public @Nullable PlainItem cached(Long id) throws SQLException {
    PlainItem found = cache.getIfPresent(id);
    if (found == null) {
      found = items.byId(id);
      if (found == null) {
        return null;
      }
      cache.put(id, found);
    }
    return new PlainItem(id, found);
  }

  @Override
  public List<PlainOffer> offersWithVendors(long first, long last) throws SQLException {
    return offers.withVendors(first, last);
  }

  @Override
  public List<PlainOffer> offersThenVendors(long first, long last) throws SQLException {
    return offers.thenVendors(first, last);
  }

  @Override
  public List<PlainVendor> vendorsThenOffers(long first, long last) throws SQLException {
    return offers.thenOffers(first, last);
  }

  @Override
  public List<PlainVendor> vendorsWithOffers(long first, long last) throws SQLException {
    return offers.withOffers(first, last);
  }

  @Override
  public List<PlainItem> insert(long first, List<PlainItem> models) throws SQLException {
    List<PlainItem> added = new ArrayList<>(models.size());
    for (int i = 0; i < models.size(); i++) {
      added.add(new PlainItem(first + i, models.get(i)));
    }
    items.insert(added);
    return added;
  }

  @Override
  public List<PlainItem> insertSerial(List<PlainItem> models) throws SQLException {
    List<PlainItem> added = new ArrayList<>(models.size());
    for (PlainItem model : models) {
      added.add(new PlainItem(0, model));
    }
    items.insertSerial(added);
    return added;
  }

  @Override
  public void update(long first, long last, int stock) throws SQLException {
    items.updateStocks(first, last, stock);
  }

  @Override
  public void delete(long first, long last) throws SQLException {
    items.delete(first, last);
  }

  @Override
  public List<PlainItem> hold(long first, long last) throws SQLException {
    List<PlainItem> found = items.range(first, last);
    found.forEach(item -> held.put(item.id(), item));
    return found;
  }

  @Override
  public @Nullable PlainItem held(Long id) {
    return held.get(id);
  }

  @Override
  public void change(Long id, int stock) {
    PlainItem item = Objects.requireNonNull(held.get(id));
    item.changeStock(stock);
    changed.add(item);
  }

  @Override
  public void begin() {}

  @Override
  public void flush() throws SQLException {
    commit();
  }

  @Override
  public void commit() throws SQLException {
    if (changed.isEmpty()) {
      items.commitNothing();
    }
    for (PlainItem item : changed) {
      items.updateStock(item.id(), item.stock());
    }
    changed.clear();
  }

  @Override
  public PlainVendor vendor(long id) throws SQLException {
    return offers.vendor(id);
  }

  @Override
  public void letGo() {
    held.clear();
  }

  @Override
  public List<PlainOffer> search(OfferSearch search) throws SQLException {
    return offers.search(search);
  }

  @Override
  public String text(OfferSearch search) {
    return JdbcOffers.text(search);
  }

  @Override
  public long count(OfferSearch search) throws SQLException {
    return offers.count(search);
  }

  @Override
  public List<ItemLine> lines(long first, long last) throws SQLException {
    return items.lines(first, last);
  }

  @Override
  public void close() {}
}
