package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Functions.notExists;
import static org.rowanorm.query.Functions.numberOf;
import static org.rowanorm.query.Functions.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Select;
import org.rowanorm.session.Session;
import org.rowanorm.store.Grade;
import org.rowanorm.store.QSale;
import org.rowanorm.store.QSeller;
import org.rowanorm.store.QShop;
import org.rowanorm.store.Sale;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;
import org.rowanorm.zoo.Area;
import org.rowanorm.zoo.QStall;
import org.rowanorm.zoo.Spot;
import org.rowanorm.zoo.Stall;
import org.rowanorm.zoo.Zoo;

/** Statements that change many rows: the SQL per database, one result on all. */
public interface BulkTopic extends ConstructsFixture {

  private void change(String name, ToLongFunction<Session> work, long rows) {
    log().clear();
    try (Session session = sessions().open()) {
      assertThat(work.applyAsLong(session)).as(name).isEqualTo(rows);
      session.commit();
    }
    assertThat(log().sql()).hasSize(1);
    Golden.of(database().name()).check(name, log().sql().get(0));
  }

  private List<?> sellers(String attribute) {
    return freshly(
        s ->
            s.query(Seller.class)
                .orderBy(QSeller.id.asc())
                .select(org.rowanorm.query.Path.path(attribute))
                .all());
  }

  @Test
  default void update_ofSomeRows_changesThem() {
    storeAll();
    change(
        "update",
        s -> s.update(Seller.class).set(QSeller.age, 31).where(QSeller.age.eq(30)).execute(),
        2);
    assertThat(sellers("age").toString()).isEqualTo("[50, 31, 40, null, 31]");
    assertThat(sellers("version").toString()).isEqualTo("[0, 1, 0, 0, 1]");
    change("updateAll", s -> s.update(Shop.class).set(QShop.online, true).execute(), 4);
    change(
        "updateNull",
        s ->
            s.update(Sale.class)
                .set(QSale.note, (String) null)
                .set(QSale.amount, 0)
                .where(QSale.note.isNotNull())
                .execute(),
        7);
    change(
        "updateExpression",
        s ->
            s.update(Seller.class)
                .set(QSeller.age, QSeller.age.plus(QSeller.id))
                .where(QSeller.age.gt(35))
                .execute(),
        2);
    assertThat(sellers("age").toString()).isEqualTo("[51, 31, 43, null, 31]");
    change(
        "updateCase",
        s ->
            s.update(Seller.class)
                .set(QSeller.age, when(QSeller.age.gt(45)).then(45).otherwise(QSeller.age))
                .where(QSeller.age.isNotNull())
                .execute(),
        4);
    try (Session session = sessions().open()) {
      Shop mill = session.get(Shop.class, 1);
      change(
          "updateReference",
          s -> s.update(Seller.class).set(QSeller.shop, mill).where(QSeller.id.eq(5)).execute(),
          1);
    }
  }

  @Test
  default void update_throughReferencesAndQueries_changesTheSame() {
    storeAll();
    change(
        "updateThrough",
        s ->
            s.update(Seller.class)
                .set(QSeller.grade, Grade.SENIOR)
                .where(QSeller.shop.name().eq("port"))
                .execute(),
        2);
    change(
        "updateExists",
        s ->
            s.update(Shop.class)
                .set(QShop.name, "sold")
                .where(QShop.sales.any(x -> x.amount().gt(500)))
                .execute(),
        1);
    change(
        "updateFromQuery",
        s ->
            s.update(Shop.class)
                .set(QShop.name, QShop.name.concat("!"))
                .where(
                    QShop.id.in(
                        Select.from(Seller.class)
                            .filter(QSeller.pay.gt(new BigDecimal(2500)))
                            .select(QSeller.shop.id())))
                .execute(),
        2);
    change(
        "updateToQuery",
        s ->
            s.update(Seller.class)
                .set(
                    QSeller.age,
                    numberOf(
                        Select.from(Sale.class)
                            .filter(QSale.seller.eq(QSeller.self))
                            .select(QSale.amount.max())))
                .where(QSeller.id.le(2))
                .execute(),
        2);
    assertThat(sellers("age").toString()).isEqualTo("[100, 250, 40, null, 30]");
  }

