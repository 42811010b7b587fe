package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.error.QueryException;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.model.City;
import org.rowanorm.model.Customer;
import org.rowanorm.model.Note;
import org.rowanorm.model.Order;
import org.rowanorm.query.Path;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;
import org.rowanorm.support.Misuse;

/** Reads that a query or a session does not allow. */
class RaiseTest {

  private final H2 h2 = H2.with(City.class, Customer.class, Order.class, Note.class);

  RaiseTest() {
    h2.sql("insert into city (id, name) values (1, 'Rome')");
    h2.sql("insert into customer (name, city_id) values ('Ann', 1), ('Bob', 1)");
    h2.sql("insert into \"ORDER\" (customer_id, total) values (1, 10), (2, 20)");
    h2.log().clear();
  }

  @AfterEach
  void close() {
    h2.close();
  }

  private static String withoutLines(Throwable error) {
    return error.getMessage().replaceAll("[(]RaiseTest.java:\\d+[)]", "(RaiseTest.java)");
  }

  // ---- of a query

  @Test
  @Misuse(Misuse.Of.RAISE)
  void raise_refusesTheFirstReadOfThePath_andNoOther() {
    try (Session session = h2.open()) {
      List<Customer> customers = session.query(Customer.class).raise("orders").all();
      h2.log().clear();
      assertThatThrownBy(() -> customers.get(0).orders().size())
          .isInstanceOf(LazyLoadException.class)
          .extracting(RaiseTest::withoutLines)
          .isEqualTo(
              """
              Attribute 'orders' of Customer 1 is not loaded, and its query raises where it is read
                  it came with query Customer, at org.rowanorm.feature.RaiseTest.\
              raise_refusesTheFirstReadOfThePath_andNoOther(RaiseTest.java)
                  fetch it with the query, or take its path out of raise(...) [ROWAN-331]""");
      assertThat(h2.log().sql()).isEmpty();
      assertThat(customers.get(0).city().name()).isEqualTo("Rome");
      assertThat(customers.get(0).notes()).isEmpty();
    }
  }

  @Test
  @Misuse(Misuse.Of.RAISE)
  void raise_ofAReference_leavesItsIdAlone() {
    try (Session session = h2.open()) {
      Order order = session.query(Order.class).raise("customer").first();
      assertThat(order.customer.id()).isEqualTo(1);
      assertThatThrownBy(() -> order.customer.name())
          .isInstanceOf(LazyLoadException.class)
          .extracting(RaiseTest::withoutLines)
          .isEqualTo(
              """
              Attribute 'name' of Customer 1 is not loaded, and its query raises where it is read
                  it came with query Order, at org.rowanorm.feature.RaiseTest.\
              raise_ofAReference_leavesItsIdAlone(RaiseTest.java)
                  fetch it with the query, or take its path out of raise(...) [ROWAN-331]""");
    }
  }

  @Test
  @Misuse(Misuse.Of.RAISE)
  void raise_ofAPath_reachesWhatIsLoadedLater_alsoAfterClose() {
    String message =
        """
        Attribute 'orders' of Customer 1 is not loaded, and its query raises where it is read
            it came with query Order, at org.rowanorm.feature.RaiseTest.\
        raise_ofAPath_reachesWhatIsLoadedLater_alsoAfterClose(RaiseTest.java)
            fetch it with the query, or take its path out of raise(...) [ROWAN-331]""";
    Order order;
    try (Session session = h2.open()) {
      order = session.query(Order.class).raise("customer.orders").first();
      assertThat(order.customer.name()).isEqualTo("Ann");
      assertThatThrownBy(() -> order.customer.orders().size())
          .isInstanceOf(LazyLoadException.class)
          .extracting(RaiseTest::withoutLines)
          .isEqualTo(message);
    }
    assertThatThrownBy(() -> order.customer.orders().size())
        .isInstanceOf(LazyLoadException.class)
        .extracting(RaiseTest::withoutLines)
        .isEqualTo(message);
    assertThat(order.customer.city().name()).isEqualTo("Rome");
  }

