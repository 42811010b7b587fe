package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.Rowan;
import org.rowanorm.error.QueryException;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.model.City;
import org.rowanorm.model.Customer;
import org.rowanorm.model.Note;
import org.rowanorm.model.Order;
import org.rowanorm.query.Path;
import org.rowanorm.query.Select;
import org.rowanorm.session.FlushMode;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;
import org.rowanorm.support.Misuse;

class FetchTest {

  private static final String CUSTOMER =
      "select c.id, c.name, c.city_id, %s from customer c left join \"ORDER\" o on o.customer_id"
          + " = c.id";

  private final H2 h2 =
      H2.with(b -> b.entities(City.class, Customer.class, Order.class, Note.class).cohortSize(100));

  FetchTest() {
    h2.sql("insert into city (id, name) select x, 'c' || x from system_range(1, 5)");
    h2.sql(
        "insert into customer (name, city_id)"
            + " select 'k' || x, mod(x, 5) + 1 from system_range(1, 30)");
  }

  @AfterEach
  void close() {
    h2.close();
  }

  private void orders(int each) {
    h2.sql(
        "insert into \"ORDER\" (customer_id, total)"
            + " select mod(x, 30) + 1, x from system_range(1, "
            + 30 * each
            + ")");
  }

  private void notes(int each) {
    h2.sql(
        "insert into note (id, notes_id)"
            + " select random_uuid(), mod(x, 30) + 1 from system_range(1, "
            + 30 * each
            + ")");
  }

  private long rowsRead() {
    return h2.log().events().stream().mapToLong(StatementEvent::rows).sum();
  }

  // ---- one collection

  @Test
  void collection_isJoinedAndEachRootComesOnce() {
    orders(2);
    try (Session session = h2.open()) {
      List<Customer> found = session.query(Customer.class).fetch("orders").all();
      assertThat(found).hasSize(30).doesNotHaveDuplicates();
      assertThat(found)
          .allSatisfy(
              customer -> {
                assertThat(Rowan.isLoaded(customer, "orders")).isTrue();
                assertThat(customer.orders()).hasSize(2);
                assertThat(customer.orders().get(0).customer).isSameAs(customer);
              });
      assertThat(found.get(0).orders())
          .extracting(order -> order.total.intValue())
          .containsExactly(60, 30);
    }
    assertThat(h2.log().sql())
        .containsExactly(
            CUSTOMER.formatted("o.customer_id, o.id, o.customer_id, o.total")
                + " order by o.total desc");
  }

