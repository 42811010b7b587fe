package org.rowanorm.bench.boot;

import io.ebean.Database;
import io.ebean.DatabaseFactory;
import io.ebean.config.DatabaseConfig;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.spi.TransformerException;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.eclipse.persistence.logging.SessionLog;
import org.eclipse.persistence.tools.weaving.jpa.StaticWeaveClassTransformer;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.jspecify.annotations.Nullable;
import org.rowanorm.Rowan;
import org.rowanorm.agent.ClassFileSource;
import org.rowanorm.agent.Enhancer;
import org.rowanorm.bench.enhance.PeerEnhancers;
import org.rowanorm.bench.item.OneConnection;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** A library, what its build step makes of a class, and how it starts. */
enum Starter {
  ROWAN("Rowan") {
    @Override
    byte @Nullable [] enhance(String type, byte[] file, ClassLoader classes, URL unit) {
      return new Enhancer(ClassFileSource.of(classes)).enhance(type, file);
    }

    @Override
    @Nullable Object find(List<Class<?>> types, OneConnection connection) {
      try (SessionFactory sessions =
              Rowan.configure(connection).entities(types.toArray(Class<?>[]::new)).build();
          Session session = sessions.open()) {
        return session.get(types.get(0), 1L);
      }
    }
  },

  HIBERNATE("Hibernate") {
    @Override
    byte @Nullable [] enhance(String type, byte[] file, ClassLoader classes, URL unit) {
      return PeerEnhancers.hibernate(type, file, classes);
    }

    @Override
    @Nullable Object find(List<Class<?>> types, OneConnection connection) {
      PersistenceConfiguration settings = new PersistenceConfiguration("boot");
      types.forEach(settings::managedClass);
      settings.property("jakarta.persistence.nonJtaDataSource", connection.dataSource());
      return findBy(new HibernatePersistenceProvider().createEntityManagerFactory(settings), types);
    }
  },

  ECLIPSELINK("EclipseLink") {
    @Override
    byte @Nullable [] enhance(String type, byte[] file, ClassLoader classes, URL unit) {
      try {
        return new StaticWeaveClassTransformer(
                unit, null, classes, new StringWriter(), SessionLog.WARNING)
            .transform(type.replace('.', '/'), null, file);
      } catch (TransformerException | URISyntaxException | IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    @Nullable Object find(List<Class<?>> types, OneConnection connection) {
      Map<String, Object> settings =
          Map.of(
              "jakarta.persistence.nonJtaDataSource", connection.dataSource(),
              "eclipselink.weaving", "static",
              "eclipselink.logging.level", "WARNING");
      return findBy(new PersistenceProvider().createEntityManagerFactory("boot", settings), types);
    }
  },

  EBEAN("Ebean") {
    @Override
    byte @Nullable [] enhance(String type, byte[] file, ClassLoader classes, URL unit) {
      return PeerEnhancers.ebean(type, file, classes);
    }

    @Override
    @Nullable Object find(List<Class<?>> types, OneConnection connection) {
      DatabaseConfig settings = new DatabaseConfig();
      settings.setName("boot");
      settings.setRegister(false);
      settings.setDefaultServer(false);
      settings.setDataSource(connection.dataSource());
      settings.addAll(types);
      Database database = DatabaseFactory.create(settings);
      Object found = database.find(types.get(0), 1L);
      database.shutdown(false, false);
      return found;
    }
  };

  private final String label;

  Starter(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }

  /**
   * A mapped class as the library's build step makes it; null where it changes nothing.
   *
   * @param unit the folder of all of them and of {@code META-INF/persistence.xml}
   */
  abstract byte @Nullable [] enhance(String type, byte[] file, ClassLoader classes, URL unit);

  /** Starts the library, finds the object of the first class whose id is 1, and stops. */
  abstract @Nullable Object find(List<Class<?>> types, OneConnection connection);

  private static @Nullable Object findBy(EntityManagerFactory factory, List<Class<?>> types) {
    try (factory;
        EntityManager manager = factory.createEntityManager()) {
      return manager.find(types.get(0), 1L);
    }
  }
}
