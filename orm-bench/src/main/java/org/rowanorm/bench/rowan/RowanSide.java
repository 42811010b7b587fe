package org.rowanorm.bench.rowan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.Rowan;
import org.rowanorm.bench.entity.CachedItem;
import org.rowanorm.bench.entity.Item;
import org.rowanorm.bench.entity.Offer;
import org.rowanorm.bench.entity.QItem;
import org.rowanorm.bench.entity.QOffer;
import org.rowanorm.bench.entity.QVendor;
import org.rowanorm.bench.entity.SerialItem;
import org.rowanorm.bench.entity.Vendor;
import org.rowanorm.bench.item.ItemLine;
import org.rowanorm.bench.item.OfferSearch;
import org.rowanorm.bench.item.Offers;
import org.rowanorm.bench.item.OneConnection;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.side.Side;
import org.rowanorm.bench.side.Texts;
import org.rowanorm.query.Predicate;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** Rowan: a session for each operation, attributes by the classes of its processor. */
public final class RowanSide implements Side, Texts {

  private final SessionFactory sessions;
  private @Nullable Session open;

  /** By these connections. */
  public RowanSide(OneConnection connections) {
    sessions =
        Rowan.configure(connections)
            .entities(Item.class, CachedItem.class, SerialItem.class, Vendor.class, Offer.class)
            .build();
  }

  @Override
  public @Nullable Item find(long id) {
    try (Session session = sessions.open()) {
      return session.get(Item.class, id);
    }
  }

  @Override
  public List<Item> range(long first, long last) {
    try (Session session = sessions.open()) {
      return range(session, first, last);
    }
  }

  private static List<Item> range(Session session, long first, long last) {
    return session.query(Item.class).filter(QItem.id.between(first, last)).all();
  }

  @Override
  public @Nullable CachedItem cached(Long id) {
    try (Session session = sessions.open()) {
      return session.get(CachedItem.class, id);
    }
  }

  @Override
  public List<Offer> offersWithVendors(long first, long last) {
    try (Session session = sessions.open()) {
      return session
          .query(Offer.class)
          .filter(QOffer.id.between(first, last))
          .fetch(QOffer.vendor)
          .all();
    }
  }

  @Override
  public List<Offer> offersThenVendors(long first, long last) {
    try (Session session = sessions.open()) {
      List<Offer> found = session.query(Offer.class).filter(QOffer.id.between(first, last)).all();
      found.forEach(offer -> offer.vendor().rating());
      return found;
    }
  }

  @Override
  public List<Vendor> vendorsThenOffers(long first, long last) {
    try (Session session = sessions.open()) {
      List<Vendor> found =
          session.query(Vendor.class).filter(QVendor.id.between(first, last)).all();
      return Offers.touched(found);
    }
  }

  @Override
  public List<Vendor> vendorsWithOffers(long first, long last) {
    try (Session session = sessions.open()) {
      return session
          .query(Vendor.class)
          .filter(QVendor.id.between(first, last))
          .fetch(QVendor.offers)
          .all();
    }
  }

  @Override
  public List<Item> insert(long first, List<PlainItem> models) {
    List<Item> added = new ArrayList<>(models.size());
    for (int i = 0; i < models.size(); i++) {
      added.add(new Item(first + i, models.get(i)));
    }
    add(added);
    return added;
  }

  @Override
  public List<SerialItem> insertSerial(List<PlainItem> models) {
    List<SerialItem> added = new ArrayList<>(models.size());
    for (PlainItem model : models) {
      added.add(new SerialItem(model));
    }
    add(added);
    return added;
  }

  private void add(List<?> objects) {
    try (Session session = sessions.open()) {
      session.addAll(objects);
      session.commit();
    }
  }

  @Override
  public void update(long first, long last, int stock) {
    try (Session session = sessions.open()) {
      for (Item item : range(session, first, last)) {
        item.changeStock(stock);
      }
      session.commit();
    }
  }

  @Override
  public void delete(long first, long last) {
    try (Session session = sessions.open()) {
      for (Item item : range(session, first, last)) {
        session.delete(item);
      }
      session.commit();
    }
  }

  @Override
  public List<Item> hold(long first, long last) {
    open = sessions.open();
    return range(open, first, last);
  }

  @Override
  public @Nullable Item held(Long id) {
    return open().get(Item.class, id);
  }

  @Override
  public void change(Long id, int stock) {
    Objects.requireNonNull(held(id)).changeStock(stock);
  }

  @Override
  public void begin() {
    open().begin();
  }

  @Override
  public void flush() {
    open().flush();
  }

  @Override
  public void commit() {
    open().commit();
  }

  @Override
  public Vendor vendor(long id) {
    return open().query(Vendor.class).filter(QVendor.id.eq(id)).one();
  }

  @Override
  public void letGo() {
    open().close();
    open = null;
  }

  private Session open() {
    return Objects.requireNonNull(open, "nothing is held");
  }

  @Override
  public List<Offer> search(OfferSearch search) {
    try (Session session = sessions.open()) {
      return query(session, search).all();
    }
  }

  private static Query<Offer> query(Session session, OfferSearch search) {
    return session
        .query(Offer.class)
        .filter(where(search))
        .orderBy(QOffer.id.asc())
        .limit(OfferSearch.LIMIT);
  }

  @Override
  public String text(OfferSearch search) {
    try (Session session = sessions.open()) {
      return query(session, search).sql();
    }
  }

  @Override
  public long count(OfferSearch search) {
    try (Session session = sessions.open()) {
      return session.query(Offer.class).filter(where(search)).count();
    }
  }

  private static Predicate where(OfferSearch search) {
    return Predicate.all(
        search.vendor() == null ? null : QOffer.vendor.id().eq(search.vendor()),
        search.title() == null ? null : QOffer.title.startsWith(search.title()),
        search.from() == null ? null : QOffer.price.ge(search.from()),
        search.to() == null ? null : QOffer.price.le(search.to()),
        search.active() == null ? null : QOffer.active.eq(search.active()));
  }

  @Override
  public List<ItemLine> lines(long first, long last) {
    try (Session session = sessions.open()) {
      return session
          .query(Item.class)
          .filter(QItem.id.between(first, last))
          .select(ItemLine.class, QItem.id, QItem.name, QItem.price, QItem.stock)
          .all();
    }
  }

  @Override
  public void close() {
    sessions.close();
  }
}
