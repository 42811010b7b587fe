package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.model.City;
import org.rowanorm.model.Customer;
import org.rowanorm.model.Note;
import org.rowanorm.model.Order;
import org.rowanorm.query.Path;
import org.rowanorm.session.LazyAfterClose;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.support.H2;
import org.rowanorm.support.Misuse;

/** Objects whose session is closed, or let go of them, load what they lack. */
class AfterCloseTest {

  private static final Class<?>[] ENTITIES = {City.class, Customer.class, Order.class, Note.class};

  private final H2 h2 = H2.with(b -> b.entities(ENTITIES).cohortSize(100));

  AfterCloseTest() {
    h2.sql("insert into city (id, name) select x, 'c' || x from system_range(1, 50)");
    h2.sql(
        "insert into customer (name, city_id)"
            + " select 'k' || x, mod(x, 50) + 1 from system_range(1, 250)");
    h2.sql(
        "insert into \"ORDER\" (customer_id, total)"
            + " select mod(x, 250) + 1, x from system_range(1, 1000)");
    h2.log().clear();
  }

  @AfterEach
  void close() {
    h2.close();
  }

  private List<Order> orders() {
    return detached(h2.sessions());
  }

  private List<Order> detached(SessionFactory sessions) {
    try (Session session = sessions.open()) {
      return session.query(Order.class).orderBy(Path.path("id").asc()).all();
    } finally {
      h2.log().clear();
    }
  }

