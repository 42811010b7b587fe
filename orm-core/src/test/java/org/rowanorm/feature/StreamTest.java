package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.model.City;
import org.rowanorm.model.Customer;
import org.rowanorm.model.Note;
import org.rowanorm.model.Order;
import org.rowanorm.query.Path;
import org.rowanorm.query.StringPath;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;
import org.rowanorm.support.Misuse;

class StreamTest {

  private static final StringPath NAME = Path.path("name").text();

  private final H2 h2 =
      H2.with(b -> b.entities(City.class, Customer.class, Order.class, Note.class).cohortSize(100));

  StreamTest() {
    h2.sql("insert into city (id, name) select x, 'c' || x from system_range(1, 5)");
    h2.sql(
        "insert into customer (name, city_id)"
            + " select 'k' || x, mod(x, 5) + 1 from system_range(1, 250)");
    h2.sql(
        "insert into \"ORDER\" (customer_id, total)"
            + " select mod(x, 250) + 1, x from system_range(1, 500)");
    h2.connections().reset();
  }

  @AfterEach
  void close() {
    h2.close();
  }

  private List<String> sentTo(String table) {
    return h2.log().sql().stream().filter(sql -> sql.contains("from " + table)).toList();
  }

  @Test
  void loop_loadsForThePartAndLetsGoOfIt() {
    List<Customer> seen = new ArrayList<>();
    try (Session session = h2.open()) {
      session
          .query(Customer.class)
          .orderBy(Path.path("id").asc())
          .forEach(
              customer -> {
                seen.add(customer);
                assertThat(customer.orders()).hasSize(2);
                assertThat(customer.city().name()).startsWith("c");
                assertThat(session.contains(customer)).isTrue();
                if (seen.size() == 101) {
                  assertThat(session.contains(seen.get(0))).isFalse();
                  assertThat(session.contains(seen.get(0).orders().get(0))).isFalse();
                }
              });
      assertThat(seen).hasSize(250).noneMatch(session::contains);
    }
    assertThat(sentTo("customer")).hasSize(1);
    assertThat(sentTo("\"ORDER\"")).hasSize(3);
    assertThat(sentTo("city")).hasSize(1); // the cache has them from then on
    assertThat(h2.connections().open()).isZero();
  }

  @Test
  void changedObjects_stayUntilTheyAreWritten() {
    try (Session session = h2.open()) {
      session
          .query(Order.class)
          .forEach(
              order -> {
                if (order.id % 50 == 0) {
                  order.customer.rename("of " + order.id);
                }
              });
      session.commit();
    }
    assertThat(h2.rows("select count(*) from customer where name like 'of %'"))
        .containsExactly("5"); // the last of two orders wins
  }

  @Test
  void whatAChangedObjectLeadsTo_staysWithIt() {
    try (Session session = h2.open()) {
      List<Order> kept = new ArrayList<>();
      session
          .query(Order.class)
          .orderBy(Path.path("id").asc())
          .forEach(
              order -> {
                if (order.id == 7) {
                  order.total = order.total.add(order.total);
                  assertThat(order.customer.city().name()).isNotNull();
                  kept.add(order);
                }
              });
      assertThat(session.contains(kept.get(0))).isTrue();
      assertThat(session.contains(kept.get(0).customer)).isTrue();
      assertThat(session.contains(kept.get(0).customer.city())).isTrue();
    }
  }

  @Test
  void objectsFromBefore_stayWithWhatTheyLeadTo() {
    try (Session session = h2.open()) {
      Customer before = session.get(Customer.class, 1L);
      session.query(Customer.class).forEach(customer -> assertThat(customer.orders()).hasSize(2));
      assertThat(session.contains(before)).isTrue();
      assertThat(before.orders()).allMatch(session::contains);
    }
  }

  @Test
  void commitInTheLoop_doesNotDisturbTheStream() {
    int[] count = {0};
    try (Session session = h2.open()) {
      session
          .query(Customer.class)
          .forEach(
              customer -> {
                customer.rename("new");
                if (++count[0] % 100 == 0) {
                  session.commit();
                }
              });
      session.commit();
    }
    assertThat(count[0]).isEqualTo(250);
    assertThat(h2.rows("select count(*) from customer where name = 'new'")).containsExactly("250");
  }

