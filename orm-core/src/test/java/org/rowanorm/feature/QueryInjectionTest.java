package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Functions.coalesce;
import static org.rowanorm.query.Functions.count;
import static org.rowanorm.query.Functions.exists;
import static org.rowanorm.query.Functions.function;
import static org.rowanorm.query.Functions.value;
import static org.rowanorm.query.Functions.when;
import static org.rowanorm.query.Path.path;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.MapPath;
import org.rowanorm.query.Select;
import org.rowanorm.query.StringExpression;
import org.rowanorm.query.StringPath;
import org.rowanorm.query.Table;
import org.rowanorm.session.Session;
import org.rowanorm.store.QRegion;
import org.rowanorm.store.QSale;
import org.rowanorm.store.QSeller;
import org.rowanorm.store.QShop;
import org.rowanorm.store.Region;
import org.rowanorm.store.Sale;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;
import org.rowanorm.store.Store;
import org.rowanorm.support.H2;
import org.rowanorm.zoo.Animal;
import org.rowanorm.zoo.Area;
import org.rowanorm.zoo.Cage;
import org.rowanorm.zoo.Keeper;
import org.rowanorm.zoo.QAnimal;
import org.rowanorm.zoo.QKeeper;
import org.rowanorm.zoo.QStall;
import org.rowanorm.zoo.Spot;
import org.rowanorm.zoo.Stall;
import org.rowanorm.zoo.Zoo;

/** No value ever stands in SQL, and no name of the user either, unless it is a plain one. */
class QueryInjectionTest {

  private static final String CHARACTERS = "abcXYZ019'\"`;-\\/*%_:?${}() \n#";
  private static final int ROUNDS = 300;

