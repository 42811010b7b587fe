package org.rowanorm.suite.topic;

import static org.rowanorm.query.Functions.coalesce;
import static org.rowanorm.query.Functions.count;
import static org.rowanorm.query.Functions.denseRank;
import static org.rowanorm.query.Functions.firstValue;
import static org.rowanorm.query.Functions.function;
import static org.rowanorm.query.Functions.lag;
import static org.rowanorm.query.Functions.lastValue;
import static org.rowanorm.query.Functions.lead;
import static org.rowanorm.query.Functions.numberOf;
import static org.rowanorm.query.Functions.rank;
import static org.rowanorm.query.Functions.rowNumber;
import static org.rowanorm.query.Functions.tile;
import static org.rowanorm.query.Functions.value;
import static org.rowanorm.query.Functions.when;

import org.junit.jupiter.api.Test;
import org.rowanorm.query.Expression;
import org.rowanorm.query.Functions;
import org.rowanorm.query.Predicate;
import org.rowanorm.query.Select;
import org.rowanorm.query.Window;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.store.Grade;
import org.rowanorm.store.QSale;
import org.rowanorm.store.QSeller;
import org.rowanorm.store.QShop;
import org.rowanorm.store.Sale;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;

/** What is computed from attributes: the SQL per database, and one result on all. */
public interface ExpressionsTopic extends ConstructsFixture {

  private static Query<?> ofSellers(Session session, Expression<?> item, Predicate... those) {
    return session.query(Seller.class).filter(those).orderBy(QSeller.id.asc()).select(item);
  }

  private static Query<?> ofShops(Session session, Expression<?> item) {
    return session.query(Shop.class).orderBy(QShop.id.asc()).select(item);
  }

  private static Query<?> ofSales(Session session, Expression<?> item) {
    return session.query(Sale.class).orderBy(QSale.id.asc()).select(item);
  }

  @Test
  default void arithmetic_isTheSame() {
    storeAll();
    check("plus", s -> ofSellers(s, QSeller.age.plus(1)), "51, 31, 41, null, 31");
    check("minus", s -> ofSellers(s, QSeller.age.minus(QSeller.id)), "49, 28, 37, null, 25");
    check(
        "minusValues",
        s -> ofSellers(s, QSeller.age.minus(10).minus(QSeller.id.minus(1))),
        "40, 19, 28, null, 16");
    check("times", s -> ofSellers(s, QSeller.id.times(QSeller.id).times(2)), "2, 8, 18, 32, 50");
    check("divide", s -> ofSellers(s, QSeller.age.dividedBy(7)), "7, 4, 5, null, 4");
    check(
        "divideNegative",
        s -> ofSellers(s, QSeller.age.negated().dividedBy(7)),
        "-7, -4, -5, null, -4");
    check(
        "divideDouble",
        s -> ofSales(s, QSale.weight.dividedBy(2.0)),
        "0.75, 1.25, null, 4.0, 0.25, 0.125, 10.0, null");
    check("mod", s -> ofSellers(s, QSeller.age.negated().mod(7)), "-1, -2, -5, null, -2");
    check(
        "nested",
        s -> ofSellers(s, QSeller.id.plus(1).times(QSeller.id.minus(3))),
        "-4, -3, 0, 5, 12");
    check("abs", s -> ofSales(s, QSale.amount.abs()), "100, 250, 30, 400, 70, 70, 900, 15");
    check("sign", s -> ofSales(s, QSale.amount.sign()), "1, 1, 1, 1, 1, 1, 1, -1");
    check("round", s -> ofSellers(s, QSeller.pay.round(1)), "3000.5, 2000, 2500.3, 1800, null");
    check("floor", s -> ofSellers(s, QSeller.pay.floor()), "3000, 2000, 2500, 1800, null");
    check("ceil", s -> ofSellers(s, QSeller.pay.ceil()), "3001, 2000, 2501, 1800, null");
    check(
        "sqrt", s -> ofSellers(s, QSeller.id.times(QSeller.id).sqrt()), "1.0, 2.0, 3.0, 4.0, 5.0");
    check("power", s -> ofSellers(s, QSeller.id.power(3)), "1.0, 8.0, 27.0, 64.0, 125.0");
  }

