package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Predicate;
import org.rowanorm.query.Select;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.store.QSeller;
import org.rowanorm.store.QShop;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;
import org.rowanorm.store.Store;
import org.rowanorm.support.H2;

/** Queries and predicates are values: what grows out of one changes nothing of it. */
class QueryValueTest {

  private final H2 h2 = H2.with(Store.ENTITIES.toArray(Class<?>[]::new));

  QueryValueTest() {
    h2.sessions().inTransaction(session -> session.addAll(List.of(Store.objects())));
    h2.log().clear();
  }

  @AfterEach
  void close() {
    h2.close();
  }

  @Test
  void queryThatOthersGrewOutOf_isAsItWas() {
    try (Session session = h2.open()) {
      Query<Seller> query = session.query(Seller.class).filter(QSeller.age.ge(30));
      String sql = query.sql();
      Query<Seller> seniors = query.filter(QSeller.boss.isNull());
      Query<String> names = query.orderBy(QSeller.name.desc()).limit(1).select(QSeller.name);
      Query<Seller> fetched = query.fetch(QSeller.shop).distinct();
      assertThat(names.all()).containsExactly("Eve");
      assertThat(seniors.count()).isEqualTo(2);
      assertThat(fetched.all()).hasSize(4);
      assertThat(query.sql()).isEqualTo(sql);
      assertThat(query.all()).hasSize(4);
      assertThat(query.count()).isEqualTo(4);
    }
  }

  @Test
  void twoThatGrowOutOfOne_haveTheirOwnValues() {
    try (Session session = h2.open()) {
      Query<Seller> query = session.query(Seller.class).filter(QSeller.age.ge(30));
      Query<Seller> ann = query.filter(QSeller.name.eq("Ann"));
      Query<Seller> bob = query.filter(QSeller.name.eq("Bob"));
      assertThat(ann.one().name()).isEqualTo("Ann");
      assertThat(bob.one().name()).isEqualTo("Bob");
      assertThat(ann.one().name()).isEqualTo("Ann");
      assertThat(h2.log().sql().stream().distinct()).hasSize(1);
    }
  }

  @Test
  void predicate_standsInSeveralQueries() {
    Predicate grown = QSeller.age.ge(40);
    Predicate both = grown.and(QSeller.name.startsWith("A"));
    try (Session session = h2.open()) {
      assertThat(session.query(Seller.class).filter(grown).count()).isEqualTo(2);
      assertThat(session.query(Seller.class).filter(both).count()).isEqualTo(1);
      assertThat(session.query(Seller.class).filter(grown.not()).count()).isEqualTo(2);
      assertThat(
              session
                  .query(Shop.class)
                  .filter(
                      QShop.id.in(
                          Select.from(Seller.class).filter(grown).select(QSeller.shop.id())))
                  .count())
          .isEqualTo(2);
    }
  }

  @Test
  void select_ofNoSession_isAskedByManySessionsAtOnce() throws Exception {
    Select<String> names =
        Select.from(Seller.class).filter(QSeller.age.ge(40)).select(QSeller.name);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      Callable<List<String>> ask =
          () -> {
            try (Session session = h2.open()) {
              return session.query(names.orderBy(QSeller.name.asc())).all();
            }
          };
      for (Future<List<String>> found : pool.invokeAll(List.of(ask, ask, ask, ask))) {
        assertThat(found.get()).containsExactly("Ann", "Cid");
      }
    } finally {
      pool.shutdown();
    }
  }
}
