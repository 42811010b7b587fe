package org.rowanorm.bench.peers;

import io.ebean.Database;
import io.ebean.DatabaseFactory;
import io.ebean.ExpressionList;
import io.ebean.Transaction;
import io.ebean.bean.EntityBean;
import io.ebean.config.DatabaseConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.bench.entity.CachedItem;
import org.rowanorm.bench.entity.Item;
import org.rowanorm.bench.entity.Offer;
import org.rowanorm.bench.entity.SerialItem;
import org.rowanorm.bench.entity.Vendor;
import org.rowanorm.bench.item.ItemLine;
import org.rowanorm.bench.item.OfferSearch;
import org.rowanorm.bench.item.Offers;
import org.rowanorm.bench.item.OneConnection;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.side.Side;

/**
 * Ebean, as its documentation recommends: enhanced classes, batches, its own second-level cache. It
 * has no session: the open one is a transaction, whose context knows the items, and at a commit
 * without a known change it is given all of them to save what changed.
 */
public final class EbeanSide implements Side {

  private final Database database;
  private final Map<Long, Item> items = new LinkedHashMap<>();
  private final List<Item> changed = new ArrayList<>();
  private @Nullable Transaction open;

  /** By these connections. */
  public EbeanSide(OneConnection connections) {
    if (!EntityBean.class.isAssignableFrom(Item.class)) {
      throw new IllegalStateException("The classes are not enhanced");
    }
    DatabaseConfig settings = new DatabaseConfig();
    settings.setName("bench");
    settings.setRegister(false);
    settings.setDefaultServer(false);
    settings.setDataSource(connections.dataSource());
    settings.setDdlGenerate(false);
    settings.setPersistBatchSize(1_000);
    settings.setLazyLoadBatchSize(100);
    settings.addAll(
        List.of(Item.class, CachedItem.class, SerialItem.class, Vendor.class, Offer.class));
    database = DatabaseFactory.create(settings);
  }

  @Override
  public @Nullable Item find(long id) {
    return database.find(Item.class, id);
  }

  @Override
  public List<Item> range(long first, long last) {
    return database.find(Item.class).where().between("id", first, last).findList();
  }

  @Override
  public @Nullable CachedItem cached(Long id) {
    return database.find(CachedItem.class, id);
  }

  @Override
  public List<Offer> offersWithVendors(long first, long last) {
    return database.find(Offer.class).fetch("vendor").where().between("id", first, last).findList();
  }

  @Override
  public List<Offer> offersThenVendors(long first, long last) {
    List<Offer> found = database.find(Offer.class).where().between("id", first, last).findList();
    found.forEach(offer -> offer.vendor().rating());
    return found;
  }

  @Override
  public List<Vendor> vendorsThenOffers(long first, long last) {
    List<Vendor> found = database.find(Vendor.class).where().between("id", first, last).findList();
    return Offers.touched(found);
  }

  @Override
  public List<Vendor> vendorsWithOffers(long first, long last) {
    return database
        .find(Vendor.class)
        .fetch("offers")
        .where()
        .between("id", first, last)
        .findList();
  }

  @Override
  public List<Item> insert(long first, List<PlainItem> models) {
    List<Item> added = new ArrayList<>(models.size());
    for (int i = 0; i < models.size(); i++) {
      added.add(new Item(first + i, models.get(i)));
    }
    database.insertAll(added);
    return added;
  }

  @Override
  public List<SerialItem> insertSerial(List<PlainItem> models) {
    List<SerialItem> added = new ArrayList<>(models.size());
    for (PlainItem model : models) {
      added.add(new SerialItem(model));
    }
    database.insertAll(added);
    return added;
  }

  @Override
  public void update(long first, long last, int stock) {
    try (Transaction transaction = database.beginTransaction()) {
      List<Item> found = range(first, last);
      found.forEach(item -> item.changeStock(stock));
      database.saveAll(found);
      transaction.commit();
    }
  }

  @Override
  public void delete(long first, long last) {
    try (Transaction transaction = database.beginTransaction()) {
      database.deleteAll(range(first, last));
      transaction.commit();
    }
  }

  @Override
  public List<Item> hold(long first, long last) {
    begin();
    List<Item> found = range(first, last);
    found.forEach(item -> items.put(item.id(), item));
    return found;
  }

  @Override
  public @Nullable Item held(Long id) {
    return open == null ? items.get(id) : database.find(Item.class, id);
  }

  @Override
  public void change(Long id, int stock) {
    Item item = Objects.requireNonNull(items.get(id));
    item.changeStock(stock);
    changed.add(item);
  }

  @Override
  public void begin() {
    if (open == null) {
      open = database.beginTransaction();
    }
  }

  @Override
  public void flush() {
    begin();
    database.saveAll(changed);
    changed.clear();
    Objects.requireNonNull(open).flush();
  }

  @Override
  public void commit() {
    begin();
    database.saveAll(changed.isEmpty() ? items.values() : changed);
    changed.clear();
    end(true);
  }

  private void end(boolean committing) {
    try (Transaction ending = open) {
      if (committing && ending != null) {
        ending.commit();
      }
    }
    open = null;
  }

  @Override
  public Vendor vendor(long id) {
    return Objects.requireNonNull(
        database.find(Vendor.class).where().eq("id", id).findOne(), "no such vendor");
  }

  @Override
  public void letGo() {
    end(false);
    items.clear();
  }

  @Override
  public List<Offer> search(OfferSearch search) {
    return where(search).orderBy("id").setMaxRows(OfferSearch.LIMIT).findList();
  }

  @Override
  public long count(OfferSearch search) {
    return where(search).findCount();
  }

  private ExpressionList<Offer> where(OfferSearch search) {
    ExpressionList<Offer> where = database.find(Offer.class).where();
    if (search.vendor() != null) {
      where.eq("vendor.id", search.vendor());
    }
    if (search.title() != null) {
      where.startsWith("title", search.title());
    }
    if (search.from() != null) {
      where.ge("price", search.from());
    }
    if (search.to() != null) {
      where.le("price", search.to());
    }
    if (search.active() != null) {
      where.eq("active", search.active());
    }
    return where;
  }

  @Override
  public List<ItemLine> lines(long first, long last) {
    return database
        .find(Item.class)
        .select("id, name, price, stock")
        .where()
        .between("id", first, last)
        .asDto(ItemLine.class)
        .findList();
  }

  @Override
  public void close() {
    database.shutdown(false, false);
  }
}