  private final H2 h2 =
      H2.with(
          Stream.concat(Store.ENTITIES.stream(), Zoo.ENTITIES.stream()).toArray(Class<?>[]::new));
  private final long seed = Long.getLong("rowan.test.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @AfterEach
  void close() {
    h2.close();
  }

  /** 24 characters that stand nowhere else. */
  private String marker() {
    StringBuilder text = new StringBuilder();
    while (text.length() < 24) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }

  private void assertHidden(String marker, Consumer<Session> use) {
    h2.log().clear();
    try (Session session = h2.open()) {
      use.accept(session);
      session.rollback();
    }
    assertThat(h2.log().sql())
        .as("seed %d", seed)
        .isNotEmpty()
        .noneMatch(sql -> sql.contains(marker) || sql.contains(marker.substring(6, 18)));
  }

  @Test
  void values_neverStandInSql() {
    System.out.println("QueryInjectionTest: seed " + seed);
    for (int i = 0; i < ROUNDS; i++) {
      String marker = marker();
      StringExpression name = QShop.name;
      assertHidden(marker, s -> s.query(Shop.class).filterBy("name", marker).all());
      assertHidden(
          marker,
          s ->
              s.query(Shop.class)
                  .filter(
                      name.like(marker),
                      name.contains(marker).or(name.startsWith(marker)),
                      name.in(marker, "x").not(),
                      name.between(marker, marker),
                      name.equalsIgnoreCase(marker),
                      name.concat(marker).replace(marker, marker).position(marker).gt(1),
                      name.orElse(marker).nullIf(marker).isNull(),
                      exists(Select.from(Seller.class).filter(QSeller.name.eq(marker))))
                  .orderBy(name.concat(marker).asc())
                  .all());
      assertHidden(
          marker,
          s ->
              s.query(Shop.class)
                  .groupBy(QShop.id)
                  .having(name.max().ne(marker))
                  .select(
                      value(marker),
                      coalesce(value(marker), value(marker)),
                      function("lower", String.class, value(marker)),
                      when(QShop.id.min().gt(3)).then(marker).otherwise(marker),
                      count().filter(name.eq(marker)))
                  .all());
      assertHidden(
          marker,
          s -> {
            Table given = Table.values("given", List.of(QShop.name), List.of(List.of(marker)));
            s.query(given).select(given.get(QShop.name)).all();
          });
      assertHidden(
          marker,
          s -> {
            s.update(Sale.class).set(QSale.note, marker).where(QSale.note.eq(marker)).execute();
            s.deleteFrom(Sale.class).where(QSale.shop.name().eq(marker)).execute();
            s.sql("select id from shop where name = :n or name in (:m)")
                .bind("n", marker)
                .bind("m", List.of(marker, marker))
                .all();
          });
    }
  }

  @Test
  void valuesOfCollectionsKeysAndInserts_neverStandInSql() {
    for (int i = 0; i < ROUNDS / 3; i++) {
      String marker = marker();
      StringPath nick = QKeeper.nicknames.as(marker);
      MapPath.Entry<StringPath, StringPath> phone = QKeeper.phones.as("p" + marker);
      assertHidden(
          marker,
          s ->
              s.query(Keeper.class)
                  .join(QKeeper.nicknames, nick)
                  .leftJoin(QKeeper.phones, phone)
                  .filter(
                      nick.eq(marker),
                      phone.key().ne(marker).or(phone.value().like(marker)),
                      QKeeper.nicknames.contains(marker),
                      QKeeper.phones.containsKey(marker).or(QKeeper.phones.containsValue(marker)),
                      QKeeper.wards.any((name, ward) -> name.eq(marker)))
                  .select(nick, phone.key())
                  .all());
      assertHidden(
          marker,
          s ->
              s.query(Animal.class)
                  .filter(
                      QAnimal.cage.eq(new Cage(marker, 1, null)),
                      QAnimal.cage.in(new Cage(marker, 1, null), new Cage(marker, 2, null)),
                      QAnimal.cage.id().zone().eq(marker))
                  .all());
      Spot spot = new Spot(marker, 1, new Area(marker, null));
      assertHidden(
          marker,
          s -> {
            s.query(Stall.class)
                .filter(
                    QStall.spot.eq(spot),
                    QStall.before.in(spot, new Spot("x", 2, new Area(marker, marker))).not())
                .all();
            s.update(Stall.class).set(QStall.before, spot).where(QStall.spot.ne(spot)).execute();
          });
      assertHidden(
          marker,
          s -> {
            s.insertInto(Region.class)
                .columns(QRegion.code, QRegion.title)
                .values(marker, marker)
                .onConflict(QRegion.code)
                .set(QRegion.title, QRegion.title.concat(marker))
                .execute();
            s.insertInto(Region.class)
                .columns(QRegion.code, QRegion.title)
                .from(
                    Select.from(Region.class)
                        .filter(QRegion.code.eq(marker))
                        .select(QRegion.code.concat("2"), value(marker)))
                .returning(QRegion.title.concat(marker));
          });
    }
  }

  @Test
  void namesOfTheUser_neverStandInSql() {
    for (int i = 0; i < ROUNDS; i++) {
      String marker = marker();
      try (Session session = h2.open()) {
        h2.log().clear();
        assertThatThrownBy(() -> session.query(Shop.class).filterBy(marker, 1).all())
            .hasMessageStartingWith("No attribute");
        assertThatThrownBy(() -> session.query(Shop.class).orderBy(path(marker).asc()).all())
            .hasMessageStartingWith("No attribute");
        assertThatThrownBy(() -> Table.of(marker, Select.from(Shop.class)))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> function(marker, String.class))
            .isInstanceOf(IllegalArgumentException.class);
        assertThat(h2.log().sql()).isEmpty();
      }
      QShop.Path alias = QShop.as(marker);
      assertHidden(
          marker,
          s -> s.query(alias).filter(alias.name().isNull()).orderBy(alias.id().asc()).all());
    }
  }

  @Test
  void comments_cannotEndEarly() {
    try (Session session = h2.open()) {
      for (int i = 0; i < ROUNDS; i++) {
        String marker = marker();
        h2.log().clear();
        try {
          session.query(Shop.class).comment(marker).hint(marker).all();
          assertThat(marker).matches("[\\w .,:;=()@#/+-]*");
        } catch (IllegalArgumentException refused) {
          assertThat(h2.log().sql()).isEmpty();
        }
      }
    }
  }
}
