package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Functions.count;
import static org.rowanorm.query.Functions.exists;
import static org.rowanorm.query.Functions.numberOf;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rowanorm.dialect.Feature;
import org.rowanorm.query.NumberExpression;
import org.rowanorm.query.Select;
import org.rowanorm.query.Table;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.store.QRegion;
import org.rowanorm.store.QSale;
import org.rowanorm.store.QSeller;
import org.rowanorm.store.QShop;
import org.rowanorm.store.Region;
import org.rowanorm.store.Sale;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;

/** What queries read from: the SQL per database, and one result on all. */
public interface SourcesTopic extends ConstructsFixture {

  private static Query<Seller> sellers(Session session) {
    return session.query(Seller.class).orderBy(QSeller.id.asc());
  }

  @Test
  default void joins_alongAssociations_areTheSame() {
    storeAll();
    QSeller.Path boss = QSeller.as("boss");
    QSale.Path sale = QSale.as("sale");
    check(
        "join",
        s ->
            s.query(Shop.class)
                .join(QShop.region)
                .orderBy(QShop.region.title().asc(), QShop.id.asc()),
        "mill, port, farm");
    check(
        "joinThrough",
        s ->
            sellers(s)
                .join(QSeller.shop.region())
                .filter(QSeller.shop.region().title().ne("x"))
                .select(QSeller.name),
        "Ann, Bob, Cid, Dan, Eve");
    check(
        "joinAs",
        s -> sellers(s).join(QSeller.boss, boss).filter(boss.name().eq("Ann")),
        "Bob, Cid");
    check(
        "leftJoinAs",
        s -> sellers(s).leftJoin(QSeller.boss, boss).select(QSeller.name, boss.name()),
        "(Ann null), (Bob Ann), (Cid Ann), (Dan Cid), (Eve null)");
    check(
        "joinElements",
        s ->
            s.query(Shop.class)
                .join(QShop.sales, sale)
                .filter(sale.amount().gt(200))
                .orderBy(sale.id().asc())
                .select(QShop.name, sale.amount()),
        "(mill 250), (port 400), (farm 900)");
    check(
        "leftJoinElements",
        s ->
            s.query(Shop.class)
                .leftJoin(QShop.sales, sale)
                .groupBy(QShop.name)
                .orderBy(QShop.name.asc())
                .select(QShop.name, sale.id().count()),
        "(cloud_9 0), (farm 2), (mill 3), (port 3)");
    check(
        "joinThenPath",
        s ->
            s.query(Shop.class)
                .join(QShop.sales, sale)
                .filter(sale.seller().boss().name().eq("Ann"))
                .orderBy(sale.id().asc())
                .select(sale.id()),
        "2, 3, 4");
  }

  @Test
  default void joinsWithItself_areTheSame() {
    storeAll();
    QSeller.Path boss = QSeller.as("boss");
    QSeller.Path top = QSeller.as("top");
    QSeller.Path other = QSeller.as("other");
    check(
        "selfJoinTwice",
        s ->
            sellers(s)
                .join(QSeller.boss, boss)
                .leftJoin(boss.boss(), top)
                .select(QSeller.name, boss.name(), top.name()),
        "(Bob Ann null), (Cid Ann null), (Dan Cid Ann)");
    check(
        "selfJoinOn",
        s ->
            sellers(s)
                .join(other, other.shop().eq(QSeller.shop).and(other.id().ne(QSeller.id)))
                .select(QSeller.name, other.name()),
        "(Ann Bob), (Bob Ann), (Cid Dan), (Dan Cid)");
    check(
        "selfJoinWithin",
        s -> sellers(s).filter(exists(Select.from(other).filter(other.boss().eq(QSeller.self)))),
        "Ann, Cid");
  }

