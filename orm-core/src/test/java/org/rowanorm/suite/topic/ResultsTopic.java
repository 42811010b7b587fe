package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Functions.count;
import static org.rowanorm.query.Functions.countDistinct;
import static org.rowanorm.query.Functions.when;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rowanorm.dialect.Feature;
import org.rowanorm.query.Row;
import org.rowanorm.query.Select;
import org.rowanorm.query.Window;
import org.rowanorm.session.Page;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.store.Grade;
import org.rowanorm.store.QRegion;
import org.rowanorm.store.QSale;
import org.rowanorm.store.QSeller;
import org.rowanorm.store.QShop;
import org.rowanorm.store.Region;
import org.rowanorm.store.Sale;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;

/** What queries give and in which order: the SQL per database, and one result on all. */
public interface ResultsTopic extends ConstructsFixture {

  /** Something to select into. */
  record Earning(String name, Integer age, Shop shop) {}

  /** The sum of a group, to select into. */
  record Total(Integer shop, long number, int sum) {}

  /** No record, to select into. */
  final class Label {
    private final String text;

    public Label(String name) {
      this.text = "<" + name + ">";
    }

    public Label(String name, int number) {
      this.text = "<" + name + " " + number + ">";
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static Query<Seller> sellers(Session session) {
    return session.query(Seller.class).orderBy(QSeller.id.asc());
  }

  private static Query<Sale> sales(Session session) {
    return session.query(Sale.class);
  }

  @Test
  default void projections_areTheSame() {
    storeAll();
    check(
        "selectOne", s -> sellers(s).select(QSeller.grade), "SENIOR, JUNIOR, SENIOR, JUNIOR, null");
    check(
        "selectRow",
        s -> sellers(s).limit(2).select(QSeller.name, QSeller.age, QSeller.pay),
        "(Ann 50 3000.5), (Bob 30 2000)");
    check(
        "selectRecord",
        s -> sellers(s).limit(1).select(Earning.class, QSeller.name, QSeller.age, QSeller.shop),
        "Earning[name=Ann, age=50, shop=mill]");
    check(
        "selectRowOfPaths",
        s -> sellers(s).limit(2).select(QSeller.name, QSeller.shop.region().title()),
        "(Ann North), (Bob North)");
    check(
        "selectRowOfGroup",
        s ->
            sales(s)
                .groupBy(QSale.seller.grade())
                .orderBy(QSale.seller.grade().asc().nullsLast())
                .select(QSale.seller.grade(), QSale.amount.sum()),
        "(JUNIOR 350), (SENIOR 500), (null 955)");
    check(
        "selectRecordOfPaths",
        s ->
            sellers(s)
                .filter(QSeller.boss.isNotNull())
                .limit(2)
                .select(
                    Earning.class, QSeller.boss.name(), QSeller.boss.age(), QSeller.boss.shop()),
        "Earning[name=Ann, age=50, shop=mill], Earning[name=Ann, age=50, shop=mill]");
    check(
        "selectRecordOfGroup",
        s ->
            sales(s)
                .groupBy(QSale.shop.id())
                .orderBy(QSale.shop.id().asc())
                .select(Total.class, QSale.shop.id(), count(), QSale.amount.sum()),
        "Total[shop=1, number=3, sum=380], Total[shop=2, number=3, sum=540],"
            + " Total[shop=3, number=2, sum=885]");
    check("selectReference", s -> sellers(s).select(QSeller.boss), "null, Ann, Ann, Cid, null");
    check(
        "selectObjectAndValue",
        s -> sellers(s).limit(3).select(QSeller.self, QSeller.shop.name()),
        "(Ann mill), (Bob mill), (Cid port)");
    check(
        "selectValue",
        s -> sellers(s).limit(2).select(QSeller.id, org.rowanorm.query.Functions.value("x")),
        "(1 x), (2 x)");
  }

  @Test
  default void constructors_areCalledAlike() {
    storeAll();
    check(
        "constructor", s -> sellers(s).limit(2).select(Label.class, QSeller.name), "<Ann>, <Bob>");
    check(
        "constructorOfTwo",
        s -> sellers(s).limit(2).select(Label.class, QSeller.name.upper(), QSeller.age.orElse(0)),
        "<ANN 50>, <BOB 30>");
    check(
        "constructorOfUnion",
        s ->
            s.query(Region.class)
                .select(Label.class, QRegion.code)
                .union(Select.from(Shop.class).select(Label.class, QShop.name))
                .orderBy(QRegion.code.asc())
                .limit(2),
        "<cloud_9>, <e>");
  }

  @Test
  default void order_isTheSame() {
    storeAll();
    check(
        "nullsFirst",
        s -> s.query(Seller.class).orderBy(QSeller.age.asc().nullsFirst(), QSeller.id.asc()),
        "Dan, Bob, Eve, Cid, Ann");
    check(
        "nullsLast",
        s -> s.query(Seller.class).orderBy(QSeller.age.asc().nullsLast(), QSeller.id.asc()),
        "Bob, Eve, Cid, Ann, Dan");
    check(
        "nullsLastDesc",
        s -> s.query(Seller.class).orderBy(QSeller.age.desc().nullsLast(), QSeller.id.desc()),
        "Ann, Cid, Eve, Bob, Dan");
    check(
        "nullsFirstDesc",
        s -> s.query(Seller.class).orderBy(QSeller.age.desc().nullsFirst(), QSeller.id.desc()),
        "Dan, Ann, Cid, Eve, Bob");
    check(
        "nullsLastOfPath",
        s -> s.query(Seller.class).orderBy(QSeller.boss.name().asc().nullsLast(), QSeller.id.asc()),
        "Bob, Cid, Dan, Ann, Eve");
    check(
        "nullsFirstOfExpression",
        s ->
            s.query(Seller.class)
                .orderBy(QSeller.age.minus(30).desc().nullsFirst(), QSeller.id.asc()),
        "Dan, Ann, Cid, Bob, Eve");
    check(
        "nullsLastOfItem",
        s ->
            s.query(Seller.class)
                .select(QSeller.age.plus(1), QSeller.id)
                .orderBy(QSeller.age.plus(1).asc().nullsLast(), QSeller.id.asc()),
        "(31 2), (31 5), (41 3), (51 1), (null 4)");
    check(
        "nullsFirstOfUnion",
        s ->
            s.query(Seller.class)
                .select(QSeller.age)
                .union(Select.from(Shop.class).select(QShop.id))
                .orderBy(QSeller.age.desc().nullsFirst()),
        "null, 50, 40, 30, 4, 3, 2, 1");
    check(
        "nullsLastOfDistinct",
        s ->
            s.query(Seller.class)
                .select(QSeller.age.minus(30))
                .distinct()
                .orderBy(QSeller.age.minus(30).asc().nullsLast()),
        "0, 10, 20, null");
    check(
        "orderByPath",
        s -> s.query(Seller.class).orderBy(QSeller.shop.name().asc(), QSeller.name.desc()),
        "Eve, Bob, Ann, Dan, Cid");
    check(
        "orderByExpression",
        s -> s.query(Seller.class).orderBy(QSeller.id.mod(3).asc(), QSeller.id.asc()),
        "Cid, Ann, Dan, Bob, Eve");
  }

  @Test
  default void distinct_isTheSame() {
    storeAll();
    check(
        "distinct",
        s -> sales(s).select(QSale.shop.id()).distinct().orderBy(QSale.shop.id().asc()),
        "1, 2, 3");
    check(
        "distinctRows",
        s ->
            s.query(Seller.class)
                .select(QSeller.shop.id(), QSeller.boss.id())
                .distinct()
                .orderBy(QSeller.shop.id().asc(), QSeller.boss.id().asc().nullsFirst()),
        "(1 null), (1 1), (2 1), (2 3), (3 null)");
    check(
        "distinctExpression",
        s -> sales(s).select(QSale.amount.mod(3)).distinct().orderBy(QSale.amount.mod(3).asc()),
        "0, 1");
    check(
        "distinctPath",
        s ->
            s.query(Shop.class)
                .select(QShop.region.title())
                .distinct()
                .orderBy(QShop.region.title().asc().nullsLast()),
        "North, South, null");
  }

  @Test
  default void groups_areTheSame() {
    storeAll();
    check(
        "groupBy",
        s ->
            sales(s)
                .groupBy(QSale.shop.id())
                .orderBy(QSale.shop.id().asc())
                .select(
                    QSale.shop.id(),
                    count(),
                    QSale.amount.sum(),
                    QSale.amount.min(),
                    QSale.amount.max()),
        "(1 3 380 30 250), (2 3 540 70 400), (3 2 885 -15 900)");
    check(
        "groupByObject",
        s ->
            s.query(Shop.class)
                .join(QShop.sales, QSale.as("x"))
                .groupBy(QShop.self)
                .orderBy(QShop.id.asc())
                .select(QShop.self, QSale.as("x").amount().sum()),
        "(mill 380), (port 540), (farm 885)");
    check(
        "groupByPath",
        s ->
            sales(s)
                .groupBy(QSale.shop.region().title())
                .orderBy(QSale.shop.region().title().asc())
                .select(QSale.shop.region().title(), count()),
        "(North 6), (South 2)");
  }

  @Test
  default void aggregates_areTheSame() {
    storeAll();
    check("countAll", s -> sales(s).select(count()), "8");
    check(
        "countSome",
        s ->
            sales(s)
                .select(
                    QSale.weight.count(),
                    QSale.seller.id().countDistinct(),
                    countDistinct(QSale.shop)),
        "(6 5 3)");
    check(
        "avg",
        s ->
            sales(s)
                .filter(QSale.shop.id().eq(1).or(QSale.id.eq(4L)))
                .select(QSale.amount.avg(), QSale.weight.avg()),
        "(195.0 4.0)");
    check("sumDistinct", s -> sales(s).select(QSale.amount.sumDistinct()), "1735");
    check(
        "aggregateOfNothing",
        s ->
            sales(s)
                .filter(QSale.id.lt(0L))
                .select(count(), QSale.amount.sum(), QSale.amount.avg()),
        "(0 null null)");
    check(
        "filtered",
        s ->
            sales(s)
                .select(
                    count().filter(QSale.amount.gt(100)),
                    QSale.amount.sum().filter(QSale.seller.isNull()),
                    QSale.note.max().filter(QSale.id.lt(0L))),
        "(3 55 null)");
    check(
        "filteredGroups",
        s ->
            sales(s)
                .groupBy(QSale.shop.name())
                .orderBy(QSale.shop.name().asc())
                .select(QSale.shop.name(), count().filter(QSale.weight.isNull())),
        "(farm 1), (mill 1), (port 0)");
    check(
        "filteredDistinct",
        s -> sales(s).select(QSale.shop.id().countDistinct().filter(QSale.amount.between(60, 250))),
        "2");
    check(
        "filteredHaving",
        s ->
            sales(s)
                .groupBy(QSale.shop.name())
                .having(count().filter(QSale.weight.isNull()).gt(0L))
                .orderBy(QSale.shop.name().asc())
                .select(QSale.shop.name()),
        "farm, mill");
    check(
        "having",
        s ->
            sales(s)
                .groupBy(QSale.shop.name())
                .having(QSale.amount.sum().gt(400))
                .orderBy(QSale.amount.sum().desc())
                .select(QSale.shop.name(), QSale.amount.sum()),
        "(farm 885), (port 540)");
    check(
        "havingCount",
        s -> sales(s).groupBy(QSale.shop).having(count().eq(2L)).select(QSale.shop.id()),
        "3");
    check(
        "havingPath",
        s ->
            s.query(Seller.class)
                .groupBy(QSeller.grade)
                .having(QSeller.grade.isNotNull())
                .orderBy(QSeller.grade.asc())
                .select(QSeller.grade, QSeller.age.avg()),
        "(JUNIOR 30.0), (SENIOR 45.0)");
    check(
        "groupByExpression",
        s ->
            sales(s)
                .groupBy(QSale.at.year())
                .orderBy(QSale.at.year().asc())
                .select(QSale.at.year(), QSale.amount.sum()),
        "(2024 850), (2025 955)");
    check(
        "groupOverWindow",
        s ->
            sales(s)
                .groupBy(QSale.shop.id())
                .orderBy(QSale.shop.id().asc())
                .select(QSale.shop.id(), QSale.amount.sum().sum().over(Window.all())),
        "(1 1805), (2 1805), (3 1805)");
  }

  @Test
  default void groups_byWhatIsComputedWithValues_areTheSame() {
    storeAll();
    check(
        "groupByExpressionWithValue",
        s ->
            sales(s)
                .groupBy(QSale.amount.mod(2))
                .orderBy(QSale.amount.mod(2).asc())
                .select(QSale.amount.mod(2), count()),
        "(-1 1), (0 7)");
    check(
        "groupByCaseWithValues",
        s ->
            sales(s)
                .groupBy(when(QSale.amount.gt(100)).then("much").otherwise("little"))
                .having(count().gt(1L))
                .orderBy(QSale.amount.sum().desc())
                .select(
                    when(QSale.amount.gt(100)).then("much").otherwise("little"),
                    QSale.amount.sum()),
        "(much 1550), (little 255)");
    check(
        "groupByValueAfterObject",
        s ->
            sales(s)
                .filter(QSale.shop.isNotNull())
                .groupBy(QSale.shop, QSale.amount.times(0).plus(1))
                .orderBy(QSale.shop.asc())
                .select(QSale.shop, QSale.amount.times(0).plus(1), count()),
        "(mill 1 3), (port 1 3), (farm 1 2)");
  }

  @Test
  default void combinations_areTheSame() {
    storeAll();
    Select<String> shops = Select.from(Shop.class).select(QShop.name);
    Select<String> sellers = Select.from(Seller.class).select(QSeller.name);
    check(
        "union",
        s ->
            s.query(
                shops
                    .filter(QShop.online)
                    .union(sellers.filter(QSeller.boss.isNull()).select(QSeller.name.lower()))
                    .orderBy(QShop.name.asc())),
        "ann, cloud_9, eve, port");
    check(
        "unionAll",
        s ->
            s.query(
                Select.from(Sale.class)
                    .select(QSale.shop.id())
                    .unionAll(Select.from(Shop.class).select(QShop.id))
                    .orderBy(QSale.shop.id().asc())),
        "1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4");
    check(
        "unionOfObjects",
        s ->
            s.query(Shop.class)
                .filter(QShop.online)
                .union(Select.from(Shop.class).filter(QShop.id.lt(3)))
                .orderBy(QShop.id.desc()),
        "cloud_9, port, mill");
    check(
        "unionLimit",
        s -> s.query(shops.union(sellers).orderBy(QShop.name.desc()).limit(2).offset(1)),
        "mill, farm");
    check(
        "intersect",
        s ->
            s.query(
                Select.from(Shop.class)
                    .select(QShop.id)
                    .intersect(
                        Select.from(Sale.class)
                            .filter(QSale.amount.gt(300))
                            .select(QSale.shop.id()))
                    .orderBy(QShop.id.asc())),
        "2, 3");
    check(
        "intersectOfObjects",
        s ->
            s.query(Shop.class)
                .filter(QShop.online)
                .intersect(Select.from(Shop.class).filter(QShop.id.gt(1)))
                .orderBy(QShop.id.asc()),
        "port, cloud_9");
    check(
        "intersectOfRows",
        s ->
            s.query(Seller.class)
                .select(QSeller.shop.id(), QSeller.age)
                .intersect(
                    Select.from(Seller.class)
                        .filter(QSeller.id.gt(3))
                        .select(QSeller.shop.id(), QSeller.age))
                .orderBy(QSeller.shop.id().asc()),
        "(2 null), (3 30)");
    check(
        "except",
        s ->
            s.query(
                Select.from(Shop.class)
                    .select(QShop.id)
                    .except(Select.from(Sale.class).select(QSale.shop.id()))),
        "4");
    check(
        "exceptOfRows",
        s ->
            s.query(Shop.class)
                .select(QShop.id, QShop.online)
                .except(
                    Select.from(Shop.class).filter(QShop.id.gt(1)).select(QShop.id, QShop.online)),
        "(1 false)");
    check(
        "exceptOfObjects",
        s ->
            s.query(Shop.class)
                .filter(QShop.online.not())
                .except(Select.from(Shop.class).filter(QShop.id.eq(3))),
        "mill");
    check(
        "three",
        s ->
            s.query(
                shops
                    .union(sellers)
                    .union(Select.from(Region.class).select(QRegion.title))
                    .orderBy(QShop.name.asc())
                    .limit(3)),
        "Ann, Bob, Cid");
    check(
        "mixed",
        s ->
            s.query(
                Select.from(Shop.class)
                    .select(QShop.id)
                    .union(Select.from(Seller.class).select(QSeller.id))
                    .except(Select.from(Sale.class).select(QSale.shop.id()))
                    .orderBy(QShop.id.asc())),
        "4, 5");
  }

  @Test
  default void pages_areTheSame() {
    storeAll();
    check("limit", s -> sellers(s).limit(2), "Ann, Bob");
    check("offset", s -> sellers(s).offset(3), "Dan, Eve");
    check("limitOffset", s -> sellers(s).limit(2).offset(1), "Bob, Cid");
    check("after", s -> sellers(s).after(3), "Dan, Eve");
    check(
        "afterTwo",
        s -> sales(s).orderBy(QSale.amount.desc(), QSale.id.asc()).after(70, 5L),
        "#6, #3, #8");
    check(
        "afterThree",
        s ->
            sales(s)
                .orderBy(QSale.shop.id().asc(), QSale.amount.desc(), QSale.id.asc())
                .after(2, 70, 5L)
                .limit(2),
        "#6, #7");
    Page<Seller> page = freshly(s -> sellers(s).page(1, 2));
    assertThat(page.content()).extracting(Seller::name).containsExactly("Cid", "Dan");
    assertThat(List.of(page.number(), page.size(), page.total(), page.pages(), page.hasNext()))
        .isEqualTo(List.of(1, 2, 5L, 3L, true));
  }

  @Test
  default void counts_ofQueriesAsTheyStand_areTheSame() {
    storeAll();
    inFresh(
        s -> {
          assertThat(sellers(s).filter(QSeller.boss.isNull()).count()).isEqualTo(2);
          assertThat(sales(s).select(QSale.shop.id()).distinct().count()).isEqualTo(3);
          assertThat(sales(s).groupBy(QSale.shop.id()).select(count()).count()).isEqualTo(3);
          assertThat(sales(s).select(QSale.note).limit(3).count()).isEqualTo(3);
          assertThat(
                  s.query(
                          Select.from(Shop.class)
                              .select(QShop.id)
                              .union(Select.from(Sale.class).select(QSale.shop.id())))
                      .count())
              .isEqualTo(4);
          assertThat(
                  sales(s).groupBy(QSale.shop.id()).having(count().gt(5L)).select(count()).exists())
              .isFalse();
          assertThat(sales(s).select(QSale.note).exists()).isTrue();
        });
    Golden golden = Golden.of(database().name());
    List<String> sent = log().sql();
    for (int i = 0; i < sent.size(); i++) {
      golden.check("count" + i, sent.get(i));
    }
  }

  @Test
  default void oneAndFirst_ofValues_areTheSame() {
    storeAll();
    inFresh(
        s -> {
          assertThat(sales(s).select(QSale.amount.max()).one()).isEqualTo(900);
          assertThat(sellers(s).select(QSeller.name).first()).isEqualTo("Ann");
          Row row =
              sellers(s)
                  .filter(QSeller.grade.eq(Grade.JUNIOR), QSeller.age.isNotNull())
                  .select(QSeller.name, QSeller.age)
                  .one();
          assertThat(row.get(QSeller.name)).isEqualTo("Bob");
          assertThat(row.get(1, Integer.class)).isEqualTo(30);
          assertThat(sales(s).filter(QSale.id.eq(99L)).select(QSale.note).oneOrNull()).isNull();
        });
  }

  /** Whether a database knows what not every one does. */
  static boolean has(SuiteDatabase database, Feature feature) {
    try {
      return database.dialect().getConstructor().newInstance().has(feature);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