  private static void collectGarbage(WeakReference<?> until) throws InterruptedException {
    for (int i = 0; i < 100 && until.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
  }

  // ---- the same bound

  @Test
  void paths_readInALoop_loadByCohort() {
    for (Order order : orders()) {
      assertThat(order.customer.city().name()).startsWith("c");
      assertThat(order.customer.orders()).contains(order).hasSize(4);
    }
    assertThat(h2.log().sql()).filteredOn(sql -> sql.contains("from customer")).hasSize(3);
    assertThat(h2.log().sql()).filteredOn(sql -> sql.contains("from city")).hasSize(1);
    assertThat(h2.log().sql()).filteredOn(sql -> sql.contains("from \"ORDER\"")).hasSize(3);
    assertThat(h2.log().sql()).hasSize(7);
  }

  @Test
  void eachRead_leasesOneConnection_andGivesItBack() {
    List<Order> orders = orders();
    h2.connections().reset();
    assertThat(orders.get(0).customer.name()).isEqualTo("k2");
    assertThat(orders.get(1).customer.name()).isEqualTo("k3");
    assertThat(h2.connections().leased()).isEqualTo(1);
    assertThat(h2.connections().open()).isZero();
    assertThat(h2.connections().commands()).isEmpty();
    assertThat(h2.sessions().readsAfterClose()).isEqualTo(1);
  }

  @Test
  @Misuse(Misuse.Of.AFTER_CLOSE)
  void failedRead_givesTheConnectionBack_andMayBeRepeated() {
    List<Order> orders = orders();
    h2.sql("alter table customer rename to gone");
    assertThatThrownBy(() -> orders.get(0).customer.name())
        .isInstanceOf(DatabaseException.class)
        .hasMessage(
            """
            The database has no such table or column
                in select c.id, c.name, c.city_id from customer c where c.id in (?%s)
                the database says: Table "CUSTOMER" not found
                create it, for instance with sessions.schema().createMissing(), or correct its \
            name [ROWAN-503]"""
                .formatted(", ?".repeat(99)));
    assertThat(h2.connections().open()).isZero();
    h2.sql("alter table gone rename to customer");
    assertThat(orders.get(0).customer.name()).isEqualTo("k2");
  }

  @Test
  @Misuse(Misuse.Of.AFTER_CLOSE)
  void closedSession_staysClosed() {
    Session session = h2.open();
    Order order = session.query(Order.class).first();
    session.close();
    assertThat(order.customer.name()).isEqualTo("k2");
    assertThat(session.isOpen()).isFalse();
    assertThatThrownBy(() -> session.get(City.class, 1L))
        .isInstanceOf(SessionStateException.class)
        .hasMessage(
            """
            The session is closed
                open another one with sessions.open() [ROWAN-301]""");
  }

  @Test
  void idAndClassOfReference_sendNothing() {
    Order order = orders().get(0);
    assertThat(order.customer.id()).isEqualTo(2);
    assertThat(order.customer).isExactlyInstanceOf(Customer.class);
    assertThat(order.customer.toString()).isNotNull();
    assertThat(h2.log().sql()).isEmpty();
  }

  // ---- identity

  @Test
  void objectsOfOneRow_areOneObject_acrossReads() {
    List<Order> orders = orders();
    Customer customer = orders.get(0).customer;
    assertThat(customer.orders()).hasSize(4).contains(orders.get(0), orders.get(250));
    assertThat(customer.orders().get(0).customer).isSameAs(customer);
    assertThat(orders.get(250).customer).isSameAs(customer);
    assertThat(orders.get(100).customer.city()).isSameAs(orders.get(150).customer.city());
  }

  @Test
  void writesBeforeTheRead_stay_andAttachWritesThem() {
    Customer customer = orders().get(0).customer;
    customer.rename("written");
    assertThat(customer.city().name()).isEqualTo("c3");
    assertThat(customer.name()).isEqualTo("written");
    h2.log().clear();
    h2.sessions().inTransaction(session -> session.attach(customer));
    assertThat(h2.log().sql()).containsExactly("update customer set name = ? where id = ?");
  }

  @Test
  void whatWasLoadedLater_canBeAttached_andChanged() {
    Customer customer = orders().get(0).customer;
    Order order = customer.orders().get(3);
    order.total = order.total.add(order.total);
    h2.log().clear();
    h2.sessions().inTransaction(session -> session.attach(customer));
    assertThat(h2.log().sql()).containsExactly("update \"ORDER\" set total = ? where id = ?");
  }

  // ---- detach and clear

  @Test
  void clearedObjects_loadByCohort_whileTheSessionGoesOn() {
    try (Session session = h2.open()) {
      List<Customer> customers = session.query(Customer.class).all();
      session.clear();
      h2.log().clear();
      for (Customer customer : customers) {
        assertThat(customer.orders()).hasSize(4);
        assertThat(customer.orders().get(0).customer).isSameAs(customer);
      }
      assertThat(h2.log().sql()).hasSize(3);
      assertThat(session.contains(customers.get(0))).isFalse();
      assertThat(session.get(Customer.class, 1L)).isNotSameAs(customers.get(0));
    }
    assertThat(h2.connections().open()).isZero();
  }

  @Test
  void detachedObject_loadsApartFromThoseThatStay() {
    try (Session session = h2.open()) {
      List<Customer> customers = session.query(Customer.class).limit(3).all();
      session.detach(customers.get(0));
      h2.log().clear();
      assertThat(customers.get(0).orders()).hasSize(4);
      assertThat(session.contains(customers.get(0).orders().get(0))).isFalse();
      assertThat(customers.get(1).orders()).hasSize(4);
      assertThat(customers.get(2).orders()).hasSize(4);
      assertThat(session.contains(customers.get(1).orders().get(0))).isTrue();
      assertThat(h2.log().sql()).hasSize(2);
    }
  }

  // ---- memory

  @Test
  void membersOfACohort_areHeldWeaklyAfterClose() throws InterruptedException {
    List<Order> orders = orders();
    Order first = orders.get(0);
    Order last = orders.get(999);
    WeakReference<Order> second = new WeakReference<>(orders.get(1));
    orders = null;
    collectGarbage(second);
    assertThat(second.get()).isNull();
    assertThat(first.customer.name()).isEqualTo("k2");
    assertThat(last.customer.name()).isEqualTo("k1");
    assertThat(h2.log().sql()).hasSize(1);
    assertThat(h2.log().events().get(0).parameters().get(0)).hasSize(2);
  }

  @Test
  void theSameBound_holdsOverWhatIsStillReachable() throws InterruptedException {
    List<Customer> customers;
    try (Session session = h2.open()) {
      customers = session.query(Customer.class).orderBy(Path.path("id").asc()).all();
    }
    WeakReference<Customer> gone = new WeakReference<>(customers.get(200));
    List<Customer> reachable = new ArrayList<>(customers.subList(0, 150));
    customers = null;
    collectGarbage(gone);
    h2.log().clear();
    for (Customer customer : reachable) {
      assertThat(customer.orders()).hasSize(4);
      assertThat(customer.orders().get(0).customer).isSameAs(customer);
    }
    assertThat(h2.log().sql()).hasSize(2);
    assertThat(reachable.get(3).orders().get(0).customer.city().name()).isEqualTo("c5");
  }

  @Test
  void clearedMembers_areHeldWeakly() throws InterruptedException {
    try (Session session = h2.open()) {
      List<Order> orders = session.query(Order.class).all();
      Order first = orders.get(0);
      WeakReference<Order> second = new WeakReference<>(orders.get(1));
      session.clear();
      orders = null;
      collectGarbage(second);
      assertThat(second.get()).isNull();
      assertThat(first.customer.name()).startsWith("k");
    }
  }

  // ---- threads

  @Test
  void firstReadsByManyThreads_loadOnce() throws Exception {
    for (int round = 0; round < 5; round++) {
      List<Order> orders = orders();
      CountDownLatch start = new CountDownLatch(1);
      ExecutorService pool = Executors.newFixedThreadPool(8);
      Callable<Integer> read =
          () -> {
            start.await();
            int sum = orders.get(0).customer.name().length();
            for (Order order : orders.subList(0, 90)) {
              sum += order.customer.name().length() + order.customer.orders().size();
              sum += order.customer.city().name().length();
            }
            return sum;
          };
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        results.add(pool.submit(read));
      }
      start.countDown();
      int expected = results.get(0).get(10, TimeUnit.SECONDS);
      for (Future<Integer> result : results) {
        assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(expected);
      }
      pool.shutdown();
      assertThat(h2.log().sql()).filteredOn(sql -> sql.contains("from customer")).hasSize(1);
      assertThat(h2.log().sql()).filteredOn(sql -> sql.contains("from \"ORDER\"")).hasSize(1);
    }
  }