  @Test
  void pageWithShortCollection_isOneStatementOverLimitedRoots() {
    orders(1);
    try (Session session = h2.open()) {
      List<Customer> page =
          session
              .query(Customer.class)
              .orderBy(Path.path("name").desc())
              .limit(10)
              .offset(5)
              .fetch("orders")
              .all();
      assertThat(page).hasSize(10).doesNotHaveDuplicates();
      assertThat(page.get(0).name()).isEqualTo("k4");
      assertThat(page).allSatisfy(customer -> assertThat(customer.orders()).hasSize(1));
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select r.c1, r.c2, r.c3, o.customer_id, o.id, o.customer_id, o.total from (select"
                + " c.id as c1, c.name as c2, c.city_id as c3 from customer c order by c.name desc"
                + " limit ? offset ?) r left join \"ORDER\" o on o.customer_id = r.c1 order by"
                + " r.c2 desc, o.total desc");
  }

  @Test
  void pageWithLongCollection_isTwoStatementsOnceThatWasSeen() {
    orders(1000);
    for (int i = 0; i < 2; i++) {
      h2.log().clear();
      try (Session session = h2.open()) {
        List<Customer> page = session.query(Customer.class).limit(10).fetch("orders").all();
        assertThat(page).hasSize(10).doesNotHaveDuplicates();
        assertThat(page).allSatisfy(customer -> assertThat(customer.orders()).hasSize(1000));
      }
    }
    assertThat(h2.log().sql()).hasSize(2);
    assertThat(h2.log().sql().get(0))
        .isEqualTo("select c.id, c.name, c.city_id from customer c limit ?");
    assertThat(h2.log().events())
        .extracting(StatementEvent::reason)
        .containsExactly(
            "fetch by key: orders (1000.0 each)", "fetch by 10 keys: orders (1000.0 each)");
    assertThat(rowsRead()).isEqualTo(10_010);
  }

  @Test
  void reason_saysWhatIsJoinedAndWhatComesByKey() {
    orders(2);
    notes(3);
    try (Session session = h2.open()) {
      session.query(Customer.class).fetch("orders", "notes", "city").all();
      session.clear();
      session.query(Customer.class).fetch("orders", "notes", "city").all();
    }
    assertThat(h2.log().events())
        .extracting(StatementEvent::reason)
        .containsExactly(
            "fetch joined: orders; by key: notes, city",
            "fetch by 30 keys: notes",
            "fetch by 5 keys: city",
            "fetch joined: orders (2.0 each); by key: notes (3.0 each), city (0.17 each)",
            "fetch by 30 keys: notes (3.0 each)");
  }

  // ---- several

  @Test
  void twoCollections_areTwoStatementsWithTheSumOfTheirRows() {
    orders(20);
    notes(30);
    for (int i = 0; i < 2; i++) {
      h2.log().clear();
      try (Session session = h2.open()) {
        List<Customer> found = session.query(Customer.class).fetch("orders").fetch("notes").all();
        assertThat(found).hasSize(30);
        assertThat(found)
            .allSatisfy(
                customer -> {
                  assertThat(customer.orders()).hasSize(20);
                  assertThat(customer.notes()).hasSize(30);
                });
      }
      assertThat(h2.log().sql()).hasSize(2);
      assertThat(rowsRead()).isEqualTo(30 * 20 + 30 * 30);
    }
  }

  // ---- references and depth

  @Test
  void reference_isJoined() {
    orders(1);
    try (Session session = h2.open()) {
      List<Order> found = session.query(Order.class).fetch("customer").all();
      assertThat(found).hasSize(30);
      assertThat(found).allSatisfy(o -> assertThat(Rowan.isLoaded(o, "customer")).isTrue());
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select o.id, o.customer_id, o.total, c.id, c.name, c.city_id from \"ORDER\" o"
                + " left join customer c on c.id = o.customer_id");
  }

  @Test
  void referenceThatRepeatsMuch_comesByKeyOnceThatWasSeen() {
    orders(20);
    for (int i = 0; i < 2; i++) {
      h2.log().clear();
      try (Session session = h2.open()) {
        List<Order> found = session.query(Order.class).fetch("customer").all();
        assertThat(found).allSatisfy(o -> assertThat(Rowan.isLoaded(o, "customer")).isTrue());
      }
    }
    assertThat(h2.log().events())
        .extracting(StatementEvent::reason)
        .containsExactly(
            "fetch by key: customer (0.05 each)", "fetch by 30 keys: customer (0.05 each)");
    assertThat(rowsRead()).isEqualTo(630);
  }

  @Test
  void deepPath_loadsEachLevel() {
    orders(2);
    try (Session session = h2.open()) {
      City city = session.query(City.class).filterBy("id", 3L).one();
      h2.log().clear();
      List<Order> found =
          session
              .query(Order.class)
              .filterBy("customer.city", city)
              .fetch("customer.notes", "customer.city")
              .all();
      h2.log().clear();
      assertThat(found).hasSize(12);
      assertThat(found)
          .allSatisfy(
              order -> {
                assertThat(order.customer.notes()).isEmpty();
                assertThat(order.customer.city()).isSameAs(city);
              });
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void elementsOfCollection_areFollowed() {
    orders(2);
    try (Session session = h2.open()) {
      Customer customer =
          session.query(Customer.class).limit(1).fetch("orders.customer.city", "city").one();
      h2.log().clear();
      assertThat(customer.orders().get(0).customer.city().name()).isEqualTo("c2");
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  // ---- what is there already

  @Test
  void changedCollection_keepsItsChanges() {
    orders(2);
    try (Session session = h2.open()) {
      Customer customer = session.query(Customer.class).filterBy("id", 1L).one();
      session.flushMode(FlushMode.EXPLICIT);
      Order gone = customer.orders().remove(0);
      session.query(Customer.class).fetch("orders").all();
      assertThat(customer.orders()).hasSize(1).doesNotContain(gone);
    }
  }

  @Test
  void cachedReference_isAskedOfTheCache() {
    try (Session session = h2.open()) {
      session.query(City.class).all();
    }
    h2.log().clear();
    try (Session session = h2.open()) {
      List<Customer> found = session.query(Customer.class).fetch("city").all();
      assertThat(found).allSatisfy(c -> assertThat(Rowan.isLoaded(c, "city")).isTrue());
    }
    assertThat(h2.log().sql()).hasSize(1);
  }

  @Test
  void pendingChange_isFlushedBeforeWhatIsFetched() {
    try (Session session = h2.open()) {
      Customer customer = session.query(Customer.class).first();
      session.add(new Order(customer, java.math.BigDecimal.ONE));
      List<Customer> found = session.query(Customer.class).filterBy("id", 1L).fetch("orders").all();
      assertThat(found.get(0).orders()).hasSize(1);
    }
  }

  @Test
  void lock_leavesTheFetchedToStatementsOfTheirOwn() {
    orders(1);
    try (Session session = h2.open()) {
      List<Order> found = session.query(Order.class).limit(2).fetch("customer").forUpdate().all();
      assertThat(found).allSatisfy(o -> assertThat(Rowan.isLoaded(o, "customer")).isTrue());
    }
    assertThat(h2.log().sql()).hasSize(2);
    assertThat(h2.log().sql().get(0))
        .isEqualTo("select o.id, o.customer_id, o.total from \"ORDER\" o limit ? for update");
  }

  @Test
  void distinct_isOfTheRoots() {
    orders(2);
    try (Session session = h2.open()) {
      List<Customer> found =
          session
              .query(Customer.class)
              .distinct()
              .orderBy(Path.path("id").asc())
              .fetch("orders")
              .all();
      assertThat(found).hasSize(30);
      assertThat(found.get(29).orders()).hasSize(2);
    }
    assertThat(h2.log().sql()).hasSize(1);
  }

  @Test
  void longList_isNotNamedKeyByKey() {
    h2.sql("insert into customer (name, city_id) select 'm' || x, 1 from system_range(1, 370)");
    orders(1);
    notes(1);
    try (Session session = h2.open()) {
      List<Customer> found = session.query(Customer.class).fetch("orders", "notes").all();
      assertThat(found).hasSize(400);
      assertThat(found.get(0).notes()).hasSize(1);
      assertThat(found.get(399).notes()).isEmpty();
    }
    assertThat(h2.log().sql()).hasSize(2);
    assertThat(h2.log().sql().get(1))
        .isEqualTo(
            "select c.id, n.notes_id, n.id, n.text from customer c left join note n on n.notes_id"
                + " = c.id");
    assertThat(h2.log().events().get(1).reason()).isEqualTo("fetch by the query again: notes");
  }

  // ---- misuse

  @Test
  @Misuse(Misuse.Of.FETCH)
  void unknownPath_isRefusedWithTheNearestName() {
    try (Session session = h2.open()) {
      Query<Customer> query = session.query(Customer.class);
      assertThatThrownBy(() -> query.fetch("ordres"))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              No attribute 'ordres' in Customer; did you mean 'orders'?
                  in query Customer.fetch(ordres) [ROWAN-204]""");
      assertThatThrownBy(() -> query.fetch("orders.custmer"))
          .hasMessage(
              """
              No attribute 'custmer' in Order; did you mean 'customer'?
                  in query Customer.fetch(orders.custmer) [ROWAN-204]""");
    }
  }

  @Test
  @Misuse(Misuse.Of.FETCH)
  void plainAttribute_isRefused() {
    try (Session session = h2.open()) {
      Query<Customer> query = session.query(Customer.class);
      assertThatThrownBy(() -> query.fetch("name"))
          .hasMessage(
              """
              Customer.name is loaded with its row: there is nothing to fetch
                  in query Customer.fetch(name)
                  fetch references, collections and lazy attributes [ROWAN-340]""");
    }
  }

  @Test
  @Misuse(Misuse.Of.FETCH)
  void projection_isRefusedFromBothSides() {
    try (Session session = h2.open()) {
      Query<Customer> query = session.query(Customer.class);
      assertThatThrownBy(() -> query.select(Path.path("name")).fetch("orders"))
          .hasMessage(
              """
              Only whole objects can have something fetched with them, but the query selects values
                  in query Customer.select(name).fetch(orders)
                  leave out select(...), or select what is to be fetched [ROWAN-340]""");
      assertThatThrownBy(() -> query.fetch("orders").select(Path.path("name")))
          .hasMessage(
              """
              Only whole objects can have something fetched with them, but the query selects values
                  in query Customer.select(name).fetch(orders)
                  leave out select(...), or select what is to be fetched [ROWAN-340]""");
    }
  }

  @Test
  @Misuse(Misuse.Of.FETCH)
  void innerQuery_isRefused() {
    try (Session session = h2.open()) {
      Select<Customer> inner = Select.from(Customer.class).fetch("orders");
      assertThatThrownBy(() -> session.query(Customer.class).union(inner))
          .hasMessage(
              """
              A query within another one makes no objects, so nothing can be fetched with them
                  in query Customer.union(Customer.fetch(orders))
                  call fetch(...) on the outer query [ROWAN-340]""");
    }
  }
}