  @Test
  default void texts_areTheSame() {
    storeAll();
    check("lower", s -> ofSellers(s, QSeller.name.lower()), "ann, bob, cid, dan, eve");
    check("upper", s -> ofShops(s, QShop.name.upper()), "MILL, PORT, FARM, CLOUD_9");
    check("length", s -> ofShops(s, QShop.name.length()), "4, 4, 4, 7");
    check("concat", s -> ofSellers(s, QSeller.name.concat("!")), "Ann!, Bob!, Cid!, Dan!, Eve!");
    check(
        "concatNull",
        s -> ofSellers(s, QSeller.name.concat(QSeller.boss.name())),
        "null, BobAnn, CidAnn, DanCid, null");
    check(
        "trim",
        s -> ofSellers(s, value("  x ").concat(QSeller.name).concat(" ").trim()),
        "x Ann, x Bob, x Cid, x Dan, x Eve");
    check(
        "trimSides",
        s -> ofSellers(s, value(" ").concat(QSeller.name).concat(" ").trimStart().trimEnd()),
        "Ann, Bob, Cid, Dan, Eve");
    check("substring", s -> ofShops(s, QShop.name.substring(2, 2)), "il, or, ar, lo");
    check("substringFrom", s -> ofShops(s, QShop.name.substring(3)), "ll, rt, rm, oud_9");
    check("left", s -> ofShops(s, QShop.name.left(1)), "m, p, f, c");
    check("right", s -> ofShops(s, QShop.name.right(2)), "ll, rt, rm, _9");
    check(
        "replace", s -> ofShops(s, QShop.name.replace("l", "LL")), "miLLLL, port, farm, cLLoud_9");
    check("position", s -> ofShops(s, QShop.name.position("r")), "0, 3, 3, 0");
  }

  @Test
  default void choices_areTheSame() {
    storeAll();
    check(
        "coalesce",
        s -> ofSellers(s, coalesce(QSeller.boss.age(), QSeller.age)),
        "50, 50, 50, 40, 30");
    check("orElse", s -> ofSellers(s, QSeller.age.orElse(0)), "50, 30, 40, 0, 30");
    check(
        "orElseText",
        s -> ofSales(s, QSale.note.orElse("-")),
        "red box, 50% off, -, blue box, a_b, Red, hay, back");
    check("nullIf", s -> ofSellers(s, QSeller.age.nullIf(30)), "50, null, 40, null, null");
    check(
        "nullIfText",
        s -> ofSellers(s, QSeller.name.nullIf("Bob").orElse("-")),
        "Ann, -, Cid, Dan, Eve");
    check(
        "nullIfInFilter",
        s -> ofSellers(s, QSeller.name, QSeller.age.nullIf(30).isNull()),
        "Bob, Dan, Eve");
    check(
        "case",
        s ->
            ofSellers(
                s,
                when(QSeller.age.ge(40))
                    .then("old")
                    .when(QSeller.age.isNull())
                    .then("?")
                    .otherwise("young")),
        "old, young, old, ?, young");
    check(
        "caseOfColumns",
        s ->
            ofSellers(s, when(QSeller.boss.isNull()).then(QSeller.id).otherwise(QSeller.boss.id())),
        "1, 1, 1, 3, 5");
    check(
        "caseNull",
        s -> ofSellers(s, when(QSeller.grade.eq(Grade.JUNIOR)).then(1).otherwiseNull()),
        "null, 1, null, 1, null");
    check("condition", s -> ofSellers(s, QSeller.age.gt(35)), "true, false, true, null, false");
  }

  @Test
  default void casts_areTheSame() {
    storeAll();
    check("asText", s -> ofSellers(s, QSeller.id.asText().concat("x")), "1x, 2x, 3x, 4x, 5x");
    check(
        "asInteger",
        s -> ofShops(s, QShop.name.right(1).nullIf("l").orElse("7").eq("9")),
        "false, false, false, true");
    check(
        "asDouble",
        s -> ofSellers(s, QSeller.id.asDouble().dividedBy(2.0)),
        "0.5, 1.0, 1.5, 2.0, 2.5");
    check(
        "asLong",
        s -> ofSales(s, QSale.amount.asLong().times(10_000_000_000L)),
        "1000000000000, 2500000000000, 300000000000, 4000000000000, 700000000000, 700000000000, 9000000000000, -150000000000");
    check(
        "asDecimal",
        s -> ofSellers(s, QSeller.id.asDecimal().plus(QSeller.pay)),
        "3001.5, 2002, 2503.25, 1804, null");
  }

  @Test
  default void times_areTheSame() {
    storeAll();
    check("year", s -> ofShops(s, QShop.opened.year()), "2001, 2010, 2010, 2020");
    check("month", s -> ofShops(s, QShop.opened.month()), "5, 1, 12, 2");
    check("day", s -> ofShops(s, QShop.opened.day()), "17, 31, 1, 29");
    check("hour", s -> ofSales(s, QSale.at.hour()), "9, 10, 11, 9, 16, 17, 7, 8");
    check("minute", s -> ofSales(s, QSale.at.minute()), "30, 30, 30, 30, 30, 30, 30, 30");
    check(
        "currentDate",
        s -> ofShops(s, QShop.opened.lt(Functions.currentDate())),
        "true, true, true, true");
    check(
        "currentTime",
        s -> s.query(Sale.class).filter(QSale.at.lt(Functions.currentTime())).select(count()),
        "8");
  }