  // ---- misuse

  private SessionFactory raising() {
    return h2.another(b -> b.entities(ENTITIES).lazyAfterClose(LazyAfterClose.RAISE));
  }

  private static String withoutLines(Throwable error) {
    return error.getMessage().replaceAll("[(]AfterCloseTest.java:\\d+[)]", "(AfterCloseTest.java)");
  }

  @Test
  @Misuse(Misuse.Of.AFTER_CLOSE)
  void policyRaise_namesAttributeQueryAndLine() {
    Customer customer;
    try (Session session = raising().open()) {
      customer = session.query(Customer.class).filter(Path.path("id").eq(1L)).one();
    }
    assertThatThrownBy(() -> customer.orders().size())
        .isInstanceOf(LazyLoadException.class)
        .extracting(AfterCloseTest::withoutLines)
        .isEqualTo(
            """
            Attribute 'orders' of Customer 1 was not loaded
                its session is closed, or let go of it
                it came with query Customer.filter(Customer.id = ?), at org.rowanorm.feature.\
            AfterCloseTest.policyRaise_namesAttributeQueryAndLine(AfterCloseTest.java)
                read it before that, or set lazyAfterClose(LazyAfterClose.LOAD) [ROWAN-601]""");
  }

  @Test
  @Misuse(Misuse.Of.AFTER_CLOSE)
  void policyRaise_onAReference_namesTheQueryThatLedToIt() {
    Order order;
    try (Session session = raising().open()) {
      order = session.query(Order.class).filter(Path.path("id").eq(1L)).one();
    }
    assertThat(order.customer.id()).isEqualTo(2);
    assertThatThrownBy(() -> order.customer.name())
        .isInstanceOf(LazyLoadException.class)
        .extracting(AfterCloseTest::withoutLines)
        .isEqualTo(
            """
            Attribute 'name' of Customer 2 was not loaded
                its session is closed, or let go of it
                it came with query Order.filter(Order.id = ?), at org.rowanorm.feature.\
            AfterCloseTest.policyRaise_onAReference_namesTheQueryThatLedToIt(AfterCloseTest.java)
                read it before that, or set lazyAfterClose(LazyAfterClose.LOAD) [ROWAN-601]""");
  }

  @Test
  @Misuse(Misuse.Of.AFTER_CLOSE)
  void policyRaise_ofADetachedObject_saysThatItWasLoadedByItsId() {
    try (Session session = raising().open()) {
      Customer customer = session.get(Customer.class, 1L);
      session.detach(customer);
      assertThatThrownBy(() -> customer.orders().size())
          .isInstanceOf(LazyLoadException.class)
          .extracting(AfterCloseTest::withoutLines)
          .isEqualTo(
              """
              Attribute 'orders' of Customer 1 was not loaded
                  its session is closed, or let go of it
                  it was loaded by its id, at org.rowanorm.feature.AfterCloseTest.\
              policyRaise_ofADetachedObject_saysThatItWasLoadedByItsId(AfterCloseTest.java)
                  read it before that, or set lazyAfterClose(LazyAfterClose.LOAD) [ROWAN-601]""");
    }
  }

  @Test
  @Misuse(Misuse.Of.AFTER_CLOSE)
  void referenceToAMissingRow_namesWhoRefers() {
    h2.sql("alter table \"ORDER\" drop constraint fk_order_customer_id");
    h2.sql("delete from customer where id = 2");
    Order order = orders().get(0);
    assertThatThrownBy(() -> order.customer.name())
        .isInstanceOf(LazyLoadException.class)
        .hasMessage(
            """
            There is no row for Customer 2
                Order 1 refers to it with 'customer'
                check the foreign key of table customer [ROWAN-602]""");
    assertThat(h2.connections().open()).isZero();
  }
}
