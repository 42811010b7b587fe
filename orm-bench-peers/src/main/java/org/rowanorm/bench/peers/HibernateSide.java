package org.rowanorm.bench.peers;

import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.SharedCacheMode;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.rowanorm.bench.entity.CachedItem;
import org.rowanorm.bench.entity.Item;
import org.rowanorm.bench.entity.Offer;
import org.rowanorm.bench.entity.SerialItem;
import org.rowanorm.bench.entity.Vendor;
import org.rowanorm.bench.item.OneConnection;

/**
 * Hibernate, as its user guide recommends: enhanced classes, batches of 50 in the order of tables,
 * collections loaded in batches, and a JCache with Caffeine for what is cacheable.
 */
public final class HibernateSide extends JpaSide {

  /** By these connections. */
  public HibernateSide(OneConnection connections) {
    // the provider itself is asked: the standard's way asks whoever is on the class path
    super(new HibernatePersistenceProvider().createEntityManagerFactory(settings(connections)));
    if (!SelfDirtinessTracker.class.isAssignableFrom(Item.class)) {
      throw new IllegalStateException("The classes are not enhanced");
    }
  }

  private static PersistenceConfiguration settings(OneConnection connections) {
    return new PersistenceConfiguration("hibernate")
        .managedClass(Item.class)
        .managedClass(CachedItem.class)
        .managedClass(SerialItem.class)
        .managedClass(Vendor.class)
        .managedClass(Offer.class)
        .sharedCacheMode(SharedCacheMode.ENABLE_SELECTIVE)
        .property("jakarta.persistence.nonJtaDataSource", connections.dataSource())
        .property("hibernate.classLoader.tccl_lookup_precedence", "before")
        .property("hibernate.jdbc.batch_size", 50)
        .property("hibernate.order_inserts", true)
        .property("hibernate.order_updates", true)
        .property("hibernate.default_batch_fetch_size", 100)
        .property("hibernate.cache.region.factory_class", "jcache")
        .property(
            "hibernate.javax.cache.provider",
            "com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider")
        .property("hibernate.javax.cache.missing_cache_strategy", "create");
  }
}
