package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Path.path;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.store.Region;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;
import org.rowanorm.store.Store;
import org.rowanorm.support.H2;
import org.rowanorm.support.Sources;

/** What the cache of translations keeps alive: no object, and no class loader. */
class TranslationCacheTest {

  private final H2 h2 = H2.with(Store.ENTITIES.toArray(Class<?>[]::new));

  @AfterEach
  void close() {
    h2.close();
  }

  private static void assertCollected(WeakReference<?> reference) throws InterruptedException {
    for (int i = 0; i < 50 && reference.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(reference.get()).isNull();
  }

  @Test
  void objectThatAQueryComparesWith_isNotKept() throws InterruptedException {
    assertCollected(askWithAnObject());
  }

  private WeakReference<Object> askWithAnObject() {
    Shop shop = new Shop(5, "Bonn", null, null, false);
    try (Session session = h2.open()) {
      assertThat(session.query(Seller.class).filterBy("shop", shop).all()).isEmpty();
      assertThat(session.query(Seller.class).filter(path("shop").in(shop)).count()).isZero();
    }
    return new WeakReference<>(shop);
  }

  @Test
  void classThatRowsBecome_isNotKept() throws ReflectiveOperationException, InterruptedException {
    assertCollected(askForRowsOfAnotherLoader());
  }

  private WeakReference<ClassLoader> askForRowsOfAnotherLoader()
      throws ReflectiveOperationException {
    Sources loader =
        Sources.loader(Sources.compile("Line", "public record Line(String name, String title) {}"));
    Class<?> line = loader.get("Line");
    h2.sessions().inTransaction(s -> s.add(new Region("it", "Italy")));
    try (Session session = h2.open()) {
      Object found = session.query(Region.class).select(line, path("title"), path("code")).one();
      assertThat(line.getMethod("name").invoke(found)).isEqualTo("Italy");
    }
    return new WeakReference<>(loader);
  }
}
