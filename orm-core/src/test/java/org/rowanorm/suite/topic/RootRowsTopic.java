package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.MapPath;
import org.rowanorm.query.StringPath;
import org.rowanorm.session.CursorPage;
import org.rowanorm.session.Page;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.store.QSale;
import org.rowanorm.store.QSeller;
import org.rowanorm.store.QShop;
import org.rowanorm.store.Sale;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;
import org.rowanorm.store.Store;
import org.rowanorm.zoo.Animal;
import org.rowanorm.zoo.Cage;
import org.rowanorm.zoo.Dog;
import org.rowanorm.zoo.Keeper;
import org.rowanorm.zoo.Payer;
import org.rowanorm.zoo.QAnimal;
import org.rowanorm.zoo.QCage;
import org.rowanorm.zoo.QDog;
import org.rowanorm.zoo.QKeeper;
import org.rowanorm.zoo.QPayer;
import org.rowanorm.zoo.QToy;
import org.rowanorm.zoo.Toy;
import org.rowanorm.zoo.Zoo;

/**
 * Limits, offsets and pages count what a query finds, whatever is fetched with it: the objects and
 * their order are those of the same query without limit and without fetch.
 */
public interface RootRowsTopic extends ConstructsFixture {

  /**
   * A query in a total order, and sets of paths to fetch with it.
   *
   * @param plain whether each of its rows is one object, which cursors need
   */
  record Fetched(
      String name,
      boolean plain,
      Function<Session, ? extends Query<?>> query,
      List<List<String>> paths) {

    Query<?> of(Session session, List<String> fetched) {
      return query.apply(session).fetch(fetched.toArray(String[]::new));
    }
  }

  List<List<String>> OF_SHOPS =
      List.of(
          List.of(),
          List.of("region"),
          List.of("sales"),
          List.of("sales.seller.boss", "region"),
          List.of("sales.seller.shop.sales"));

  List<List<String>> OF_SALES =
      List.of(List.of("shop.sales"), List.of("shop.region", "seller.boss"), List.of("seller.shop"));

  List<List<String>> OF_KEEPERS =
      List.of(
          List.of("nicknames"),
          List.of("nicknames", "skills", "phones", "shifts", "wards"),
          List.of("wards.cage.animals", "payer", "locker"),
          List.of("locker.keeper.phones"));

  List<List<String>> OF_ANIMALS =
      List.of(List.of("keeper.payer", "cage"), List.of("cage.animals.keeper.nicknames"), List.of());

  /** Queries for all roots of the two models, in plain, multiplying, distinct and mixed forms. */
  List<Fetched> QUERIES =
      List.of(
          new Fetched(
              "all of a mapped class",
              true,
              s -> s.query(Shop.class).orderBy(QShop.name.desc(), QShop.id.asc()),
              OF_SHOPS),
          new Fetched(
              "filtered by elements",
              true,
              s ->
                  s.query(Shop.class)
                      .filter(QShop.sales.any(sale -> sale.amount().gt(0)))
                      .orderBy(QShop.region.title().asc(), QShop.id.asc()),
              OF_SHOPS),
          new Fetched(
              "multiplied by a join",
              false,
              s -> {
                QSale.Path sale = QSale.as("x");
                return s.query(Shop.class)
                    .join(QShop.sales, sale)
                    .orderBy(QShop.id.asc(), sale.id().desc());
              },
              OF_SHOPS),
          new Fetched(
              "multiplied by an outer join and made distinct",
              false,
              s -> {
                QSale.Path sale = QSale.as("x");
                return s.query(Shop.class)
                    .leftJoin(QShop.sales, sale)
                    .distinct()
                    .orderBy(QShop.id.desc());
              },
              OF_SHOPS),
          new Fetched(
              "multiplied by a join without a path",
              false,
              s -> {
                QSeller.Path older = QSeller.as("older");
                return s.query(Seller.class)
                    .join(older, older.age().gt(QSeller.age))
                    .orderBy(QSeller.id.asc(), older.id().asc());
              },
              List.of(List.of("shop.sales"), List.of("boss.boss", "shop.region"))),
          new Fetched(
              "distinct without a join",
              true,
              s -> s.query(Sale.class).distinct().orderBy(QSale.amount.asc(), QSale.id.asc()),
              OF_SALES),
          new Fetched(
              "filtered and sorted through references",
              true,
              s ->
                  s.query(Sale.class)
                      .filter(QSale.seller.boss().isNotNull().or(QSale.amount.gt(5)))
                      .orderBy(QSale.seller.boss().name().asc(), QSale.id.asc()),
              OF_SALES),
          new Fetched(
              "with collections of all kinds",
              true,
              s -> s.query(Keeper.class).orderBy(QKeeper.id.desc()),
              OF_KEEPERS),
          new Fetched(
              "multiplied by the entries of a map",
              false,
              s -> {
                MapPath.Entry<StringPath, StringPath> phone = QKeeper.phones.as("phone");
                return s.query(Keeper.class)
                    .leftJoin(QKeeper.phones, phone)
                    .orderBy(QKeeper.id.asc(), phone.key().asc());
              },
              OF_KEEPERS),
          new Fetched(
              "kinds in one table",
              true,
              s -> s.query(Animal.class).orderBy(QAnimal.name.asc(), QAnimal.id.asc()),
              OF_ANIMALS),
          new Fetched(
              "one kind of a table",
              true,
              s -> s.query(Dog.class).orderBy(QDog.id.desc()),
              OF_ANIMALS),
          new Fetched(
              "kinds in joined tables",
              true,
              s -> s.query(Payer.class).orderBy(QPayer.id.desc()),
              List.of(List.of(), List.of("head"))),
          new Fetched(
              "kinds in tables of their own",
              true,
              s -> s.query(Toy.class).orderBy(QToy.id.asc()),
              List.of(List.of("owner.keeper"), List.of("owner.cage.animals"))),
          new Fetched(
              "with an id of two columns",
              true,
              s -> s.query(Cage.class).orderBy(QCage.label.asc(), QCage.id.no().asc()),
              List.of(List.of("animals"), List.of("animals.keeper.wards"))));

