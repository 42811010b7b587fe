package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.model.City;
import org.rowanorm.model.Customer;
import org.rowanorm.model.Note;
import org.rowanorm.model.Order;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class IdTrapTest {

  private final H2 h2 = H2.with(City.class, Customer.class, Order.class, Note.class);

  @AfterEach
  void close() {
    h2.close();
  }

  @Test
  void ids_ofOneBatch_areThoseOfTheirRows() {
    List<Customer> customers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      customers.add(new Customer("k" + i, null));
    }
    try (Session session = h2.open()) {
      session.addAll(customers);
      session.commit();
    }
    assertThat(h2.log().events()).hasSize(1);
    assertThat(h2.sessions().forcedInserts()).isZero();
    for (Customer customer : customers) {
      assertThat(h2.rows("select name from customer where id = " + customer.id()))
          .containsExactly(customer.name());
    }
  }

  @Test
  void idRead_afterAdd_insertsTheObjectAndWhatItNeedsOnly() {
    try (Session session = h2.open()) {
      Customer other = new Customer("other", null);
      Customer ann = new Customer("Ann", new City(1, "Rome"));
      session.add(other);
      session.add(ann);
      h2.log().clear();
      assertThat(ann.id()).isEqualTo(1);
      assertThat(h2.log().sql())
          .containsExactly(
              "insert into city (id, name, founded, arms) values (?, ?, ?, ?)",
              "insert into customer (name, city_id) values (?, ?)");
      assertThat(h2.sessions().forcedInserts()).isEqualTo(1);
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly("insert into customer (name, city_id) values (?, ?)");
      assertThat(other.id()).isEqualTo(2);
    }
  }

  @Test
  void idRead_ofElement_insertsItsOwnerFirstAndItsKeyAtOnce() {
    try (Session session = h2.open()) {
      Customer ann = new Customer("Ann", null);
      ann.orders().add(new Order(ann, BigDecimal.ONE));
      session.add(ann);
      assertThat(ann.orders().get(0).id).isEqualTo(1);
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into customer (name, city_id) values (?, ?)",
            "insert into \"ORDER\" (customer_id, total) values (?, ?)");
  }

  @Test
  void idRead_beforeARequiredValueIsSet_insertsNothing() {
    try (Session session = h2.open()) {
      Order order = new Order(null, BigDecimal.ONE);
      session.add(order);
      assertThat(order.id).isZero();
      assertThat(h2.log().sql()).isEmpty();
      order.customer = new Customer("Ann", null);
      assertThat(order.id).isEqualTo(1);
    }
  }

  @Test
  void idRead_thenRollback_makesTheObjectNewAgain() {
    try (Session session = h2.open()) {
      Customer ann = new Customer("Ann", null);
      session.add(ann);
      assertThat(ann.id()).isEqualTo(1);
      session.rollback();
      assertThat(h2.rows("select * from customer")).isEmpty();
      assertThat(ann.id()).isEqualTo(2);
      session.commit();
    }
    assertThat(h2.rows("select id, name from customer")).containsExactly("2,Ann");
  }

  @Test
  void idSet_onNewObjectWhoseIdsAreGenerated_isRefused() {
    try (Session session = h2.open()) {
      Customer ann = new Customer("Ann", null);
      ann.id(7L);
      assertThatThrownBy(() -> session.add(ann))
          .hasMessage(
              """
              A new Customer has the id 7, but its ids are made by the database
                  at Customer.id
                  leave the id unset, or take @GeneratedValue away [ROWAN-316]""");
      Customer bob = new Customer("Bob", null);
      session.add(bob);
      assertThatThrownBy(() -> bob.id(7L))
          .hasMessage(
              """
              The id of Customer without an id cannot be changed to 7
                  at Customer.id
                  its ids are made by the database [ROWAN-312]""");
    }
  }

  @Test
  void uuid_isSetByAdd() {
    try (Session session = h2.open()) {
      Note note = new Note("one");
      session.add(note);
      assertThat(note.id()).isNotNull();
      assertThat(session.get(Note.class, note.id())).isSameAs(note);
      session.commit();
      assertThat(h2.rows("select id from note")).containsExactly(note.id().toString());
    }
    assertThat(h2.log().sql())
        .containsExactly("insert into note (id, text, notes_id) values (?, ?, ?)");
  }
}
