package org.rowanorm.bench.peers;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.persistence.internal.weaving.PersistenceWeaved;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.rowanorm.bench.entity.Item;
import org.rowanorm.bench.item.OneConnection;

/**
 * EclipseLink, as its documentation recommends: woven classes, JDBC batches, and its own shared
 * cache for what is cacheable. What it manages stands in {@code META-INF/persistence.xml}.
 */
public final class EclipseLinkSide extends JpaSide {

  /** By these connections. */
  public EclipseLinkSide(OneConnection connections) {
    super(factory(connections));
    if (!PersistenceWeaved.class.isAssignableFrom(Item.class)) {
      throw new IllegalStateException("The classes are not woven");
    }
  }

  private static EntityManagerFactory factory(OneConnection connections) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("jakarta.persistence.nonJtaDataSource", connections.dataSource());
    settings.put("eclipselink.classloader", EclipseLinkSide.class.getClassLoader());
    settings.put("eclipselink.weaving", "static");
    settings.put("eclipselink.jdbc.batch-writing", "JDBC");
    settings.put("eclipselink.jdbc.batch-writing.size", "1000");
    settings.put("eclipselink.cache.size.default", "100000");
    settings.put("eclipselink.logging.level", "WARNING");
    if (connections.isH2()) {
      settings.put("eclipselink.target-database", EclipseLinkH2.class.getName());
    }
    return new PersistenceProvider().createEntityManagerFactory("eclipselink", settings);
  }

  @Override
  <T> TypedQuery<T> together(TypedQuery<T> query, String path) {
    return query.setHint("eclipselink.batch", path).setHint("eclipselink.batch.type", "IN");
  }
}
