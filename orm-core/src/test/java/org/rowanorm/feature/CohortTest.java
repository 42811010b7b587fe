package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.Rowan;
import org.rowanorm.error.RowanException;
import org.rowanorm.model.City;
import org.rowanorm.model.Customer;
import org.rowanorm.model.Note;
import org.rowanorm.model.Order;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.support.H2;
import org.rowanorm.support.Misuse;

class CohortTest {

  private final H2 h2 =
      H2.with(b -> b.entities(City.class, Customer.class, Order.class, Note.class).cohortSize(100));

  CohortTest() {
    h2.sql("insert into city (id, name) select x, 'c' || x from system_range(1, 50)");
    h2.sql(
        "insert into customer (name, city_id)"
            + " select 'k' || x, mod(x, 50) + 1 from system_range(1, 250)");
    h2.sql(
        "insert into \"ORDER\" (customer_id, total)"
            + " select mod(x, 250) + 1, x from system_range(1, 1000)");
  }

  @AfterEach
  void close() {
    h2.close();
  }

  @Test
  void references_readInALoop_loadByCohortOnEachPath() {
    try (Session session = h2.open()) {
      List<Order> orders = session.query(Order.class).all();
      h2.log().clear();
      for (Order order : orders) {
        assertThat(order.customer.city().name()).startsWith("c");
      }
    }
    // 250 customers in windows of 100, and their 50 cities: those of each window that are new
    assertThat(h2.log().sql()).filteredOn(sql -> sql.contains("from customer")).hasSize(3);
    assertThat(h2.log().sql()).filteredOn(sql -> sql.contains("from city")).hasSize(1);
  }

  @Test
  void collections_readInALoop_loadByCohort() {
    try (Session session = h2.open()) {
      List<Customer> customers = session.query(Customer.class).all();
      h2.log().clear();
      for (Customer customer : customers) {
        assertThat(customer.orders()).hasSize(4);
        assertThat(customer.orders().get(0).customer).isSameAs(customer);
      }
    }
    assertThat(h2.log().sql()).hasSize(3);
    assertThat(h2.log().sql().get(0)).endsWith("order by o.total desc");
  }

  @Test
  void window_startsAtTheTouchedOne() {
    try (Session session = h2.open()) {
      List<Customer> customers = session.query(Customer.class).all();
      h2.log().clear();
      assertThat(customers.get(249).orders()).hasSize(4);
      assertThat(customers.get(98).orders()).hasSize(4);
      assertThat(customers.get(99).orders()).hasSize(4);
    }
    assertThat(h2.log().sql()).hasSize(2);
  }

  @Test
  void idOfReference_sendsNothing() {
    try (Session session = h2.open()) {
      Order order = session.query(Order.class).first();
      h2.log().clear();
      assertThat(order.customer.id()).isEqualTo(2);
      assertThat(order.customer).isExactlyInstanceOf(Customer.class);
      assertThat(order.customer).isEqualTo(session.query(Order.class).first().customer);
    }
    assertThat(h2.log().sql()).hasSize(1);
  }

  @Test
  void collectionOfReference_needsNoRowOfIt() {
    try (Session session = h2.open()) {
      Order order = session.query(Order.class).first();
      h2.log().clear();
      assertThat(order.customer.orders()).hasSize(4);
    }
    assertThat(h2.log().sql()).hasSize(1);
    assertThat(h2.log().sql().get(0)).contains("from \"ORDER\"");
  }

  @Test
  void writeToReference_survivesItsLoading() {
    try (Session session = h2.open()) {
      Order order = session.query(Order.class).first();
      order.customer.rename("written");
      assertThat(order.customer.city().id()).isEqualTo(3);
      assertThat(order.customer.name()).isEqualTo("written");
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).containsExactly("update customer set name = ? where id = ?");
    assertThat(h2.rows("select name from customer where id = 2")).containsExactly("written");
  }

  @Test
  void writeToReference_thatIsNeverRead_isOneUpdateWithoutSelect() {
    try (Session session = h2.open()) {
      Order order = session.query(Order.class).first();
      h2.log().clear();
      order.customer.rename("written");
      session.commit();
    }
    assertThat(h2.log().sql()).containsExactly("update customer set name = ? where id = ?");
  }

  @Test
  void get_ofReference_loadsItIntoTheSameObject() {
    try (Session session = h2.open()) {
      Order order = session.query(Order.class).first();
      assertThat(session.get(Customer.class, 2L)).isSameAs(order.customer);
    }
  }

  @Test
  @Misuse(Misuse.Of.COHORT)
  void reference_toMissingRow_saysSo() {
    h2.sql("alter table \"ORDER\" drop constraint fk_order_customer_id");
    h2.sql("delete from customer where id = 2");
    try (Session session = h2.open()) {
      Order order = session.query(Order.class).first();
      assertThatThrownBy(() -> order.customer.name())
          .hasMessage(
              """
              There is no row for Customer 2
                  Order 1 refers to it with 'customer'
                  check the foreign key of table customer [ROWAN-602]""");
      assertThat(session.get(Customer.class, 2L)).isNull();
    }
  }

  @Test
  @Misuse(Misuse.Of.COHORT)
  void cohortOfOne_loadsEachAlone_andOfNone_isRefused() {
    try (SessionFactory alone =
            h2.another(
                b ->
                    b.entities(City.class, Customer.class, Order.class, Note.class).cohortSize(1));
        Session session = alone.open()) {
      List<Order> orders = session.query(Order.class).limit(3).all();
      h2.log().clear();
      orders.forEach(order -> assertThat(order.customer.name()).startsWith("k"));
      assertThat(h2.log().sql()).hasSize(3);
    }
    assertThatThrownBy(() -> Rowan.connect("jdbc:h2:mem:", null, null).cohortSize(0))
        .isExactlyInstanceOf(RowanException.class)
        .hasMessage(
            """
            A cohort of 0 objects cannot be loaded
                in cohortSize(...)
                give 1 or more; 1 loads each object by a statement of its own [ROWAN-336]""");
  }

  @Test
  void keys_arePaddedToAPowerOfTwo() {
    try (Session session = h2.open()) {
      List<Customer> five = session.query(Customer.class).limit(5).all();
      h2.log().clear();
      assertThat(five.get(0).orders()).hasSize(4);
    }
    assertThat(h2.log().sql().get(0)).contains("in (?, ?, ?, ?, ?, ?, ?, ?)");
    assertThat(h2.log().events().get(0).parameters().get(0)).hasSize(8).endsWith(5L, 5L, 5L);
  }
}
