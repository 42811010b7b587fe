package org.rowanorm.suite.topic;

import static org.rowanorm.query.Functions.count;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.CursorPage;
import org.rowanorm.session.Page;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.store.QSale;
import org.rowanorm.store.QSeller;
import org.rowanorm.store.QShop;
import org.rowanorm.store.Sale;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;

/** The ways to an answer, from one row to a page: the SQL per database, and one result on all. */
public interface AnswersTopic extends ConstructsFixture {

  private static Query<Seller> sellers(Session session) {
    return session.query(Seller.class).orderBy(QSeller.id.asc());
  }

  private static Query<Sale> sales(Session session) {
    return session.query(Sale.class).orderBy(QSale.amount.desc(), QSale.id.asc());
  }

  @Test
  default void one_isTheSame() {
    storeAll();
    checkAnswer("one", s -> sellers(s).filter(QSeller.name.eq("Bob")).one(), "Bob");
    checkAnswer("oneValue", s -> s.query(Sale.class).select(QSale.amount.max()).one(), "900");
    checkAnswer(
        "oneGroup",
        s ->
            s.query(Sale.class)
                .groupBy(QSale.shop.name())
                .having(QSale.amount.sum().gt(600))
                .select(QSale.shop.name(), count())
                .one(),
        "(farm 2)");
  }

  @Test
  default void oneOrNull_isTheSame() {
    storeAll();
    checkAnswer("oneOrNull", s -> sellers(s).filter(QSeller.id.eq(99)).oneOrNull(), "null");
    checkAnswer(
        "oneOrNullOfNull",
        s -> sellers(s).filter(QSeller.id.eq(4)).select(QSeller.age).oneOrNull(),
        "null");
    checkAnswer(
        "oneOrNullThroughReference",
        s -> sellers(s).filter(QSeller.shop.name().eq("farm")).oneOrNull(),
        "Eve");
  }

  @Test
  default void first_isTheSame() {
    storeAll();
    checkAnswer("first", s -> sales(s).first(), "#7");
    checkAnswer("firstOfNone", s -> sales(s).filter(QSale.amount.gt(1_000)).first(), "null");
    checkAnswer("firstOfOffset", s -> sales(s).offset(2).select(QSale.amount).first(), "250");
  }

  @Test
  default void all_isTheSame() {
    storeAll();
    checkAnswer("allObjects", s -> s.query(Shop.class).orderBy(QShop.id.asc()).all(), SHOPS);
    checkAnswer("allOfNone", s -> sales(s).filter(QSale.id.lt(0L)).all(), "");
    checkAnswer(
        "allValues",
        s -> sellers(s).select(QSeller.boss.name()).all(),
        "null, Ann, Ann, Cid, null");
  }

  String SHOPS = "mill, port, farm, cloud_9";

  @Test
  default void stream_isTheSame() {
    storeAll();
    checkAnswer("stream", s -> listed(s.query(Shop.class).orderBy(QShop.id.asc())), SHOPS);
    checkAnswer(
        "streamOfValues",
        s -> listed(sellers(s).select(QSeller.name, QSeller.shop.name()).limit(2)),
        "(Ann mill), (Bob mill)");
    checkAnswer(
        "streamOfGroups",
        s ->
            listed(
                s.query(Sale.class)
                    .groupBy(QSale.shop.id())
                    .orderBy(QSale.shop.id().asc())
                    .select(QSale.shop.id(), QSale.amount.sum())),
        "(1 380), (2 540), (3 885)");
  }

  private static List<?> listed(Query<?> query) {
    try (Stream<?> all = query.stream()) {
      return all.toList();
    }
  }

  @Test
  default void exists_asAnAnswer_isTheSame() {
    storeAll();
    checkAnswer("hasAny", s -> sellers(s).exists(), "true");
    checkAnswer("hasSuch", s -> sellers(s).filter(QSeller.boss.age().gt(60)).exists(), "false");
    checkAnswer(
        "hasGroup",
        s ->
            s.query(Sale.class)
                .groupBy(QSale.shop)
                .having(count().gt(2L))
                .select(QSale.shop.id())
                .exists(),
        "true");
  }

  @Test
  default void pages_ofANumber_areTheSame() {
    storeAll();
    checkAnswer("page", s -> page(sellers(s).page(0, 2)), "Ann, Bob, 5");
    checkAnswer("pageLast", s -> page(sellers(s).page(2, 2)), "Eve, 5");
    checkAnswer(
        "pageOfValues",
        s ->
            page(
                sales(s)
                    .filter(QSale.shop.name().ne("mill"))
                    .select(QSale.id, QSale.amount)
                    .page(1, 2)),
        "(5 70), (6 70), 5");
  }

  private static List<?> page(Page<?> page) {
    return Stream.concat(page.content().stream(), Stream.of(page.total())).toList();
  }

  @Test
  default void pages_ofACursor_areTheSame() {
    storeAll();
    checkAnswer("cursor", s -> sellers(s).page(3).content(), "Ann, Bob, Cid");
    checkAnswer(
        "cursorNext",
        s -> {
          CursorPage<Sale> first = sales(s).page(2);
          return List.of(first.content(), sales(s).page(2, first.next()).content());
        },
        "#7, #4, #2, #1");
    checkAnswer(
        "cursorBack",
        s -> {
          Query<Shop> shops = s.query(Shop.class).orderBy(QShop.name.desc());
          CursorPage<Shop> second = shops.page(1, shops.page(1).next());
          return List.of(second.content(), shops.page(1, second.previous()).content());
        },
        "mill, port");
  }
}