  @Test
  @Misuse(Misuse.Of.RAISE)
  void raise_withoutPaths_refusesAllThatIsNotFetched_whereverItLeads() {
    Order order;
    try (Session session = h2.open()) {
      order = session.query(Order.class).fetch("customer.notes").raise().first();
      h2.log().clear();
      assertThat(order.customer.name()).isEqualTo("Ann");
      assertThat(order.customer.notes()).isEmpty();
      assertThat(order.customer.city().id()).isEqualTo(1);
      assertThatThrownBy(() -> order.customer.city().name())
          .isInstanceOf(LazyLoadException.class)
          .extracting(RaiseTest::withoutLines)
          .isEqualTo(
              """
              Attribute 'name' of City 1 is not loaded, and its query raises where it is read
                  it came with query Order, at org.rowanorm.feature.\
              RaiseTest.raise_withoutPaths_refusesAllThatIsNotFetched_whereverItLeads(RaiseTest.java)
                  fetch it with the query, or name in raise(...) what must not be loaded [ROWAN-331]""");
    }
    assertThatThrownBy(() -> order.customer.orders().size())
        .isInstanceOf(LazyLoadException.class)
        .extracting(RaiseTest::withoutLines)
        .isEqualTo(
            """
            Attribute 'orders' of Customer 1 is not loaded, and its query raises where it is read
                it came with query Order, at org.rowanorm.feature.\
            RaiseTest.raise_withoutPaths_refusesAllThatIsNotFetched_whereverItLeads(RaiseTest.java)
                fetch it with the query, or name in raise(...) what must not be loaded [ROWAN-331]""");
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  @Misuse(Misuse.Of.RAISE)
  void raise_withoutPaths_onAQueryOfValues_saysSo() {
    try (Session session = h2.open()) {
      Query<?> query = session.query(Customer.class).select(Path.path("name"));
      assertThatThrownBy(query::raise)
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              raise() needs a query for objects of one entity
                  in query Customer.select(name) [ROWAN-213]""");
    }
  }

  @Test
  void raise_saysNothingOfWhatIsLoaded() {
    try (Session session = h2.open()) {
      Customer ann = session.get(Customer.class, 1L);
      assertThat(ann.orders()).hasSize(1);
      assertThat(session.query(Customer.class).raise("orders").all()).contains(ann);
      assertThat(ann.orders()).hasSize(1);
    }
  }

  @Test
  @Misuse(Misuse.Of.RAISE)
  void raise_ofAnUnknownPath_saysSoAtOnce() {
    try (Session session = h2.open()) {
      Query<Order> query = session.query(Order.class);
      assertThatThrownBy(() -> query.raise("customer.ordres"))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              No attribute 'ordres' in Customer; did you mean 'orders'?
                  in raise("customer.ordres") of query Order [ROWAN-204]""");
    }
  }

  @Test
  @Misuse(Misuse.Of.RAISE)
  void raise_ofAValueThatComesWithItsRow_saysSo() {
    try (Session session = h2.open()) {
      Query<Order> query = session.query(Order.class);
      assertThatThrownBy(() -> query.raise("customer.name"))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              Customer.name is loaded with its row, so its read never raises
                  in raise("customer.name") of query Order
                  name an association, a collection or a lazy value [ROWAN-332]""");
    }
  }

  @Test
  @Misuse(Misuse.Of.RAISE)
  void raise_onAQueryOfValues_saysSo() {
    try (Session session = h2.open()) {
      Query<?> query = session.query(Customer.class).select(Path.path("name"));
      assertThatThrownBy(() -> query.raise("orders"))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              raise("orders") needs a query for objects of one entity
                  in query Customer.select(name) [ROWAN-213]""");
    }
  }

  // ---- of a session

  @Test
  @Misuse(Misuse.Of.SEAL)
  void sealedSession_readsWhatIsThere_andRefusesWhatIsNot() {
    Customer ann;
    try (Session session = h2.open()) {
      ann = session.query(Customer.class).filter(Path.path("id").eq(1L)).one();
      assertThat(ann.orders()).hasSize(1);
      session.seal();
      h2.log().clear();
      assertThat(ann.orders()).hasSize(1);
      assertThat(session.get(Customer.class, 1L)).isSameAs(ann);
      assertThatThrownBy(() -> ann.city().name())
          .isInstanceOf(LazyLoadException.class)
          .hasMessage(
              """
              Attribute 'name' of City 1 is not loaded, and the session is sealed
                  it came with query Customer.filter(Customer.id = ?)
                  load it before seal(), with the query or by reading it [ROWAN-330]""");
    }
    assertThatThrownBy(() -> ann.notes().size())
        .isInstanceOf(LazyLoadException.class)
        .hasMessage(
            """
            Attribute 'notes' of Customer 1 is not loaded, and the session is sealed
                it came with query Customer.filter(Customer.id = ?)
                load it before seal(), with the query or by reading it [ROWAN-330]""");
    assertThat(h2.log().sql()).isEmpty();
    assertThat(h2.connections().open()).isZero();
  }

  @Test
  @Misuse(Misuse.Of.SEAL)
  void sealedSession_asksNoQuery() {
    try (Session session = h2.open()) {
      session.seal();
      Query<Customer> query = session.query(Customer.class);
      assertThatThrownBy(query::all)
          .isInstanceOf(SessionStateException.class)
          .hasMessage(
              """
              The session is sealed: it sends no more SQL
                  it was about to send: select c.id, c.name, c.city_id from customer c
                  do this before seal(), or in another session [ROWAN-330]""");
    }
  }

  @Test
  @Misuse(Misuse.Of.SEAL)
  void sealedSession_flushesNothing_butEndsItsTransaction() {
    try (Session session = h2.open()) {
      session.begin();
      Customer ann = session.get(Customer.class, 1L);
      session.seal();
      session.commit();
      ann.rename("Anna");
      assertThatThrownBy(session::commit)
          .isInstanceOf(SessionStateException.class)
          .hasMessage(
              """
              The session is sealed: it sends no more SQL
                  it was about to send: update customer set name = ? where id = ?
                  do this before seal(), or in another session [ROWAN-330]""");
      session.rollback();
    }
    assertThat(h2.rows("select name from customer where id = 1")).containsExactly("Ann");
  }
}
