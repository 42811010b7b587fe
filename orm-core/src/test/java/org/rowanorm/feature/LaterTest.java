package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Path.path;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.QueryException;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.model.City;
import org.rowanorm.model.Customer;
import org.rowanorm.model.Note;
import org.rowanorm.model.Order;
import org.rowanorm.session.Later;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;
import org.rowanorm.support.Misuse;

class LaterTest {

  private final H2 h2 = H2.with(City.class, Customer.class, Order.class, Note.class);

  LaterTest() {
    h2.sql("insert into city (id, name) values (1, 'Rome'), (2, 'Oslo')");
    h2.sql("insert into customer (name, city_id) values ('Ann', 1), ('Bob', 1)");
    h2.log().clear();
  }

  @AfterEach
  void close() {
    h2.close();
  }

  @Test
  void queries_areSentWhenTheFirstValueIsNeeded_andOnce() {
    try (Session session = h2.open()) {
      Later<City> cities = session.later(session.query(City.class).orderBy(path("id").asc()));
      Later<Customer> customers = session.later(session.query(Customer.class));
      assertThat(cities.isThere()).isFalse();
      assertThat(h2.log().sql()).isEmpty();
      assertThat(cities.get()).extracting(City::name).containsExactly("Rome", "Oslo");
      assertThat(customers.isThere()).isTrue();
      assertThat(customers.get()).hasSize(2).isSameAs(customers.get());
      assertThat(h2.log().sql()).hasSize(2);
      assertThat(customers.get().get(0).city()).isSameAs(cities.get().get(0));
      assertThat(h2.log().sql()).hasSize(2);
    }
  }

  @Test
  void queriesThatAreGatheredAfterwards_goWithTheNextValue() {
    try (Session session = h2.open()) {
      Later<City> cities = session.later(session.query(City.class));
      assertThat(cities.get()).hasSize(2);
      Later<Customer> customers = session.later(session.query(Customer.class));
      assertThat(customers.isThere()).isFalse();
      assertThat(customers.get()).hasSize(2);
    }
    assertThat(h2.log().sql()).hasSize(2);
  }

  @Test
  void changes_areFlushedBefore() {
    try (Session session = h2.open()) {
      Later<City> cities = session.later(session.query(City.class));
      session.add(new City(3, "Bern"));
      assertThat(cities.get()).hasSize(3);
    }
    assertThat(h2.log().sql().get(0)).startsWith("insert into city");
  }

  // ---- misuse

  @Test
  @Misuse(Misuse.Of.LATER)
  void queryOfAnotherSession_isRefused() {
    try (Session one = h2.open();
        Session other = h2.open()) {
      Query<City> query = other.query(City.class);
      assertThatThrownBy(() -> one.later(query))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              The query belongs to another session
                  in later(City)
                  make it with session.query(...) of the session that is to send it [ROWAN-334]""");
    }
  }

  @Test
  @Misuse(Misuse.Of.LATER)
  void valueAfterClose_isRefused_unlessItWasSent() {
    Later<City> sent;
    Later<City> unsent;
    try (Session session = h2.open()) {
      sent = session.later(session.query(City.class));
      assertThat(sent.get()).hasSize(2);
      unsent = session.later(session.query(City.class));
    }
    assertThat(sent.get()).hasSize(2);
    assertThatThrownBy(unsent::get)
        .isInstanceOf(SessionStateException.class)
        .hasMessage(
            """
            The session is closed
                open another one with sessions.open() [ROWAN-301]""");
  }

  @Test
  @Misuse(Misuse.Of.LATER)
  void failureOfOne_isTheErrorOfTheFirst_andTheOthersSayThatTheyWereNotSent() {
    try (Session session = h2.open()) {
      Later<City> cities = session.later(session.query(City.class));
      Later<Customer> customers = session.later(session.query(Customer.class));
      h2.sql("alter table customer rename to gone");
      assertThatThrownBy(cities::get)
          .isInstanceOf(DatabaseException.class)
          .hasMessage(
              """
              The database has no such table or column
                  in select c.id, c.name, c.city_id from customer c
                  the database says: Table "CUSTOMER" not found
                  create it, for instance with sessions.schema().createMissing(), or correct its \
              name [ROWAN-503]""");
      assertThatThrownBy(customers::get)
          .isInstanceOf(SessionStateException.class)
          .hasMessage(
              """
              The query was not sent
                  it was gathered with others, and the sending of those failed
                  in later(Customer)
                  ask for it again with session.later(...) [ROWAN-333]""");
      assertThat(session.later(session.query(City.class)).get())
          .isEqualTo(List.of(session.get(City.class, 1L), session.get(City.class, 2L)));
    }
  }
}