  @Test
  void withinTransaction_partsAreStatementsThatGoOnAfterTheLastRow() {
    List<Long> ids = new ArrayList<>();
    try (Session session = h2.open()) {
      session.begin();
      h2.log().clear();
      session
          .query(Customer.class)
          .orderBy(Path.path("name").desc())
          .offset(10)
          .limit(150)
          .forEach(customer -> ids.add(customer.id()));
    }
    assertThat(ids).hasSize(150).doesNotHaveDuplicates();
    assertThat(h2.log().sql())
        .containsExactly(
            "select c.id, c.name, c.city_id, c.name, c.id from customer c order by c.name desc,"
                + " c.id limit ? offset ?",
            "select c.id, c.name, c.city_id, c.name, c.id from customer c where (c.name < ? or"
                + " c.name is null) or (c.name = ? and c.id > ?) order by c.name desc, c.id limit"
                + " ?");
    assertThat(h2.connections().leased()).isEqualTo(1);
  }

  @Test
  void fetched_isThereForEachPart() {
    try (Session session = h2.open()) {
      session
          .query(Customer.class)
          .fetch("orders", "city")
          .forEach(customer -> assertThat(customer.orders()).hasSize(2));
    }
    assertThat(sentTo("\"ORDER\"")).hasSize(3);
    assertThat(sentTo("city")).hasSize(1);
  }

  @Test
  void values_areStreamedToo() {
    try (Session session = h2.open();
        Stream<String> names = session.query(Customer.class).select(NAME).stream()) {
      assertThat(names.limit(3)).containsExactly("k1", "k2", "k3");
    }
    assertThat(h2.log().events()).hasSize(3); // it, and what prepares its connection
    assertThat(h2.connections().open()).isZero();
  }

  @Test
  void streamWithinStream_leavesTheObjectsOfTheOuterOne() {
    int[] pairs = {0};
    try (Session session = h2.open()) {
      session
          .query(Customer.class)
          .filterBy("city.id", 1L)
          .forEach(
              outer ->
                  session
                      .query(Customer.class)
                      .filterBy("city.id", 2L)
                      .forEach(
                          inner -> {
                            assertThat(session.contains(outer)).isTrue();
                            pairs[0]++;
                          }));
    }
    assertThat(pairs[0]).isEqualTo(2500);
  }

  @Test
  void rowsOfAStream_areNotOfferedToTheCache() {
    try (Session session = h2.open()) {
      session.query(City.class).forEach(city -> assertThat(city.name()).isNotNull());
    }
    h2.log().clear();
    try (Session session = h2.open()) {
      session.get(City.class, 1L);
    }
    assertThat(h2.log().sql()).hasSize(1);
  }

  // ---- misuse

  @Test
  @Misuse(Misuse.Of.STREAM)
  void closedStream_isNotReadOn() {
    try (Session session = h2.open()) {
      Stream<Customer> stream = session.query(Customer.class).stream();
      Iterator<Customer> rows = stream.iterator();
      rows.next();
      stream.close();
      assertThat(h2.connections().open()).isZero();
      assertThatThrownBy(() -> rows.forEachRemaining(customer -> {}))
          .isInstanceOf(SessionStateException.class)
          .hasMessage(
              """
              The stream of Customer goes on no more
                  it was closed
                  read it to its end before, or open it anew [ROWAN-341]""");
    }
  }

  @Test
  @Misuse(Misuse.Of.STREAM)
  void streamThatIsLeftOpen_endsWithItsSession() {
    Iterator<Customer> rows;
    try (Session session = h2.open()) {
      rows = session.query(Customer.class).stream().iterator();
      rows.next();
    }
    assertThat(h2.connections().open()).isZero();
    assertThatThrownBy(() -> rows.forEachRemaining(customer -> {}))
        .hasMessage(
            """
            The stream of Customer goes on no more
                its session is closed
                read it to its end before, or open it anew [ROWAN-341]""");
  }

  @Test
  @Misuse(Misuse.Of.STREAM)
  void streamOfValuesInTransaction_endsWithIt() {
    try (Session session = h2.open()) {
      session.begin();
      Iterator<String> rows = session.query(Customer.class).select(NAME).stream().iterator();
      rows.next();
      session.commit();
      assertThatThrownBy(() -> rows.forEachRemaining(name -> {}))
          .hasMessage(
              """
              The stream of Customer.select(name) goes on no more
                  the transaction in which it was opened has ended
                  read it to its end before, or open it anew [ROWAN-341]""");
    }
  }
}
