package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Functions.count;
import static org.rowanorm.query.Functions.function;
import static org.rowanorm.query.Functions.lag;
import static org.rowanorm.query.Functions.numberOf;
import static org.rowanorm.query.Functions.rowNumber;
import static org.rowanorm.query.Path.path;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Select;
import org.rowanorm.query.Table;
import org.rowanorm.query.Window;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.store.QSale;
import org.rowanorm.store.QSeller;
import org.rowanorm.store.QShop;
import org.rowanorm.store.Sale;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;
import org.rowanorm.store.Store;
import org.rowanorm.support.H2;

/** Queries that cannot be meant are refused at the call, with the query as it was written. */
class QueryErrorTest {

  /** Something that takes other values than it is given. */
  private record NameAge(String name, int age) {}

  private final H2 h2 = H2.with(Store.ENTITIES.toArray(Class<?>[]::new));
  private final Session session = h2.open();
  private final Query<Seller> sellers = session.query(Seller.class);
  private final Query<Sale> sales = session.query(Sale.class);

  @AfterEach
  void close() {
    session.close();
    h2.close();
  }

  private void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).hasMessage(message.strip());
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void name_thatIsNoAttribute_isRefusedWithTheNearest() {
    assertRefused(
        () -> sellers.filter(path("shop.nmae").eq("x")),
        """
        No attribute 'nmae' in Shop; did you mean 'name'?
            in query Seller.filter(shop.nmae = ?) [ROWAN-204]""");
    assertRefused(
        () -> sellers.filter(QSeller.age.gt(3)).orderBy(path("aeg").desc()),
        """
        No attribute 'aeg' in Seller; did you mean 'age'?
            in query Seller.filter(Seller.age > ?).orderBy(aeg desc) [ROWAN-204]""");
  }

  @Test
  void value_ofAnotherType_isRefused() {
    assertRefused(
        () -> sellers.filter(path("age").gt("old")),
        """
        Seller.age is compared with a String, but is of type Integer
            in query Seller.filter(age > ?) [ROWAN-203]""");
    assertRefused(
        () -> sellers.filter(path("age").eq(QSeller.name)),
        """
        Seller.age is compared with a String, but is of type Integer
            in query Seller.filter(age = Seller.name) [ROWAN-203]""");
    assertRefused(
        () -> sellers.filter(path("name").number(Integer.class).plus(1).gt(2)),
        """
        Seller.name is compared with a Integer, but is of type String
            in query Seller.filter(add(name, ?) > ?) [ROWAN-203]""");
  }

  @Test
  void condition_thatIsNone_isRefused() {
    assertRefused(
        () -> sellers.filter(path("age").truth()),
        """
        age is no condition
            in query Seller.filter(age) [ROWAN-203]""");
    assertRefused(
        () -> sellers.join(QShop.self, path("shop.name").truth()),
        """
        shop.name is no condition
            in query Seller.join(Shop, shop.name) [ROWAN-203]""");
  }

  @Test
  void aggregateBesideAnUngroupedValue_isRefused() {
    assertRefused(
        () -> sellers.select(QSeller.name, count()).all(),
        """
        'Seller.name' differs within a group: it is neither grouped by nor aggregated
            in query Seller.select(Seller.name, count(*))
            add it to groupBy(...), or take its min(), max(), sum() ... [ROWAN-210]""");
    assertRefused(
        () ->
            sellers.groupBy(QSeller.shop.id()).select(QSeller.shop.id(), QSeller.age.plus(1)).all(),
        """
        'Seller.age' differs within a group: it is neither grouped by nor aggregated
            in query Seller.select(Seller.shop.id, add(Seller.age, ?)).groupBy(Seller.shop.id)
            add it to groupBy(...), or take its min(), max(), sum() ... [ROWAN-210]""");
    assertRefused(
        () -> sellers.groupBy(QSeller.grade).all(),
        """
        'Seller' differs within a group: it is neither grouped by nor aggregated
            in query Seller.groupBy(Seller.grade)
            add it to groupBy(...), or take its min(), max(), sum() ... [ROWAN-210]""");
    assertRefused(
        () -> sellers.groupBy(QSeller.grade).orderBy(QSeller.name.asc()).select(count()).count(),
        """
        'Seller.name' differs within a group: it is neither grouped by nor aggregated
            in query Seller.select(count(*)).groupBy(Seller.grade).orderBy(Seller.name)
            add it to groupBy(...), or take its min(), max(), sum() ... [ROWAN-210]""");
  }

  @Test
  void aggregateInAFilter_isRefused() {
    assertRefused(
        () -> sellers.filter(count().gt(1L)).all(),
        """
        count(*) > ? asks about groups of rows, which a filter cannot
            in query Seller.filter(count(*) > ?)
            use having(...) [ROWAN-210]""");
    assertRefused(
        () ->
            session
                .query(Shop.class)
                .filter(
                    QShop.id.in(
                        Select.from(Sale.class)
                            .filter(QSale.amount.sum().lt(QShop.id))
                            .select(QSale.shop.id()))),
        """
        sum(Sale.amount) < Shop.id asks about groups of rows, which a filter cannot
            in query Shop.filter(Shop.id in (Sale.filter(sum(Sale.amount) < Shop.id).select(Sale.shop.id)))
            use having(...) [ROWAN-210]""");
  }

  @Test
  void whatTheDatabaseDoesNotKnow_isRefusedBeforeItIsSent() {
    assertRefused(
        () -> sellers.filter(QSeller.id.eq(1)).forShare().oneOrNull(),
        """
        H2 does not know shared locks
            in query Seller.filter(Seller.id = ?).limit(2) [ROWAN-211]""");
    Table best =
        Table.lateral(
            "best",
            Select.from(Sale.class).filter(QSale.seller.eq(QSeller.self)).select(QSale.amount));
    assertRefused(
        () -> sellers.leftJoin(best, best.get(QSale.amount).gt(9)).select(QSeller.name).all(),
        """
        H2 does not know lateral joins
            in query Seller.leftJoin(best, best.Sale.amount > ?).select(Seller.name) [ROWAN-211]""");
  }

  @Test
  void source_thatIsNotJoined_isRefused() {
    assertRefused(
        () -> sellers.filter(QShop.name.eq("x")),
        """
        'Shop' is not part of the query; it has Seller
            in query Seller.filter(Shop.name = ?)
            join it before a condition speaks of it [ROWAN-208]""");
    assertRefused(
        () -> sellers.filter(QSeller.as("bos").name().eq("x")),
        """
        'bos' is not part of the query; it has Seller
            in query Seller.filter(bos.name = ?)
            join it before a condition speaks of it [ROWAN-208]""");
  }

  @Test
  void sourceTwice_isAmbiguous() {
    assertRefused(
        () -> sales.join(QShop.self, QShop.online).join(QShop.self, QShop.online),
        """
        'Shop' stands twice in the query, so a path could mean either
            in query Sale.join(Shop, Shop.online).join(Shop, Shop.online)
            give one of them another name with as(...) [ROWAN-209]""");
    Table one = Table.with("best", Select.from(Shop.class).select(QShop.id));
    Table other = Table.with("best", Select.from(Shop.class).select(QShop.name));
    assertRefused(
        () ->
            session
                .query(one)
                .select(one.get(QShop.id), numberOf(Select.from(other).select(count())))
                .all(),
        """
        Two queries are named 'best'
            in query best.select(best.Shop.id, (best.select(count(*))))
            give one of them another name [ROWAN-209]""");
  }

  @Test
  void conditionOfAJoin_throughWhatItJoins_isRefused() {
    assertRefused(
        () ->
            sales
                .join(QSale.shop, QShop.as("x"))
                .filter(QShop.as("x").region().title().eq("y"))
                .join(QSeller.as("s"), QSeller.as("s").shop().name().eq("z"))
                .all(),
        """
        The condition of a join cannot follow a reference of what it joins
            in query Sale.join(Sale.shop, x).join(s, s.shop.name = ?).filter(x.region.title = ?)
            join what the reference leads to as well, or say it in a filter [ROWAN-213]""");
  }

  @Test
  void constructor_thatTakesOtherValues_isRefusedBeforeARowIsRead() {
    assertRefused(
        () -> sellers.select(NameAge.class, QSeller.age, QSeller.name),
        """
        NameAge has no constructor that takes Integer, String
            in query Seller.select(Seller.age, Seller.name)
            select what one of its constructors takes, in its order [ROWAN-212]""");
    assertRefused(
        () -> sellers.select(NameAge.class, QSeller.name, QSeller.age, QSeller.id),
        """
        NameAge has no constructor that takes String, Integer, Integer
            in query Seller.select(Seller.name, Seller.age, Seller.id)
            select what one of its constructors takes, in its order [ROWAN-212]""");
  }

  @Test
  void nullForAPrimitive_isRefusedAtItsRow() {
    h2.sessions().inTransaction(filling -> filling.addAll(List.of(Store.objects())));
    assertThatThrownBy(
            () ->
                sellers
                    .filter(QSeller.id.eq(4))
                    .select(NameAge.class, QSeller.name, QSeller.age)
                    .one())
        .hasMessage(
            """
            Value 2 of a row is null, but NameAge takes int there
                declare it with the wrapper type, or select orElse(...) [ROWAN-212]""");
  }

  @Test
  void queriesOfAnotherShape_areRefused() {
    assertRefused(
        () -> sellers.filter(path("name").in(Select.from(Shop.class).select(QShop.name, QShop.id))),
        """
        A query after 'in' must select one value, not 2
            in query Seller.filter(name in (Shop.select(Shop.name, Shop.id))) [ROWAN-213]""");
    assertRefused(
        () ->
            session
                .query(Shop.class)
                .select(QShop.id)
                .union(Select.from(Shop.class).select(QShop.id).select(QShop.name.length()))
                .filter(QShop.online),
        """
        Queries that are taken together have no conditions, joins or groups of their own
            in query Shop.filter(Shop.online).select(Shop.id).union(Shop.select(length(Shop.name)))
            give them to each part, or select from Table.of(...) [ROWAN-213]""");
    assertRefused(
        () -> sellers.orderBy(QSeller.age.asc(), QSeller.id.asc()).after(3),
        """
        after(...) needs a value for each sort key: 1 for 2
            in query Seller.orderBy(Seller.age).orderBy(Seller.id) [ROWAN-213]""");
  }

  @Test
  void queriesOfDifferentTypes_areNotTakenTogether() {
    Select<?> names = Select.from(Shop.class).select(QShop.name);
    @SuppressWarnings("unchecked")
    Select<Integer> asIds = (Select<Integer>) names;
    assertRefused(
        () -> session.query(Shop.class).select(QShop.id).union(asIds),
        """
        Queries that are taken together must select the same types, but one selects Integer and the other String
            in query Shop.select(Shop.id).union(Shop.select(Shop.name)) [ROWAN-213]""");
    assertRefused(
        () ->
            session
                .query(Shop.class)
                .select(QShop.id, QShop.name)
                .except(Select.from(Shop.class).select(QShop.id, QShop.online)),
        """
        Queries that are taken together must select the same types, but one selects Integer, String and the other Integer, Boolean
            in query Shop.select(Shop.id, Shop.name).except(Shop.select(Shop.id, Shop.online)) [ROWAN-213]""");
  }

  @Test
  void queriesThatAreTakenTogether_areNotSortedByWhatTheyDoNotSelect() {
    Query<Integer> both =
        session
            .query(Shop.class)
            .select(QShop.id)
            .union(Select.from(Sale.class).select(QSale.shop.id()));
    assertRefused(
        () -> both.orderBy(QShop.name.asc()).all(),
        """
        Queries that are taken together are sorted by what they select, not by Shop.name
            in query Shop.select(Shop.id).union(Sale.select(Sale.shop.id)).orderBy(Shop.name)
            sort by something that is selected [ROWAN-213]""");
    assertRefused(
        () -> both.orderBy(QShop.id.plus(1).desc()).first(),
        """
        Queries that are taken together are sorted by what they select, not by add(Shop.id, ?)
            in query Shop.select(Shop.id).union(Sale.select(Sale.shop.id)).orderBy(add(Shop.id, ?) desc).limit(1)
            sort by something that is selected [ROWAN-213]""");
  }

  @Test
  void windowOverWhatIsNoWindowFunction_isRefused() {
    assertRefused(
        () -> sellers.select(QSeller.age.over(Window.all())),
        """
        Seller.age is no aggregate and no function for windows
            in query Seller.select(Seller.age over ([], [])) [ROWAN-206]""");
    assertRefused(
        () -> sellers.select(QSeller.name.lower().over(Window.partitionBy(QSeller.grade))),
        """
        lower(Seller.name) is no aggregate and no function for windows
            in query Seller.select(lower(Seller.name) over ([Seller.grade], [])) [ROWAN-206]""");
    assertThat(sellers.select(rowNumber().over(Window.all())).all()).isEmpty();
    assertThat(
            sellers.select(lag(QSeller.age, 1).over(Window.all().orderBy(QSeller.id.asc()))).all())
        .isEmpty();
  }

  @Test
  void column_thatATableDoesNotSelect_isRefused() {
    Table totals =
        Table.of(
            "totals",
            Select.from(Sale.class).groupBy(QSale.shop.id()).select(QSale.shop.id(), count()));
    assertRefused(
        () -> session.query(totals).select(totals.get(QSale.seller.id())),
        """
        'totals' does not select Sale.seller.id; it has Sale.shop.id, count(*)
            in query totals.select(totals.Sale.seller.id) [ROWAN-204]""");
  }

  @Test
  void bulkStatements_thatCannotBe_areRefused() {
    assertRefused(
        () -> session.update(Seller.class).set(QSeller.id, 5),
        """
        Seller.id cannot be set by an update of Seller
            in update Seller.set(Seller.id, ?)
            set attributes of the entity itself that are not its id [ROWAN-206]""");
    assertRefused(
        () -> session.update(Seller.class).set(QSeller.shop.name(), "x"),
        """
        Seller.shop.name cannot be set by an update of Seller
            in update Seller.set(Seller.shop.name, ?)
            set attributes of the entity itself that are not its id [ROWAN-206]""");
    assertRefused(
        () -> session.deleteFrom(Seller.class).where(path("nme").eq("x")),
        """
        No attribute 'nme' in Seller; did you mean 'name'?
            in query delete from Seller.where(nme = ?) [ROWAN-204]""");
  }

  @Test
  void namesThatAreNone_areRefused() {
    assertThatThrownBy(() -> function("lower(x); --", String.class))
        .hasMessage("'lower(x); --' is no name of a function");
    assertThatThrownBy(() -> Table.of("a b", Select.from(Shop.class)))
        .hasMessage("'a b' is no name of a table: letters, digits and _, at most 30");
    assertThatThrownBy(() -> sellers.comment("*/ drop table seller /*"))
        .hasMessage("'*/ drop table seller /*' cannot stand in a comment");
    assertThatThrownBy(() -> QSeller.age.filter(QSeller.age.gt(1)))
        .hasMessage("Seller.age is no aggregate, so it has no filter");
  }
}
