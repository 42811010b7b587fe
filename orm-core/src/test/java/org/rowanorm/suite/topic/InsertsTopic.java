package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Functions.constant;
import static org.rowanorm.query.Functions.inserted;
import static org.rowanorm.query.Functions.value;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.QueryException;
import org.rowanorm.query.Select;
import org.rowanorm.session.Session;
import org.rowanorm.store.QRegion;
import org.rowanorm.store.QSale;
import org.rowanorm.store.QSeller;
import org.rowanorm.store.QShop;
import org.rowanorm.store.Region;
import org.rowanorm.store.Sale;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;
import org.rowanorm.zoo.Animal;
import org.rowanorm.zoo.Cage;
import org.rowanorm.zoo.Cat;
import org.rowanorm.zoo.Dog;
import org.rowanorm.zoo.QAnimal;
import org.rowanorm.zoo.QCage;
import org.rowanorm.zoo.QCat;
import org.rowanorm.zoo.QDog;
import org.rowanorm.zoo.QStall;
import org.rowanorm.zoo.QTicket;
import org.rowanorm.zoo.Stall;
import org.rowanorm.zoo.Ticket;
import org.rowanorm.zoo.Zoo;

/** Inserts of many rows, inserts that change what is there, and what changes return. */
public interface InsertsTopic extends ConstructsFixture {

  private void insert(String name, Function<Session, ?> work, String result) {
    log().clear();
    try (Session session = sessions().open()) {
      Object found = work.apply(session);
      session.commit();
      assertThat(log().sql()).as(name).hasSize(1);
      Golden.of(database().name()).check(name, log().sql().get(0));
      assertThat(String.valueOf(found)).as(name).isEqualTo(result);
    }
  }

  /** What a change returns, on the databases that can; the others say that they cannot. */
  private void returning(
      String name, Set<String> without, Function<Session, ?> work, String result) {
    if (!without.contains(database().name())) {
      insert(name, work, result);
      return;
    }
    String kind = name.replaceAll("[A-Z].*", "");
    try (Session session = sessions().open()) {
      assertThatThrownBy(() -> work.apply(session))
          .isInstanceOf(QueryException.class)
          .hasMessageMatching(
              "\\w+ does not know rows that an? "
                  + kind
                  + " returns\\n    in query .* \\[ROWAN-211]");
    }
  }

  private String animals() {
    return freshly(s -> s.query(Animal.class).orderBy(QAnimal.id.asc()).all()).toString();
  }

  private String regions() {
    return freshly(
            s ->
                s.query(Region.class)
                    .orderBy(QRegion.code.asc())
                    .select(QRegion.code, QRegion.title)
                    .all())
        .toString();
  }

  @Test
  default void insert_ofWhatAQueryFinds_makesRows() {
    storeAll();
    insert(
        "insertSelect",
        s ->
            s.insertInto(Region.class)
                .columns(QRegion.code, QRegion.title)
                .from(
                    Select.from(Shop.class)
                        .filter(QShop.online)
                        .select(QShop.name, QShop.region.title()))
                .execute(),
        "2");
    assertThat(regions())
        .isEqualTo("[[cloud_9, null], [e, East], [n, North], [port, North], [s, South]]");
    insert(
        "insertSelectVersion",
        s ->
            s.insertInto(Seller.class)
                .columns(QSeller.id, QSeller.name, QSeller.shop, QSeller.age)
                .from(
                    Select.from(Seller.class)
                        .filter(QSeller.age.eq(30))
                        .select(
                            QSeller.id.plus(10),
                            QSeller.name.concat(" 2"),
                            QSeller.shop,
                            QSeller.age))
                .execute(),
        "2");
    assertThat(
            freshly(
                    s ->
                        s.query(Seller.class)
                            .filter(QSeller.id.gt(10))
                            .orderBy(QSeller.id.asc())
                            .select(QSeller.name, QSeller.shop.name(), QSeller.version)
                            .all())
                .toString())
        .isEqualTo("[[Bob 2, mill, 0], [Eve 2, farm, 0]]");
    insert(
        "insertUnion",
        s ->
            s.insertInto(Region.class)
                .columns(QRegion.code)
                .from(
                    Select.from(Seller.class)
                        .filter(QSeller.id.eq(1))
                        .select(QSeller.name)
                        .unionAll(
                            Select.from(Seller.class)
                                .filter(QSeller.id.eq(2))
                                .select(QSeller.name)))
                .execute(),
        "2");
  }