  @Test
  default void joins_onConditions_areTheSame() {
    storeAll();
    QSeller.Path older = QSeller.as("older");
    check(
        "joinOn",
        s ->
            sellers(s)
                .join(older, older.age().gt(QSeller.age))
                .orderBy(older.id().asc())
                .select(QSeller.name, older.name()),
        "(Bob Ann), (Bob Cid), (Cid Ann), (Eve Ann), (Eve Cid)");
    check(
        "leftJoinOn",
        s ->
            s.query(Shop.class)
                .leftJoin(QSale.self, QSale.shop.eq(QShop.self).and(QSale.amount.gt(300)))
                .orderBy(QShop.id.asc())
                .select(QShop.name, QSale.amount),
        "(mill null), (port 400), (farm 900), (cloud_9 null)");
    check(
        "joinOnValues",
        s ->
            s.query(Region.class)
                .join(QShop.self, QShop.name.startsWith("f").and(QShop.region.eq(QRegion.self)))
                .select(QRegion.code, QShop.name),
        "(s farm)");
  }

  @Test
  default void derivedTables_areTheSame() {
    storeAll();
    NumberExpression<Integer> total = QSale.amount.sum();
    Table totals =
        Table.of(
            "totals",
            Select.from(Sale.class).groupBy(QSale.shop.id()).select(QSale.shop.id(), total));
    check(
        "derived",
        s ->
            s.query(totals)
                .filter(totals.get(total).gt(400))
                .orderBy(totals.get(total).asc())
                .select(totals.get(QSale.shop.id()), totals.get(total)),
        "(2 540), (3 885)");
    check(
        "joinDerived",
        s ->
            s.query(Shop.class)
                .join(totals, totals.get(QSale.shop.id()).eq(QShop.id))
                .orderBy(QShop.id.asc())
                .select(QShop.name, totals.get(total)),
        "(mill 380), (port 540), (farm 885)");
    check(
        "leftJoinDerived",
        s ->
            s.query(Shop.class)
                .leftJoin(totals, totals.get(QSale.shop.id()).eq(QShop.id))
                .orderBy(QShop.id.asc())
                .select(QShop.name, totals.get(total).orElse(0)),
        "(mill 380), (port 540), (farm 885), (cloud_9 0)");
    Table objects = Table.of("objects", Select.from(Seller.class).filter(QSeller.age.isNotNull()));
    check(
        "derivedObjects",
        s ->
            s.query(objects)
                .orderBy(objects.get(QSeller.age).asc(), objects.get(QSeller.id).asc())
                .select(objects.get(QSeller.name)),
        "Bob, Eve, Cid, Ann");
  }

  @Test
  default void namedQueries_areTheSame() {
    storeAll();
    NumberExpression<Integer> total = QSale.amount.sum();
    Table totals =
        Table.with(
            "totals",
            Select.from(Sale.class).groupBy(QSale.shop.id()).select(QSale.shop.id(), total));
    check(
        "with",
        s ->
            s.query(totals)
                .orderBy(totals.get(total).desc())
                .select(totals.get(QSale.shop.id()), totals.get(total)),
        "(3 885), (2 540), (1 380)");
    check(
        "withJoined",
        s ->
            s.query(Shop.class)
                .join(totals, totals.get(QSale.shop.id()).eq(QShop.id))
                .filter(totals.get(total).lt(600))
                .orderBy(QShop.id.asc()),
        "mill, port");
    check(
        "withTwice",
        s ->
            s.query(Shop.class)
                .join(totals, totals.get(QSale.shop.id()).eq(QShop.id))
                .filter(
                    totals
                        .get(total)
                        .eq(numberOf(Select.from(totals).select(totals.get(total).max())))),
        "farm");
    Table online = Table.with("online", Select.from(Shop.class).filter(QShop.online));
    check(
        "withObjects",
        s ->
            sellers(s)
                .join(online, online.get(QShop.id).eq(QSeller.shop.id()))
                .select(QSeller.name, online.get(QShop.name)),
        "(Cid port), (Dan port)");
  }