  private void storeBoth() {
    store(Store.objects());
    store(Zoo.objects());
  }

  private static List<String> texts(List<?> found) {
    return found.stream().map(object -> text(object)).toList();
  }

  private static String text(Object object) {
    return object instanceof Sale sale
        ? "#" + sale.id()
        : object instanceof Seller seller ? seller.name() : String.valueOf(object);
  }

  private static List<String> part(List<String> whole, int limit, int offset) {
    int from = Math.min(offset, whole.size());
    return whole.subList(from, Math.min(from + limit, whole.size()));
  }

  /** What the query finds without any of what is tried out. */
  private List<String> whole(Fetched tried) {
    List<String> whole = freshly(session -> texts(tried.query().apply(session).all()));
    assertThat(whole).as(tried.name()).isNotEmpty();
    return whole;
  }

  @Test
  default void limitAndOffset_countRoots_whateverIsFetched() {
    storeBoth();
    for (Fetched tried : QUERIES) {
      List<String> whole = whole(tried);
      for (List<String> paths : tried.paths()) {
        // the second time the sizes of collections are known, and others may be joined
        for (int round = 0; round < 2; round++) {
          for (int limit : new int[] {1, 2, 3, 100}) {
            for (int offset : new int[] {0, 1, 2, 50}) {
              List<String> found =
                  freshly(s -> texts(tried.of(s, paths).limit(limit).offset(offset).all()));
              assertThat(found)
                  .as("%s fetch %s limit %d offset %d", tried.name(), paths, limit, offset)
                  .isEqualTo(part(whole, limit, offset));
            }
          }
        }
      }
    }
  }

  @Test
  default void firstAndPagesAndStreams_countRoots_whateverIsFetched() {
    storeBoth();
    for (Fetched tried : QUERIES) {
      List<String> whole = whole(tried);
      for (List<String> paths : tried.paths()) {
        inFresh(
            session -> {
              Query<?> query = tried.of(session, paths);
              assertThat(query.count()).as(tried.name()).isEqualTo(whole.size());
              assertThat(text(query.first())).as(tried.name()).isEqualTo(whole.get(0));
              Page<?> second = query.page(1, 2);
              assertThat(texts(second.content())).as(tried.name()).isEqualTo(part(whole, 2, 2));
              assertThat(second.total()).as(tried.name()).isEqualTo(whole.size());
            });
        // in a transaction some drivers give the rows of a named join only while nothing is fetched
        boolean both = tried.plain() || paths.isEmpty() || !database().streamsAlone();
        for (boolean within : both ? new boolean[] {false, true} : new boolean[] {false}) {
          List<String> found = freshly(s -> streamed(s, tried.of(s, paths), within));
          assertThat(found)
              .as("%s fetch %s streamed, within a transaction: %s", tried.name(), paths, within)
              .isEqualTo(part(whole, 3, 1));
        }
      }
    }
  }

  private static List<String> streamed(Session session, Query<?> query, boolean within) {
    if (within) {
      session.begin();
    }
    try (Stream<?> rows = query.limit(3).offset(1).stream()) {
      return rows.map(row -> text(row)).toList();
    } finally {
      if (within) {
        session.rollback();
      }
    }
  }

  @Test
  default void pagesByCursor_countRoots_whateverIsFetched() {
    storeBoth();
    List<Class<?>> entities = new ArrayList<>(Store.ENTITIES);
    entities.addAll(Zoo.ENTITIES);
    try (SessionFactory factory =
        otherFactory(entities.toArray(Class<?>[]::new)).cursorKey(new byte[16]).build()) {
      for (Fetched tried : QUERIES) {
        for (List<String> paths : tried.plain() ? tried.paths() : List.<List<String>>of()) {
          assertThat(paged(factory, tried, paths)).as(tried.name()).isEqualTo(whole(tried));
        }
      }
    }
  }

  private static List<String> paged(SessionFactory factory, Fetched tried, List<String> paths) {
    List<String> found = new ArrayList<>();
    String cursor = null;
    do {
      try (Session session = factory.open()) {
        Query<?> query = tried.of(session, paths);
        CursorPage<?> page = cursor == null ? query.page(2) : query.page(2, cursor);
        found.addAll(texts(page.content()));
        cursor = page.next();
      }
    } while (cursor != null);
    return found;
  }
}
