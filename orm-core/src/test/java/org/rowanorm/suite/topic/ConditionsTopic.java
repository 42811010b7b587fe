package org.rowanorm.suite.topic;

import static org.rowanorm.query.Functions.exists;
import static org.rowanorm.query.Functions.notExists;
import static org.rowanorm.query.Functions.value;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Predicate;
import org.rowanorm.query.Select;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.store.Grade;
import org.rowanorm.store.QRegion;
import org.rowanorm.store.QSale;
import org.rowanorm.store.QSeller;
import org.rowanorm.store.QShop;
import org.rowanorm.store.Sale;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;

/** Conditions of typed queries: the SQL per database, and one result on all. */
public interface ConditionsTopic extends ConstructsFixture {

  private static Query<Seller> sellers(Session session, Predicate... conditions) {
    return session.query(Seller.class).filter(conditions).orderBy(QSeller.id.asc());
  }

  private static Query<Shop> shops(Session session, Predicate... conditions) {
    return session.query(Shop.class).filter(conditions).orderBy(QShop.id.asc());
  }

  private static Query<Sale> sales(Session session, Predicate... conditions) {
    return session.query(Sale.class).filter(conditions).orderBy(QSale.id.asc());
  }

  @Test
  default void comparisons_findTheSame() {
    storeAll();
    check("eq", s -> sellers(s, QSeller.name.eq("Bob")), "Bob");
    check("eqNull", s -> sellers(s, QSeller.age.eq((Integer) null)), "Dan");
    check("eqEnum", s -> sellers(s, QSeller.grade.eq(Grade.SENIOR)), "Ann, Cid");
    check("ne", s -> sellers(s, QSeller.age.ne(30)), "Ann, Cid");
    check("eqColumns", s -> sellers(s, QSeller.id.eq(QSeller.shop.id())), "Ann");
    check("ltColumns", s -> sellers(s, QSeller.age.lt(QSeller.boss.age())), "Bob, Cid");
    check("leDate", s -> shops(s, QShop.opened.le(LocalDate.of(2010, 1, 31))), "mill, port");
    check("gtTime", s -> sales(s, QSale.at.gt(LocalDateTime.of(2025, 3, 2, 17, 0))), "#6, #7, #8");
    check("geDecimal", s -> sellers(s, QSeller.pay.ge(new BigDecimal("2500.25"))), "Ann, Cid");
    check("between", s -> sales(s, QSale.amount.between(70, 250)), "#1, #2, #5, #6");
    check("betweenColumns", s -> sellers(s, value(2).between(QSeller.id, QSeller.shop.id())), "");
    check("truth", s -> shops(s, QShop.online), "port, cloud_9");
    check("truthNot", s -> shops(s, QShop.online.not()), "mill, farm");
    check("truthEq", s -> shops(s, QShop.online.eq(true)), "port, cloud_9");
  }

  @Test
  default void filterBy_findsTheSame() {
    storeAll();
    check("filterBy", s -> sellers(s).filterBy("name", "Bob"), "Bob");
    check("filterByNull", s -> sellers(s).filterBy("boss", null), "Ann, Eve");
    check(
        "filterByPath",
        s -> sellers(s).filterBy("shop.region.code", "n").filterBy("grade", Grade.JUNIOR),
        "Bob, Dan");
  }

  @Test
  default void logic_findsTheSame() {
    storeAll();
    Predicate young = QSeller.age.lt(40);
    Predicate senior = QSeller.grade.eq(Grade.SENIOR);
    check("and", s -> sellers(s, young.and(QSeller.pay.isNull())), "Eve");
    check("or", s -> sellers(s, young.or(senior)), "Ann, Bob, Cid, Eve");
    check("orAnd", s -> sellers(s, young.or(senior).and(QSeller.boss.isNull())), "Ann, Eve");
    check("not", s -> sellers(s, young.not()), "Ann, Cid");
    check("notNull", s -> sellers(s, QSeller.boss.isNotNull()), "Bob, Cid, Dan");
    check("all", s -> sellers(s, Predicate.all(List.of(young, senior.not()))), "Bob");
    check("allNone", s -> sellers(s, Predicate.all(List.of())), "Ann, Bob, Cid, Dan, Eve");
    check("anyNone", s -> sellers(s, Predicate.any(List.of())), "");
    check("anyNulls", s -> sellers(s, Predicate.any(null, senior, null)), "Ann, Cid");
  }

