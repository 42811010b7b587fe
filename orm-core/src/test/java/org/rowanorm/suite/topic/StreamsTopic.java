package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.Rowan;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.query.Path;
import org.rowanorm.query.Row;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.store.QSale;
import org.rowanorm.store.QShop;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;
import org.rowanorm.store.Store;

/** Results are read part by part, whatever else is sent meanwhile. */
public interface StreamsTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Ship.class, Box.class);

  /** More than two parts of the usual size. */
  int BOXES = 2_500;

  @Entity
  class Ship {
    @Id int id;
    String name;

    @OneToMany(mappedBy = "ship")
    List<Box> boxes = new ArrayList<>();

    Ship(int id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @Entity
  class Box {
    @Id int id;
    @Nullable String mark;
    @ManyToOne Ship ship;

    Box(int id, @Nullable String mark, Ship ship) {
      this.id = id;
      this.mark = mark;
      this.ship = ship;
    }
  }

  private void storeBoxes() {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(new Ship(i, "ship " + i));
    }
    for (int i = 0; i < BOXES; i++) {
      String mark = i % 3 == 0 ? null : "mark " + i % 7;
      all.add(new Box(i, mark, (Ship) all.get(i % 50)));
    }
    store(all.toArray());
  }

  private static Query<Box> boxes(Session session) {
    return session.query(Box.class).orderBy(Path.path("id").asc());
  }

  private void readWithWhatItLeadsTo(Session session) {
    List<Integer> ids = new ArrayList<>();
    boxes(session)
        .forEach(
            box -> {
              assertThat(box.ship.name).isEqualTo("ship " + box.id % 50);
              assertThat(box.ship.boxes).hasSize(BOXES / 50).contains(box);
              ids.add(box.id);
            });
    assertThat(ids).hasSize(BOXES).isSorted().doesNotHaveDuplicates();
  }

  @Test
  default void stream_readWithOtherStatementsBetween_isWhole() {
    storeBoxes();
    inFresh(this::readWithWhatItLeadsTo);
    assertThat(log().sql().stream().filter(sql -> sql.contains("from ship"))).hasSize(3);
  }

  @Test
  default void stream_inTransaction_isWholeAndSeesItsChanges() {
    storeBoxes();
    inFresh(
        session -> {
          session.begin();
          session.get(Ship.class, 0).name = "other";
          session.flush();
          boxes(session).limit(1).forEach(box -> assertThat(box.ship.name).isEqualTo("other"));
          session.get(Ship.class, 0).name = "ship 0";
          session.flush();
          readWithWhatItLeadsTo(session);
          session.rollback();
        });
  }

  @Test
  default void stream_sortedByNulls_isWholeInTransaction() {
    storeBoxes();
    for (boolean down : new boolean[] {false, true}) {
      List<Integer> streamed = new ArrayList<>();
      List<Integer> listed = new ArrayList<>();
      inFresh(
          session -> {
            session.begin();
            Query<Box> query =
                session
                    .query(Box.class)
                    .orderBy(down ? Path.path("mark").desc() : Path.path("mark").asc())
                    .orderBy(Path.path("id").desc());
            query.all().forEach(box -> listed.add(box.id));
            query.forEach(box -> streamed.add(box.id));
          });
      assertThat(streamed).isEqualTo(listed).hasSize(BOXES);
    }
  }

  @Test
  default void stream_ofValues_goesOnWhileOthersAreSent() {
    storeBoxes();
    inFresh(
        session -> {
          try (Stream<Row> rows =
              boxes(session).select(Path.path("id"), Path.path("ship.name")).stream()) {
            long[] count = {0};
            rows.forEach(
                row -> {
                  if (count[0]++ % 1_000 == 0) {
                    assertThat(session.get(Ship.class, 3)).isNotNull();
                    session.clear();
                  }
                });
            assertThat(count[0]).isEqualTo(BOXES);
          }
        });
  }

  @Test
  default void stream_withCommitsBetween_goesOn() {
    storeBoxes();
    inFresh(
        session -> {
          boxes(session)
              .forEach(
                  box -> {
                    box.mark = "seen";
                    if (box.id % 700 == 0) {
                      session.commit();
                    }
                  });
          session.commit();
          assertThat(session.query(Box.class).filterBy("mark", "seen").count()).isEqualTo(BOXES);
        });
  }

  @Test
  default void stream_closedEarly_givesItsConnectionBack() {
    storeBoxes();
    inFresh(
        session -> {
          for (int i = 0; i < 30; i++) {
            try (Stream<Box> some = boxes(session).stream()) {
              assertThat(some.limit(2)).hasSize(2);
            }
          }
          assertThat(session.query(Box.class).count()).isEqualTo(BOXES);
        });
  }

  @Test
  default void stream_ofObjectsWithNamedJoins_isWholeInTransaction_withWhatItFetches() {
    store(Store.objects());
    QSale.Path sale = QSale.as("sale");
    try (SessionFactory twoByTwo = storeInPartsOfTwo();
        Session session = twoByTwo.open()) {
      session.begin();
      Query<Shop> query =
          session
              .query(Shop.class)
              .leftJoin(QShop.sales, sale)
              .orderBy(sale.amount().desc().nullsFirst())
              .fetch(QShop.region, QShop.sales);
      List<String> listed = query.all().stream().map(Shop::name).toList();
      List<String> streamed = new ArrayList<>();
      query.forEach(
          shop -> {
            streamed.add(shop.name());
            assertThat(Rowan.isLoaded(shop, "sales")).isTrue();
            assertThat(session.get(Seller.class, 1)).isNotNull();
          });
      assertThat(streamed).isEqualTo(listed).hasSize(9).startsWith("cloud_9", "farm", "port");
    }
  }

  @Test
  default void stream_ofDifferentObjectsWithNamedJoins_isWholeInTransaction() {
    store(Store.objects());
    QSale.Path sale = QSale.as("sale");
    try (SessionFactory twoByTwo = storeInPartsOfTwo();
        Session session = twoByTwo.open()) {
      session.begin();
      List<String> streamed = new ArrayList<>();
      session
          .query(Shop.class)
          .join(QShop.sales, sale)
          .filter(sale.amount().gt(20))
          .distinct()
          .orderBy(QShop.name.desc())
          .fetch(QShop.region)
          .forEach(
              shop -> {
                streamed.add(shop.name());
                assertThat(session.get(Seller.class, 1)).isNotNull();
              });
      assertThat(streamed).containsExactly("port", "mill", "farm");
    }
  }

  private SessionFactory storeInPartsOfTwo() {
    return otherFactory(Store.ENTITIES.toArray(Class<?>[]::new)).cohortSize(2).build();
  }

  @Test
  default void stream_ofValuesInTransaction_isCutOffByItsEnd() {
    storeBoxes();
    inFresh(
        session -> {
          session.begin();
          Iterator<Row> rows =
              boxes(session).select(Path.path("id"), Path.path("mark")).stream().iterator();
          rows.next();
          session.rollback();
          assertThatThrownBy(() -> rows.forEachRemaining(row -> {}))
              .isInstanceOf(SessionStateException.class)
              .hasMessage(
                  """
                  The stream of Box.select(id, mark).orderBy(id) goes on no more
                      the transaction in which it was opened has ended
                      read it to its end before, or open it anew [ROWAN-341]""");
        });
  }

  @Test
  default void stream_ofValuesInTransaction_standsAloneWhereTheDriverWantsIt() {
    storeBoxes();
    inFresh(
        session -> {
          session.begin();
          try (Stream<Row> rows =
              boxes(session).select(Path.path("id"), Path.path("mark")).stream()) {
            Iterator<Row> each = rows.iterator();
            each.next();
            if (database().streamsAlone()) {
              assertThatThrownBy(() -> session.get(Ship.class, 1))
                  .isInstanceOf(SessionStateException.class)
                  .hasMessage(
                      """
                      A stream of this transaction is open, and the driver takes no other statement\
                       meanwhile
                          close the stream first, stream whole objects without joined values or\
                       tables, or stream before the transaction begins [ROWAN-342]""");
            } else {
              assertThat(session.get(Ship.class, 1)).isNotNull();
            }
            each.next();
          }
          assertThat(session.get(Ship.class, 1)).isNotNull();
        });
  }
}
