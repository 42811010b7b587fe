package org.rowanorm.generated;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.store.QSeller;
import org.rowanorm.store.QShop;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;
import org.rowanorm.store.Store;
import org.rowanorm.support.H2;

/** Generated paths in the sessions of a user. */
class GeneratedPathsTest {

  @Test
  void query_withGeneratedPaths_readsAsTheIssueWants() {
    try (H2 h2 = H2.with(Store.ENTITIES.toArray(Class<?>[]::new))) {
      h2.sessions().inTransaction(session -> session.addAll(java.util.List.of(Store.objects())));
      try (Session session = h2.open()) {
        assertThat(session.query(Shop.class).filter(QShop.id.eq(3)).one().name()).isEqualTo("farm");
        assertThat(
                session
                    .query(Seller.class)
                    .filter(QSeller.shop.region().title().eq("North"))
                    .orderBy(QSeller.name.desc())
                    .all())
            .extracting(Seller::name)
            .containsExactly("Dan", "Cid", "Bob", "Ann");
      }
    }
  }
}