  @Test
  default void insert_ofWhatAQueryFinds_fillsReferencesAndKinds() {
    store(Zoo.objects());
    insert(
        "insertSelectKey",
        s ->
            s.insertInto(Ticket.class)
                .columns(QTicket.text, QTicket.cage)
                .from(
                    Select.from(Animal.class)
                        .filter(QAnimal.id.in(1, 6))
                        .select(QAnimal.name, QAnimal.cage))
                .execute(),
        "2");
    assertThat(
            freshly(
                    s ->
                        s.query(Ticket.class)
                            .orderBy(QTicket.text.asc())
                            .select(QTicket.text, QTicket.cage)
                            .all())
                .toString())
        .isEqualTo("[[Gnu, B1], [Rex, A1]]");
    insert(
        "insertSelectKind",
        s ->
            s.insertInto(Dog.class)
                .columns(QDog.id, QDog.name, QDog.tricks)
                .from(
                    Select.from(Cat.class)
                        .filter(QCat.lives.gt(7))
                        .select(QCat.id.plus(100), QCat.name, QCat.lives))
                .execute(),
        "1");
    assertThat(freshly(s -> s.get(Animal.class, 104)).getClass()).isEqualTo(Dog.class);
    insert(
        "insertValuesKey",
        s ->
            s.insertInto(Ticket.class)
                .columns(QTicket.text, QTicket.cage)
                .values("a", new Cage("A", 2, null))
                .values("b", null)
                .execute(),
        "2");
  }

  @Test
  default void insert_ofValues_makesRows() {
    insert(
        "insertValues",
        s ->
            s.insertInto(Region.class)
                .columns(QRegion.code, QRegion.title)
                .values("w", "West")
                .values("x", null)
                .execute(),
        "2");
    insert(
        "insertValuesVersion",
        s ->
            s.insertInto(Seller.class).columns(QSeller.id, QSeller.name).values(7, "Flo").execute(),
        "1");
    insert(
        "insertValuesKind",
        s -> s.insertInto(Cat.class).columns(QCat.id, QCat.lives).values(9, 7).execute(),
        "1");
    assertThat(regions()).isEqualTo("[[w, West], [x, null]]");
    assertThat(freshly(s -> s.get(Seller.class, 7)).version()).isZero();
    assertThat(freshly(s -> s.get(Animal.class, 9)).getClass()).isEqualTo(Cat.class);
  }

  @Test
  default void insert_onConflict_keepsOrChangesWhatIsThere() {
    storeAll();
    try (Session session = sessions().open()) {
      Region north = session.get(Region.class, "n");
      log().clear();
      session
          .insertInto(Region.class)
          .columns(QRegion.code, QRegion.title)
          .values("n", "Norden")
          .values("w", "Westen")
          .onConflict(QRegion.code)
          .execute();
      Golden.of(database().name()).check("upsertKeep", log().sql().get(0));
      assertThat(north.code()).isEqualTo("n");
      session.commit();
    }
    assertThat(regions()).isEqualTo("[[e, East], [n, North], [s, South], [w, Westen]]");
    upsert(
        "upsert",
        s ->
            s.insertInto(Region.class)
                .columns(QRegion.code, QRegion.title)
                .values("n", "Norden")
                .values("o", "Osten")
                .onConflict(QRegion.code)
                .set(QRegion.title, inserted(QRegion.title).concat("!"))
                .execute());
    assertThat(regions())
        .isEqualTo("[[e, East], [n, Norden!], [o, Osten], [s, South], [w, Westen]]");
    upsert(
        "upsertVersion",
        s ->
            s.insertInto(Seller.class)
                .columns(QSeller.id, QSeller.name, QSeller.age)
                .values(1, "Anna", 1)
                .values(9, "Gus", 2)
                .onConflict(QSeller.id)
                .set(QSeller.name, inserted(QSeller.name))
                .set(QSeller.age, QSeller.age.plus(inserted(QSeller.age)))
                .execute());
    upsert(
        "upsertSelect",
        s ->
            s.insertInto(Seller.class)
                .columns(QSeller.id, QSeller.name)
                .from(
                    Select.from(Shop.class)
                        .filter(QShop.id.le(2))
                        .select(QShop.id.plus(1), QShop.name))
                .onConflict(QSeller.id)
                .set(QSeller.name, inserted(QSeller.name))
                .set(QSeller.pay, (java.math.BigDecimal) null)
                .execute());
    assertThat(
            freshly(
                    s ->
                        s.query(Seller.class)
                            .orderBy(QSeller.id.asc())
                            .select(QSeller.name, QSeller.age, QSeller.version)
                            .all())
                .toString())
        .isEqualTo(
            "[[Anna, 51, 1], [mill, 30, 1], [port, 40, 1], [Dan, null, 0], [Eve, 30, 0],"
                + " [Gus, 2, 0]]");
  }

  /** Databases count differently what an upsert changes. */
  private void upsert(String name, Function<Session, Long> work) {
    insert(name, s -> work.apply(s) >= 2, "true");
  }