  @Test
  default void in_findsTheSame() {
    storeAll();
    check("inOne", s -> sellers(s, QSeller.name.in("Eve")), "Eve");
    check("inSome", s -> sellers(s, QSeller.id.in(1, 2, 9)), "Ann, Bob");
    check("inNone", s -> sellers(s, QSeller.id.in(List.of())), "");
    check("inEnums", s -> sellers(s, QSeller.grade.in(Grade.values())), "Ann, Bob, Cid, Dan");
    check(
        "inSelect",
        s ->
            sellers(
                s,
                QSeller.id.in(
                    Select.from(Sale.class)
                        .filter(QSale.amount.gt(200))
                        .select(QSale.seller.id()))),
        "Bob, Cid, Eve");
    check(
        "inSelectNot",
        s ->
            sellers(
                s,
                QSeller.id
                    .in(
                        Select.from(Sale.class)
                            .filter(QSale.seller.isNotNull())
                            .select(QSale.seller.id()))
                    .not()),
        "");
    check(
        "inSelectOfObjects",
        s -> sellers(s, QSeller.shop.in(Select.from(Shop.class).filter(QShop.online))),
        "Cid, Dan");
  }

  @Test
  default void like_findsTheSame() {
    storeAll();
    check("like", s -> sales(s, QSale.note.like("%box")), "#1, #4");
    check("startsWith", s -> sales(s, QSale.note.startsWith("50%")), "#2");
    check("contains", s -> sales(s, QSale.note.contains("_")), "#5");
    check("endsWith", s -> sales(s, QSale.note.endsWith("% off")), "#2");
    check("likeIgnoreCase", s -> sales(s, QSale.note.likeIgnoreCase("RED%")), "#1, #6");
    check("equalsIgnoreCase", s -> sales(s, QSale.note.equalsIgnoreCase("rED")), "#6");
    check("likeNot", s -> sales(s, QSale.note.like("%b%").not()), "#2, #6, #7");
  }

  @Test
  default void paths_findTheSame() {
    storeAll();
    check("path", s -> sellers(s, QSeller.shop.name().eq("port")), "Cid, Dan");
    check(
        "pathTwice",
        s -> sellers(s, QSeller.shop.region().title().eq("North"), QSeller.shop.online()),
        "Cid, Dan");
    check("pathOfItself", s -> sellers(s, QSeller.boss.boss().name().eq("Ann")), "Dan");
    check("pathNull", s -> shops(s, QShop.region.title().isNull()), "cloud_9");
    check("pathId", s -> shops(s, QShop.region.code().eq("n")), "mill, port");
  }

  @Test
  default void collections_findTheSame() {
    storeAll();
    check("any", s -> shops(s, QShop.sales.any()), "mill, port, farm");
    check("anyWith", s -> shops(s, QShop.sales.any(x -> x.amount().gt(300))), "port, farm");
    check(
        "anyThrough",
        s -> shops(s, QShop.sales.any(x -> x.seller().boss().name().eq("Cid"))),
        "port");
    check("none", s -> shops(s, QShop.sales.none()), "cloud_9");
    check("noneWith", s -> shops(s, QShop.sales.none(x -> x.amount().lt(50))), "port, cloud_9");
    check("allOf", s -> shops(s, QShop.sales.all(x -> x.amount().ge(70))), "port, cloud_9");
    check("size", s -> shops(s, QShop.sales.size().gt(2L)), "mill, port");
    check(
        "containsElement", s -> shops(s, QShop.sales.contains(new Sale(4, null, null, 0))), "port");
    check(
        "anyOfReference", s -> sellers(s, QSeller.shop.sales().any(x -> x.amount().lt(0))), "Eve");
  }

  @Test
  default void exists_findsTheSame() {
    storeAll();
    check(
        "exists",
        s ->
            sellers(
                s,
                exists(
                    Select.from(Sale.class)
                        .filter(QSale.seller.eq(QSeller.self), QSale.amount.gt(100)))),
        "Bob, Cid, Eve");
    check(
        "notExists",
        s -> shops(s, notExists(Select.from(Seller.class).filter(QSeller.shop.eq(QShop.self)))),
        "cloud_9");
    check(
        "existsOfItself",
        s -> {
          QSeller.Path other = QSeller.as("other");
          return sellers(
              s,
              exists(
                  Select.from(other).filter(other.boss().eq(QSeller.self), other.age().isNull())));
        },
        "Cid");
    check(
        "existsNested",
        s ->
            session(
                s,
                exists(
                    Select.from(Shop.class)
                        .filter(
                            QShop.region.eq(QRegion.self),
                            exists(
                                Select.from(Sale.class)
                                    .filter(QSale.shop.eq(QShop.self), QSale.note.eq("hay")))))),
        "s");
  }

  private static Query<?> session(Session session, Predicate condition) {
    return session.query(org.rowanorm.store.Region.class).filter(condition);
  }
}