  @Test
  default void functions_ofTheDatabase_areCalled() {
    storeAll();
    check(
        "function",
        s -> ofShops(s, function("repeat", String.class, QShop.name, value(2))),
        "millmill, portport, farmfarm, cloud_9cloud_9");
    check(
        "functionGreatest",
        s -> ofSellers(s, function("greatest", Integer.class, QSeller.id, value(3))),
        "3, 3, 3, 4, 5");
    check(
        "functionInFilter",
        s -> s.query(Shop.class).filter(function("ascii", Integer.class, QShop.name).eq(112)),
        "port");
  }

  @Test
  default void subqueries_asValues_areTheSame() {
    storeAll();
    check(
        "scalar",
        s ->
            ofShops(
                s,
                numberOf(
                    Select.from(Sale.class)
                        .filter(QSale.shop.eq(QShop.self))
                        .select(QSale.amount.sum()))),
        "380, 540, 885, null");
    check(
        "scalarInFilter",
        s ->
            s.query(Sale.class)
                .filter(
                    QSale.amount.eq(
                        Functions.valueOf(Select.from(Sale.class).select(QSale.amount.max())))),
        "#7");
    check(
        "scalarCorrelated",
        s -> {
          QSale.Path other = QSale.as("other");
          return s.query(Sale.class)
              .filter(
                  QSale.amount.eq(
                      numberOf(
                          Select.from(other)
                              .filter(other.shop().eq(QSale.shop))
                              .select(other.amount().max()))))
              .orderBy(QSale.id.asc());
        },
        "#2, #4, #7");
    check(
        "scalarInOrder",
        s ->
            s.query(Shop.class)
                .orderBy(
                    numberOf(
                            Select.from(Sale.class)
                                .filter(QSale.shop.eq(QShop.self))
                                .select(count()))
                        .desc(),
                    QShop.id.asc()),
        "mill, port, farm, cloud_9");
  }

  @Test
  default void windows_areTheSame() {
    storeAll();
    Window ofShop = Window.partitionBy(QSale.shop).orderBy(QSale.amount.desc(), QSale.id.asc());
    check("rowNumber", s -> ofSales(s, rowNumber().over(ofShop)), "2, 1, 3, 1, 2, 3, 1, 2");
    check(
        "rank",
        s -> ofSales(s, rank().over(Window.all().orderBy(QSale.amount.asc()))),
        "5, 6, 2, 7, 3, 3, 8, 1");
    check(
        "denseRank",
        s -> ofSales(s, denseRank().over(Window.all().orderBy(QSale.amount.asc()))),
        "4, 5, 2, 6, 3, 3, 7, 1");
    check(
        "sumOver",
        s -> ofSales(s, QSale.amount.sum().over(Window.partitionBy(QSale.shop))),
        "380, 380, 380, 540, 540, 540, 885, 885");
    check(
        "running",
        s -> ofSales(s, QSale.amount.sum().over(Window.all().orderBy(QSale.id.asc()))),
        "100, 350, 380, 780, 850, 920, 1820, 1805");
    check(
        "frame",
        s -> ofSales(s, QSale.amount.max().over(Window.all().orderBy(QSale.id.asc()).rows(1, 0))),
        "100, 250, 250, 400, 400, 70, 900, 900");
    check(
        "frameAround",
        s -> ofSales(s, QSale.amount.sum().over(Window.all().orderBy(QSale.id.asc()).rows(1, 1))),
        "350, 380, 680, 500, 540, 1040, 955, 885");
    check(
        "frameOfShop",
        s ->
            ofSales(
                s,
                QSale.amount
                    .min()
                    .over(Window.partitionBy(QSale.shop).orderBy(QSale.id.asc()).rows(0, 1))),
        "100, 30, 30, 70, 70, 70, -15, -15");
    check(
        "lag",
        s -> ofSales(s, lag(QSale.amount, 1).over(Window.all().orderBy(QSale.id.asc()))),
        "null, 100, 250, 30, 400, 70, 70, 900");
    check(
        "lead",
        s -> ofSales(s, lead(QSale.amount, 2).over(Window.all().orderBy(QSale.id.asc()))),
        "30, 400, 70, 70, 900, -15, null, null");
    check(
        "firstValue", s -> ofSales(s, firstValue(QSale.id).over(ofShop)), "2, 2, 2, 4, 4, 4, 7, 7");
    check(
        "lastValue",
        s -> ofSales(s, lastValue(QSale.id).over(ofShop.wholePartition())),
        "3, 3, 3, 6, 6, 6, 8, 8");
    check(
        "tile",
        s -> ofSales(s, tile(4).over(Window.all().orderBy(QSale.id.asc()))),
        "1, 1, 2, 2, 3, 3, 4, 4");
  }
}
