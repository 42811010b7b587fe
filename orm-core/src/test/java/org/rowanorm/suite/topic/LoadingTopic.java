package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.ConstraintMode;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.Large;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.session.Later;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** A graph that is walked in loops costs a bounded number of statements. */
public interface LoadingTopic extends SuiteFixture {

  List<Class<?>> ENTITIES =
      List.of(
          Digit.class,
          Home.class,
          Buyer.class,
          Product.class,
          Purchase.class,
          Posting.class,
          Bin.class);

  /** What rows are made of. */
  @Entity
  class Digit {
    @Id int d;

    Digit(int d) {
      this.d = d;
    }
  }

  /** A row that many share. */
  @Entity
  class Home {
    @Id int id;
    String name;

    protected Home() {}
  }

  /** One who buys. */
  @Entity
  class Buyer {
    @Id int id;
    String name;
    @ManyToOne Home home;

    protected Buyer() {}

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Buyer buyer && buyer.id == id;
    }

    @Override
    public int hashCode() {
      return Integer.hashCode(id);
    }

    @Override
    public String toString() {
      return "Buyer " + id;
    }
  }

  /** What is bought. */
  @Entity
  class Product {
    @Id int id;
    String name;

    protected Product() {}
  }

  /** An order, whose buyer the database does not check. */
  @Entity
  class Purchase {
    @Id int id;

    @ManyToOne
    @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
    Buyer buyer;

    @OneToMany(mappedBy = "purchase")
    List<Posting> lines = new ArrayList<>();

    protected Purchase() {}
  }

  /** A line of an order. */
  @Entity
  class Posting {
    @Id int id;
    @ManyToOne Purchase purchase;
    @ManyToOne Product product;

    protected Posting() {}
  }

  /** What holds more than one wants in memory. */
  @Entity
  class Bin {
    @Id int id;
    @Large @ManyToMany Set<Digit> digits = new LinkedHashSet<>();

    @Large
    @OneToMany
    @JoinColumn(name = "bin_id")
    @OrderColumn(name = "pos")
    List<Digit> row = new ArrayList<>();

    @Large @ElementCollection Map<String, Integer> counts = new LinkedHashMap<>();
    @Large @ElementCollection Set<String> words = new LinkedHashSet<>();
    @Large @ElementCollection Set<LocalDate> days = new LinkedHashSet<>();

    Bin(int id) {
      this.id = id;
    }
  }

  /** 10,000 orders of 5,000 buyers from 2,000 homes, with 20,000 lines of 4,000 products. */
  private void givenOrders() {
    sessions()
        .inTransaction(
            session -> {
              IntStream.range(0, 10).forEach(d -> session.add(new Digit(d)));
              session.flush();
              insert(session, "home", "id, name", 2_000, "n, 'home'");
              insert(session, "buyer", "id, name, home_id", 5_000, "n, 'buyer', mod(n, 2000)");
              insert(session, "product", "id, name", 4_000, "n, 'product'");
              insert(session, "purchase", "id, buyer_id", 10_000, "n, mod(n, 5000)");
              insert(
                  session,
                  "posting",
                  "id, purchase_id, product_id",
                  20_000,
                  "n, floor(n / 2), mod(n, 4000)");
            });
    log().clear();
  }

  /** Rows of the numbers from 0. */
  private void insert(Session session, String table, String columns, int rows, String values) {
    session
        .sql(
            "insert into "
                + table
                + " ("
                + columns
                + ") select "
                + values
                + " from (select a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d as n"
                + " from digit a cross join digit b cross join digit c cross join digit e"
                + " cross join digit f) x where n < :rows")
        .bind("rows", rows)
        .execute();
  }

  private static List<Purchase> purchases(Session session) {
    return session.query(Purchase.class).orderBy(path("id").asc()).all();
  }

  private void walk(List<Purchase> purchases) {
    int lines = 0;
    for (Purchase purchase : purchases) {
      assertThat(purchase.buyer.name).isEqualTo("buyer");
      assertThat(purchase.buyer.home.name).isEqualTo("home");
      for (Posting line : purchase.lines) {
        assertThat(line.product.name).isEqualTo("product");
        assertThat(line.purchase).isSameAs(purchase);
        lines++;
      }
    }
    assertThat(lines).isEqualTo(20_000);
    assertThat(countOf("buyer")).isEqualTo(5); // 5,000 of them, in windows of 1,000
    assertThat(countOf("home")).isEqualTo(2);
    assertThat(countOf("posting")).isEqualTo(10); // of 10,000 orders
    assertThat(countOf("product")).isEqualTo(4);
    assertThat(log().sql()).hasSize(21);
  }

  private long countOf(String table) {
    return log().sql().stream().filter(sql -> sql.contains("from " + table + " ")).count();
  }

  @Test
  default void graphInALoop_costsAWindowForEachPath_inTheSession() {
    givenOrders();
    try (Session session = sessions().open()) {
      List<Purchase> purchases = purchases(session);
      assertThat(purchases).hasSize(10_000);
      log().clear();
      walk(purchases);
    }
  }

  @Test
  default void graphInALoop_costsTheSame_afterClose() {
    givenOrders();
    List<Purchase> purchases = freshly(LoadingTopic::purchases);
    log().clear();
    walk(purchases);
  }

  @Test
  default void threeReads_ofManyResults_loadThreeWindows() {
    sessions()
        .inTransaction(
            session -> {
              IntStream.range(0, 10).forEach(d -> session.add(new Digit(d)));
              session.flush();
              insert(session, "purchase", "id, buyer_id", 100_000, "n, null");
            });
    try (Session session = sessions().open()) {
      List<Purchase> purchases = purchases(session);
      assertThat(purchases).hasSize(100_000);
      log().clear();
      for (int index : List.of(90_000, 17, 50_000)) {
        assertThat(purchases.get(index).lines).isEmpty();
      }
      assertThat(log().sql()).hasSize(3);
      assertThat(purchases.get(18).lines).isEmpty();
      assertThat(log().sql()).hasSize(3);
    }
  }

  @Test
  default void ids_ofReferences_needNoRow_andAMissingRowIsNamed() {
    givenOrders();
    sessions().inTransaction(session -> session.sql("delete from buyer where id = 7").execute());
    try (Session session = sessions().open()) {
      Purchase purchase = session.get(Purchase.class, 7);
      log().clear();
      assertThat(purchase.buyer.id).isEqualTo(7);
      assertThat(purchase.buyer).isExactlyInstanceOf(Buyer.class);
      Buyer same = freshly(other -> other.get(Purchase.class, 5_007)).buyer;
      log().clear();
      assertThat(purchase.buyer).isEqualTo(same).hasToString("Buyer 7").isNotSameAs(same);
      assertThat(new HashSet<>(List.of(purchase.buyer))).contains(same);
      assertThat(log().sql()).isEmpty();
      assertThatThrownBy(() -> purchase.buyer.name.length())
          .isInstanceOf(LazyLoadException.class)
          .hasMessage(
              """
              There is no row for Buyer 7
                  Purchase 7 refers to it with 'buyer'
                  check the foreign key of table buyer [ROWAN-602]""");
    }
  }

  private void givenPurchases(int number, int linesEach) {
    sessions()
        .inTransaction(
            session -> {
              IntStream.range(0, 10).forEach(d -> session.add(new Digit(d)));
              session.flush();
              insert(session, "purchase", "id, buyer_id", number, "n, null");
              insert(
                  session,
                  "posting",
                  "id, purchase_id, product_id",
                  number * linesEach,
                  "n, floor(n / " + linesEach + "), null");
            });
    log().clear();
  }

  private static Query<Purchase> tenWithLines(Session session) {
    return session
        .query(Purchase.class)
        .orderBy(path("id").desc())
        .offset(5)
        .limit(10)
        .fetch("lines");
  }

  @Test
  default void pageWithFetchedLines_isTenObjects_inOneStatement_whereLinesAreFew() {
    givenPurchases(30, 1);
    try (SessionFactory fresh = otherFactory(ENTITIES.toArray(Class<?>[]::new)).build()) {
      for (int round = 0; round < 2; round++) {
        log().clear();
        try (Session session = fresh.open()) {
          assertThat(tenWithLines(session).all())
              .extracting(purchase -> purchase.id)
              .containsExactly(24, 23, 22, 21, 20, 19, 18, 17, 16, 15);
        }
        assertThat(log().events()).extracting(e -> e.rows()).containsExactly(10L);
      }
    }
  }

  @Test
  default void pageWithFetchedLines_isTenObjects_inTwoStatements_whereLinesAreMany() {
    givenPurchases(30, 1_000);
    try (SessionFactory fresh = otherFactory(ENTITIES.toArray(Class<?>[]::new)).build()) {
      try (Session session = fresh.open()) {
        assertThat(tenWithLines(session).all()).hasSize(10).doesNotHaveDuplicates();
      }
      log().clear();
      try (Session session = fresh.open()) {
        List<Purchase> found = tenWithLines(session).all();
        assertThat(found).hasSize(10).doesNotHaveDuplicates();
        assertThat(found).allSatisfy(purchase -> assertThat(purchase.lines).hasSize(1_000));
      }
      assertThat(log().events()).extracting(e -> e.rows()).containsExactly(10L, 10_000L);
    }
  }

  @Test
  default void cohortThatIsLargerThanAStatementTakes_isCutByIt()
      throws ReflectiveOperationException {
    givenPurchases(70_000, 1);
    int most = database().dialect().getConstructor().newInstance().maxParameters();
    try (SessionFactory large =
            otherFactory(ENTITIES.toArray(Class<?>[]::new)).cohortSize(1_000_000).build();
        Session session = large.open()) {
      List<Purchase> purchases = purchases(session);
      log().clear();
      for (Purchase purchase : purchases) {
        assertThat(purchase.lines).hasSize(1);
      }
      assertThat(log().sql()).hasSize((70_000 + most - 1) / most);
      assertThat(log().events())
          .allSatisfy(e -> assertThat(e.parameters().get(0)).hasSizeLessThanOrEqualTo(most));
    }
  }

  @Test
  default void getAll_asksForAChunkInOneStatement_andKeepsTheOrder() {
    givenOrders();
    List<Integer> ids = IntStream.range(0, 2_500).mapToObj(i -> 5_100 - i).toList();
    try (Session session = sessions().open()) {
      List<@Nullable Buyer> buyers = session.getAll(Buyer.class, ids);
      assertThat(log().events()).extracting(e -> e.rows()).containsExactly(899L, 1_000L, 500L);
      assertThat(buyers.subList(0, 101)).containsOnlyNulls();
      assertThat(buyers.subList(101, 2_500))
          .extracting(buyer -> buyer.id)
          .isEqualTo(ids.subList(101, 2_500));
      log().clear();
      buyers.subList(101, 2_500).forEach(buyer -> assertThat(buyer.home.name).isEqualTo("home"));
      assertThat(log().sql()).hasSizeLessThanOrEqualTo(3);
    }
  }

  @Test
  default void largeCollection_isAskedAndChangedWithoutItsElements() {
    List<Digit> digits = IntStream.range(0, 10).mapToObj(Digit::new).toList();
    sessions()
        .inTransaction(
            session -> {
              Bin bin = new Bin(1);
              bin.digits.addAll(digits.subList(0, 8));
              bin.row.addAll(digits.subList(2, 6));
              session.addAll(digits);
              session.add(bin);
            });
    sessions()
        .inTransaction(
            session -> {
              Bin bin = session.get(Bin.class, 1);
              List<Digit> own = new ArrayList<>(session.getAll(Digit.class, List.of(1, 2, 9)));
              log().clear();
              assertThat(bin.digits.size()).isEqualTo(8);
              assertThat(bin.digits.contains(own.get(2))).isFalse();
              assertThat(bin.digits.add(own.get(2))).isTrue();
              assertThat(bin.digits.remove(own.get(0))).isTrue();
              assertThat(bin.digits.remove(own.get(1))).isTrue();
              assertThat(bin.digits.size()).isEqualTo(7);
              assertThat(bin.row.size()).isEqualTo(4);
              assertThat(bin.row.get(2).d).isEqualTo(4);
              assertThat(log().events())
                  .allSatisfy(e -> assertThat(e.rows()).isLessThanOrEqualTo(1));
            });
    inFresh(
        session ->
            assertThat(session.get(Bin.class, 1).digits)
                .extracting(digit -> digit.d)
                .containsExactlyInAnyOrder(0, 3, 4, 5, 6, 7, 9));
  }

  @Test
  default void partsOfLargeCollections_areAskedForTheCohort_andComparedAsInJava() {
    LocalDate day = LocalDate.of(2024, 2, 29);
    sessions()
        .inTransaction(
            session -> {
              for (int id = 1; id <= 3; id++) {
                Bin bin = new Bin(id);
                bin.counts.put("key", id);
                bin.words.add(id < 3 ? "word" : "Word");
                bin.days.add(day.plusDays(id));
                session.add(bin);
              }
            });
    inFresh(
        session -> {
          List<Bin> bins = session.query(Bin.class).orderBy(path("id").asc()).all();
          log().clear();
          assertThat(bins).extracting(bin -> bin.counts.get("key")).containsExactly(1, 2, 3);
          assertThat(bins).extracting(bin -> bin.counts.get("KEY")).containsOnlyNulls();
          assertThat(bins)
              .extracting(bin -> bin.words.contains("word"))
              .containsExactly(true, true, false);
          assertThat(bins).extracting(bin -> bin.words.size()).containsOnly(1);
          assertThat(log().sql()).hasSize(4);
          Set<LocalDate> days = bins.get(0).days;
          assertThat(days.remove(day)).isFalse();
          assertThat(days.remove(day.plusDays(1))).isTrue();
          assertThat(days.add(day)).isTrue();
          session.commit();
        });
    inFresh(session -> assertThat(session.get(Bin.class, 1).days).containsExactly(day));
  }

  @Test
  default void largeList_readByIndex_isReadInWindows() {
    sessions()
        .inTransaction(
            session -> {
              List<Digit> digits = IntStream.range(0, 2_500).mapToObj(Digit::new).toList();
              session.addAll(digits);
              Bin bin = new Bin(1);
              bin.row.addAll(digits);
              session.add(bin);
            });
    inFresh(
        session -> {
          Bin bin = session.get(Bin.class, 1);
          log().clear();
          for (int i = 0; i < bin.row.size(); i++) {
            assertThat(bin.row.get(i).d).isEqualTo(i);
          }
          assertThat(log().events())
              .extracting(event -> event.rows())
              .containsExactly(1L, 1L, 1_000L, 1_000L, 499L);
        });
  }

  @Test
  default void later_sendsWhatWasGatheredTogether_whereTheConnectionTakesItSo() {
    store(IntStream.range(0, 10).mapToObj(Digit::new).toArray());
    try (SessionFactory several = severalFactory(Digit.class).build();
        Session session = several.open()) {
      Query<Digit> digits = session.query(Digit.class);
      Later<Digit> low = session.later(digits.filter(path("d").lt(2)).orderBy(path("d").asc()));
      Later<Object> high =
          session.later(digits.filter(path("d").gt(7)).orderBy(path("d").desc()).select(path("d")));
      Later<Digit> none = session.later(digits.filter(path("d").lt(0)));
      assertThat(log().sql()).isEmpty();

      assertThat(high.get()).containsExactly(9, 8);

      assertThat(low.isThere()).isTrue();
      assertThat(low.get()).extracting(digit -> digit.d).containsExactly(0, 1);
      assertThat(low.get().get(0)).isSameAs(session.get(Digit.class, 0));
      assertThat(none.get()).isEmpty();
      assertThat(log().events()).hasSize(database().takesSeveral() ? 1 : 3);
      assertThat(log().events().stream().mapToLong(event -> event.rows()).sum()).isEqualTo(4);
    }
  }
}
