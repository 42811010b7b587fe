package org.rowanorm.bench.peers;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.side.Side;

/**
 * The operations by the standard's API: an entity manager for each, JPQL, and criteria for what is
 * dynamic. Providers differ in their settings and hints.
 */
abstract class JpaSide implements Side {

  private static final String RANGE = "select i from Item i where i.id between ?1 and ?2";
  private static final String LINES =
      "select new org.rowanorm.bench.item.ItemLine(i.id, i.name, i.price, i.stock) from Item i"
          + " where i.id between ?1 and ?2";
  private static final String WITH_VENDORS =
      "select o from Offer o join fetch o.vendor where o.id between ?1 and ?2";
  private static final String OFFERS = "select o from Offer o where o.id between ?1 and ?2";
  private static final String VENDORS = "select v from Vendor v where v.id between ?1 and ?2";
  private static final String WITH_OFFERS =
      "select distinct v from Vendor v left join fetch v.offers where v.id between ?1 and ?2";
  private static final String VENDOR = "select v from Vendor v where v.id = ?1";

  private final EntityManagerFactory factory;
  private @Nullable EntityManager open;

  JpaSide(EntityManagerFactory factory) {
    this.factory = factory;
  }

  /** Adds what the library needs to load what a path leads to for all objects on first touch. */
  <T> TypedQuery<T> together(TypedQuery<T> query, String path) {
    return query;
  }

  @Override
  public @Nullable Item find(long id) {
    try (EntityManager manager = factory.createEntityManager()) {
      return manager.find(Item.class, id);
    }
  }

  @Override
  public List<Item> range(long first, long last) {
    try (EntityManager manager = factory.createEntityManager()) {
      return range(manager, RANGE, Item.class, first, last).getResultList();
    }
  }

  private static <T> TypedQuery<T> range(
      EntityManager manager, String query, Class<T> type, long first, long last) {
    return manager.createQuery(query, type).setParameter(1, first).setParameter(2, last);
  }

  @Override
  public @Nullable CachedItem cached(Long id) {
    try (EntityManager manager = factory.createEntityManager()) {
      return manager.find(CachedItem.class, id);
    }
  }

  @Override
  public List<Offer> offersWithVendors(long first, long last) {
    try (EntityManager manager = factory.createEntityManager()) {
      return range(manager, WITH_VENDORS, Offer.class, first, last).getResultList();
    }
  }

  @Override
  public List<Offer> offersThenVendors(long first, long last) {
    try (EntityManager manager = factory.createEntityManager()) {
      List<Offer> found =
          together(range(manager, OFFERS, Offer.class, first, last), "o.vendor").getResultList();
      found.forEach(offer -> offer.vendor().rating());
      return found;
    }
  }

  @Override
  public List<Vendor> vendorsThenOffers(long first, long last) {
    try (EntityManager manager = factory.createEntityManager()) {
      List<Vendor> found =
          together(range(manager, VENDORS, Vendor.class, first, last), "v.offers").getResultList();
      return Offers.touched(found);
    }
  }

  @Override
  public List<Vendor> vendorsWithOffers(long first, long last) {
    try (EntityManager manager = factory.createEntityManager()) {
      return range(manager, WITH_OFFERS, Vendor.class, first, last).getResultList();
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
    try (EntityManager manager = factory.createEntityManager()) {
      EntityTransaction transaction = manager.getTransaction();
      transaction.begin();
      objects.forEach(manager::persist);
      transaction.commit();
    }
  }

  @Override
  public void update(long first, long last, int stock) {
    try (EntityManager manager = factory.createEntityManager()) {
      EntityTransaction transaction = manager.getTransaction();
      transaction.begin();
      for (Item item : range(manager, RANGE, Item.class, first, last).getResultList()) {
        item.changeStock(stock);
      }
      transaction.commit();
    }
  }

  @Override
  public void delete(long first, long last) {
    try (EntityManager manager = factory.createEntityManager()) {
      EntityTransaction transaction = manager.getTransaction();
      transaction.begin();
      range(manager, RANGE, Item.class, first, last).getResultList().forEach(manager::remove);
      transaction.commit();
    }
  }

  @Override
  public List<Item> hold(long first, long last) {
    open = factory.createEntityManager();
    return range(open, RANGE, Item.class, first, last).getResultList();
  }

  @Override
  public @Nullable Item held(Long id) {
    return open().find(Item.class, id);
  }

  @Override
  public void change(Long id, int stock) {
    Objects.requireNonNull(held(id)).changeStock(stock);
  }

  @Override
  public void begin() {
    if (!open().getTransaction().isActive()) {
      open().getTransaction().begin();
    }
  }

  @Override
  public void flush() {
    begin();
    open().flush();
  }

  @Override
  public void commit() {
    begin();
    open().getTransaction().commit();
  }

  @Override
  public Vendor vendor(long id) {
    return open().createQuery(VENDOR, Vendor.class).setParameter(1, id).getSingleResult();
  }

  @Override
  public void letGo() {
    open().close();
    open = null;
  }

  private EntityManager open() {
    return Objects.requireNonNull(open, "nothing is held");
  }

  @Override
  public List<Offer> search(OfferSearch search) {
    try (EntityManager manager = factory.createEntityManager()) {
      CriteriaBuilder builder = manager.getCriteriaBuilder();
      CriteriaQuery<Offer> query = builder.createQuery(Offer.class);
      Root<Offer> offer = query.from(Offer.class);
      query
          .select(offer)
          .where(where(builder, offer, search))
          .orderBy(builder.asc(offer.get("id")));
      return manager.createQuery(query).setMaxResults(OfferSearch.LIMIT).getResultList();
    }
  }

  @Override
  public long count(OfferSearch search) {
    try (EntityManager manager = factory.createEntityManager()) {
      CriteriaBuilder builder = manager.getCriteriaBuilder();
      CriteriaQuery<Long> query = builder.createQuery(Long.class);
      Root<Offer> offer = query.from(Offer.class);
      query.select(builder.count(offer)).where(where(builder, offer, search));
      return manager.createQuery(query).getSingleResult();
    }
  }

  private static Predicate[] where(CriteriaBuilder builder, Root<Offer> offer, OfferSearch search) {
    List<Predicate> all = new ArrayList<>();
    if (search.vendor() != null) {
      all.add(builder.equal(offer.get("vendor").get("id"), search.vendor()));
    }
    if (search.title() != null) {
      all.add(builder.like(offer.get("title"), search.title() + "%"));
    }
    if (search.from() != null) {
      all.add(builder.ge(offer.<BigDecimal>get("price"), search.from()));
    }
    if (search.to() != null) {
      all.add(builder.le(offer.<BigDecimal>get("price"), search.to()));
    }
    if (search.active() != null) {
      all.add(builder.equal(offer.get("active"), search.active()));
    }
    return all.toArray(Predicate[]::new);
  }

  @Override
  public List<ItemLine> lines(long first, long last) {
    try (EntityManager manager = factory.createEntityManager()) {
      return range(manager, LINES, ItemLine.class, first, last).getResultList();
    }
  }

  @Override
  public void close() {
    factory.close();
  }
}