  @Test
  default void change_thatLooksIntoItsOwnTable_isMade() {
    storeAll();
    QSeller.Path other = QSeller.as("other");
    QSale.Path sale = QSale.as("other");
    change(
        "updateOfItsOwn",
        s ->
            s.update(Seller.class)
                .set(QSeller.age, 60)
                .where(
                    QSeller.id.in(
                        Select.from(other)
                            .filter(other.boss().isNotNull())
                            .select(other.boss().id())))
                .execute(),
        2);
    assertThat(sellers("age").toString()).isEqualTo("[60, 30, 60, null, 30]");
    change(
        "updateOfItsOwnCorrelated",
        s ->
            s.update(Seller.class)
                .set(QSeller.age, 20)
                .where(
                    notExists(Select.from(other).filter(other.boss().eq(QSeller.self))),
                    QSeller.shop.name().ne("port"))
                .execute(),
        2);
    assertThat(sellers("age").toString()).isEqualTo("[60, 20, 60, null, 20]");
    change(
        "deleteOfItsOwn",
        s ->
            s.deleteFrom(Sale.class)
                .where(QSale.amount.eq(numberOf(Select.from(sale).select(sale.amount().max()))))
                .execute(),
        1);
    inFresh(s -> assertThat(s.get(Sale.class, 7L)).isNull());
  }

  @Test
  default void update_ofWholeEmbeddables_setsTheirParts() {
    store(Zoo.objects());
    Spot quay = new Spot("Quay", null, new Area("Port", null));
    change(
        "updateWhole",
        s -> s.update(Stall.class).set(QStall.spot, quay).where(QStall.id.eq(1)).execute(),
        1);
    change(
        "updateWholeNull",
        s -> s.update(Stall.class).set(QStall.spot, (Spot) null).where(QStall.id.eq(2)).execute(),
        1);
    change(
        "updateWholeToAttribute",
        s -> s.update(Stall.class).set(QStall.before, QStall.spot).execute(),
        6);
    List<Spot> befores =
        freshly(s -> s.query(Stall.class).orderBy(QStall.id.asc()).select(QStall.before).all());
    assertThat(befores.toString())
        .isEqualTo(
            "[Quay null in Port null, null, Quay null in Port null, null, Mole 1 in Port P1,"
                + " Gate 6 in Town T1]");
  }

  @Test
  default void delete_ofSomeRows_deletesThem() {
    storeAll();
    change("delete", s -> s.deleteFrom(Sale.class).where(QSale.amount.lt(50)).execute(), 2);
    change(
        "deleteThrough",
        s ->
            s.deleteFrom(Sale.class)
                .where(QSale.shop.name().eq("mill"), QSale.seller.name().eq("Bob"))
                .execute(),
        1);
    change(
        "deleteExists",
        s ->
            s.deleteFrom(Shop.class)
                .where(
                    QShop.sales.none(),
                    QShop.id.notIn(Select.from(Seller.class).select(QSeller.shop.id())))
                .execute(),
        1);
    change("deleteAll", s -> s.deleteFrom(Sale.class).execute(), 5);
    inFresh(s -> assertThat(s.query(Shop.class).count()).isEqualTo(3));
  }

  @Test
  default void update_pastManagedObjects_showsInThem() {
    storeAll();
    try (Session session = sessions().open()) {
      List<Seller> all = session.query(Seller.class).orderBy(QSeller.id.asc()).all();
      all.get(4).rename("Eva");
      session.update(Seller.class).set(QSeller.age, 99).where(QSeller.name.eq("Eva")).execute();

      assertThat(all.get(4).age()).isEqualTo(99);
      assertThat(all.get(0).age()).isEqualTo(50);
      all.get(0).rename("Anna");
      session.commit();
    }
    assertThat(sellers("name").toString()).isEqualTo("[Anna, Bob, Cid, Dan, Eva]");
    assertThat(sellers("version").toString()).isEqualTo("[1, 0, 0, 0, 2]");
  }
}