  @Test
  default void recursiveQueries_areTheSame() {
    storeAll();
    Table under =
        Table.recursive(
            "under",
            Select.from(Seller.class)
                .filter(QSeller.boss.isNull())
                .select(QSeller.id, QSeller.name),
            self ->
                Select.from(Seller.class)
                    .join(self, self.get(QSeller.id).eq(QSeller.boss.id()))
                    .select(QSeller.id, QSeller.name));
    check(
        "recursive",
        s -> s.query(under).orderBy(under.get(QSeller.id).asc()).select(under.get(QSeller.name)),
        "Ann, Bob, Cid, Dan, Eve");
    Table above =
        Table.recursive(
            "above",
            Select.from(Seller.class)
                .filter(QSeller.name.eq("Dan"))
                .select(QSeller.id, QSeller.boss.id()),
            self ->
                Select.from(Seller.class)
                    .join(self, self.get(QSeller.boss.id()).eq(QSeller.id))
                    .select(QSeller.id, QSeller.boss.id()));
    check(
        "recursiveUp",
        s -> sellers(s).filter(QSeller.id.in(Select.from(above).select(above.get(QSeller.id)))),
        "Ann, Cid, Dan");
    check("recursiveCount", s -> s.query(above).select(count()), "3");
  }

  @Test
  default void lateralQueries_areTheSameWhereTheyAreKnown() {
    storeAll();
    Table best =
        Table.lateral(
            "best",
            Select.from(Sale.class)
                .filter(QSale.shop.eq(QShop.self))
                .orderBy(QSale.amount.desc())
                .limit(1)
                .select(QSale.id, QSale.amount));
    if (!ResultsTopic.has(database(), Feature.LATERAL)) {
      assertThatThrownBy(
              () ->
                  freshly(
                      s -> s.query(Shop.class).join(best, best.get(QSale.id).isNotNull()).all()))
          .hasMessageMatching(
              "\\w+ does not know lateral joins\\n"
                  + "    in query Shop.join\\(best, not \\(best.Sale.id is null\\)\\) \\[ROWAN-211]");
      return;
    }
    check(
        "lateral",
        s ->
            s.query(Shop.class)
                .join(best, best.get(QSale.id).isNotNull())
                .orderBy(QShop.id.asc())
                .select(QShop.name, best.get(QSale.amount)),
        "(mill 250), (port 400), (farm 900)");
    check(
        "leftLateral",
        s ->
            s.query(Shop.class)
                .leftJoin(best, best.get(QSale.amount).gt(300))
                .orderBy(QShop.id.asc())
                .select(QShop.name, best.get(QSale.id)),
        "(mill null), (port 4), (farm 7), (cloud_9 null)");
    check(
        "lateralInFilter",
        s ->
            s.query(Shop.class)
                .join(best, best.get(QSale.amount).gt(300))
                .filter(QShop.online)
                .select(QShop.name),
        "port");
  }

  @Test
  default void values_areTheSame() {
    storeAll();
    Table given =
        Table.values(
            "given",
            List.of(QShop.id, QShop.name),
            List.of(List.of(1, "one"), List.of(3, "three")));
    check(
        "values",
        s ->
            s.query(given)
                .orderBy(given.get(QShop.id).desc())
                .select(given.get(QShop.name), given.get(QShop.id)),
        "(three 3), (one 1)");
    check(
        "joinValues",
        s ->
            s.query(Shop.class)
                .join(given, given.get(QShop.id).eq(QShop.id))
                .orderBy(QShop.id.asc())
                .select(QShop.name, given.get(QShop.name)),
        "(mill one), (farm three)");
    Table nulls =
        Table.values("given", List.of(QSale.amount, QSale.note), List.of(Arrays.asList(5, null)));
    check(
        "valuesWithNull",
        s -> s.query(nulls).select(nulls.get(QSale.amount).plus(1), nulls.get(QSale.note)),
        "(6 null)");
  }
}