  @Test
  default void insert_returning_givesWhatTheDatabaseMade() {
    Set<String> without = Set.of("mysql");
    store(new Cage("A", 1, null));
    returning(
        "insertReturningId",
        without,
        s ->
            s
                .insertInto(Ticket.class)
                .columns(QTicket.text)
                .values("a")
                .values("b")
                .returning(QTicket.id)
                .stream()
                .map(id -> id > 0)
                .toList(),
        "[true, true]");
    returning(
        "insertReturningRow",
        without,
        s ->
            s.insertInto(Ticket.class)
                .columns(QTicket.text, QTicket.cage)
                .from(Select.from(Cage.class).select(QCage.id.zone(), QCage.self))
                .returning(QTicket.text.concat("!"), QTicket.cage.id().no()),
        "[[A!, 1]]");
    returning(
        "insertReturningObject",
        without,
        s -> {
          List<Region> made =
              s.insertInto(Region.class)
                  .columns(QRegion.code, QRegion.title)
                  .values("w", "West")
                  .returning();
          return made.get(0) == s.get(Region.class, "w");
        },
        "true");
    returning(
        "insertReturningUpsert",
        without,
        s ->
            s.insertInto(Region.class)
                .columns(QRegion.code, QRegion.title)
                .values("w", "Westen")
                .onConflict(QRegion.code)
                .set(QRegion.title, inserted(QRegion.title))
                .returning(QRegion.title),
        "[Westen]");
  }

  @Test
  default void update_returning_givesTheNewValues() {
    storeAll();
    Set<String> without = Set.of("mysql", "mariadb");
    returning(
        "updateReturningValue",
        without,
        s ->
            s.update(Seller.class)
                .set(QSeller.age, QSeller.age.plus(1))
                .where(QSeller.id.eq(2))
                .returning(QSeller.age),
        "[31]");
    returning(
        "updateReturningRow",
        without,
        s ->
            s.update(Seller.class)
                .set(QSeller.name, QSeller.name.upper())
                .where(QSeller.id.eq(1))
                .returning(QSeller.name, QSeller.version),
        "[[ANN, 1]]");
    returning(
        "updateReturningObject",
        without,
        s -> {
          Seller eve = s.query(Seller.class).filter(QSeller.id.eq(5)).one();
          log().clear();
          List<Seller> found =
              s.update(Seller.class).set(QSeller.age, 77).where(QSeller.name.eq("Eve")).returning();
          return List.of(found.get(0) == eve, eve.age());
        },
        "[true, 77]");
    returning(
        "updateReturningThrough",
        without,
        s ->
            s.update(Sale.class)
                .set(QSale.amount, 1)
                .where(QSale.shop.name().eq("farm"), QSale.amount.gt(0))
                .returning(QSale.id),
        "[7]");
  }

  @Test
  default void update_returningWholeEmbeddables_givesTheirNewValues() {
    store(Zoo.objects());
    returning(
        "updateReturningWhole",
        Set.of("mysql", "mariadb"),
        s ->
            s.update(Stall.class)
                .set(QStall.before, QStall.spot)
                .where(QStall.id.eq(2))
                .returning(QStall.id, QStall.before),
        "[[2, Mole 2 in Port P1]]");
  }

  @Test
  default void delete_returning_givesWhatWasThere() {
    storeAll();
    Set<String> without = Set.of("mysql");
    returning(
        "deleteReturningValue",
        without,
        s -> s.deleteFrom(Sale.class).where(QSale.amount.lt(0)).returning(QSale.note),
        "[back]");
    returning(
        "deleteReturningRow",
        without,
        s ->
            s.deleteFrom(Sale.class)
                .where(QSale.id.eq(1L))
                .returning(QSale.amount, QSale.note.upper()),
        "[[100, RED BOX]]");
    returning(
        "deleteReturningThrough",
        without,
        s -> s.deleteFrom(Sale.class).where(QSale.shop.name().eq("farm")).returning(QSale.id),
        "[7]");
    returning(
        "deleteReturningObject",
        without,
        s -> {
          List<Sale> gone = s.deleteFrom(Sale.class).where(QSale.id.eq(4L)).returning();
          return List.of(gone.get(0).amount(), gone.size());
        },
        "[400, 1]");
  }

  @Test
  default void update_ofWhatHasAnIdOfSeveralColumns_changesThese() {
    store(Zoo.objects());
    insert(
        "updateKeyThrough",
        s ->
            s.update(Ticket.class)
                .set(QTicket.cage, new Cage("A", 1, null))
                .where(QTicket.cage.label().eq("x"))
                .execute(),
        "0");
    insert(
        "updateKey",
        s ->
            s.update(Animal.class)
                .set(QAnimal.cage, new Cage("B", 2, null))
                .where(QAnimal.cage.eq(new Cage("A", 1, null)))
                .execute(),
        "2");
    insert(
        "updateKeyNull",
        s ->
            s.update(Animal.class)
                .set(QAnimal.cage, (Cage) null)
                .where(QAnimal.name.eq("Gnu"))
                .execute(),
        "1");
    insert(
        "updateKeyOwner",
        s ->
            s.update(Cage.class)
                .set(QCage.label, value("full").concat("!"))
                .where(QCage.animals.any(animal -> animal.keeper().name().eq("Kim")))
                .execute(),
        "2");
    assertThat(animals()).isEqualTo("[Rex, Bo, Pip, Tom, Ada, Gnu]");
    assertThat(
            freshly(
                    s ->
                        s.query(Animal.class)
                            .filter(QAnimal.id.in(1, 2, 3, 6), constant(true).eq(true))
                            .orderBy(QAnimal.id.asc())
                            .select(QAnimal.cage.label())
                            .all())
                .toString())
        .isEqualTo("[full!, full!, full!, null]");
  }
}
