package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.model.Book;
import org.rowanorm.model.City;
import org.rowanorm.model.Customer;
import org.rowanorm.model.Employee;
import org.rowanorm.model.Note;
import org.rowanorm.model.Order;
import org.rowanorm.model.User;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class CollectionTest {

  private final H2 h2 =
      H2.with(
          User.class,
          Book.class,
          City.class,
          Customer.class,
          Order.class,
          Note.class,
          Employee.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void givenAnnWithTwoBooks() {
    h2.sql("insert into \"USER\" (id, name) values ('1', 'Ann'), ('2', 'Bob')");
    h2.sql("insert into book (id, name, user_id) values ('a', 'Emma', '1'), ('b', 'Dune', '1')");
  }

  @Test
  void add_ofExistingElement_updatesItsKeyOnly() {
    givenAnnWithTwoBooks();
    h2.sql("insert into book (id, name) values ('c', 'Ulysses')");
    try (Session session = h2.open()) {
      User ann = session.get(User.class, "1");
      ann.books().add(session.get(Book.class, "c"));
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).containsExactly("update book set user_id = ? where id = ?");
    assertThat(h2.log().events().get(0).parametersText()).isEqualTo("[1, c]");
  }

  @Test
  void addAndRename_ofElement_areOneUpdate() {
    givenAnnWithTwoBooks();
    h2.sql("insert into book (id, name) values ('c', 'Ulysses')");
    try (Session session = h2.open()) {
      Book book = session.get(Book.class, "c");
      session.get(User.class, "1").books().add(book);
      book.rename("Odyssey");
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly("update book set name = ?, user_id = ? where id = ?");
  }

  @Test
  void remove_ofElement_emptiesItsKey() {
    givenAnnWithTwoBooks();
    try (Session session = h2.open()) {
      User ann = session.get(User.class, "1");
      ann.books().removeIf(book -> book.id().equals("a"));
      h2.log().clear();
      session.commit();
      assertThat(ann.books()).hasSize(1);
    }
    assertThat(h2.log().sql()).containsExactly("update book set user_id = ? where id = ?");
    assertThat(h2.rows("select id, user_id from book order by id"))
        .containsExactly("a,null", "b,1");
  }

  @Test
  void move_toAnotherOwner_isOneUpdate() {
    givenAnnWithTwoBooks();
    try (Session session = h2.open()) {
      User ann = session.get(User.class, "1");
      User bob = session.get(User.class, "2");
      bob.books().add(ann.books().remove(0));
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().events()).hasSize(1);
    assertThat(h2.rows("select count(*) from book group by user_id")).containsExactly("1", "1");
  }

  @Test
  void clear_thenAddTheSame_sendsNothing() {
    givenAnnWithTwoBooks();
    try (Session session = h2.open()) {
      User ann = session.get(User.class, "1");
      List<Book> copy = new ArrayList<>(ann.books());
      ann.books().clear();
      ann.books().addAll(copy);
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void reads_ofAllKinds_changeNothing() {
    givenAnnWithTwoBooks();
    try (Session session = h2.open()) {
      User ann = session.get(User.class, "1");
      assertThat(ann.books().size()).isEqualTo(2);
      assertThat(ann.books().contains(ann.books().get(1))).isTrue();
      assertThat(ann.books().stream().map(Book::name)).contains("Dune");
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void listThatTheUserKept_isWatchedUntilTheCommit() {
    try (Session session = h2.open()) {
      Customer customer = new Customer("Ann", null);
      List<Order> kept = new ArrayList<>();
      customer.orders(kept);
      session.add(customer);
      kept.add(new Order(customer, BigDecimal.ONE));
      session.flush();
      kept.add(new Order(customer, BigDecimal.TEN));
      session.commit();
      assertThat(customer.orders()).hasSize(2);
    }
    assertThat(h2.rows("select count(*) from \"ORDER\"")).containsExactly("2");
  }

  @Test
  void inverseCollection_givesNewElementsTheirOwner() {
    try (Session session = h2.open()) {
      Customer customer = new Customer("Ann", new City(1, "Rome"));
      customer.orders().add(new Order(null, BigDecimal.ONE));
      session.add(customer);
      session.commit();
      assertThat(customer.orders().get(0).customer).isSameAs(customer);
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into city (id, name, founded, arms) values (?, ?, ?, ?)",
            "insert into customer (name, city_id) values (?, ?)",
            "insert into \"ORDER\" (customer_id, total) values (?, ?)");
  }

  @Test
  void orphan_isDeleted() {
    try (Session session = h2.open()) {
      Customer customer = new Customer("Ann", null);
      Note first = new Note("one");
      customer.notes().add(first);
      customer.notes().add(new Note("two"));
      session.add(customer);
      session.commit();
      customer.notes().remove(first);
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).containsExactly("delete from note where id = ?");
    assertThat(h2.rows("select text from note")).containsExactly("two");
  }

  @Test
  void delete_takesWhatIsOwnedAlong() {
    try (Session session = h2.open()) {
      Customer customer = new Customer("Ann", new City(1, "Rome"));
      customer.notes().add(new Note("one"));
      customer.orders().add(new Order(customer, BigDecimal.ONE));
      customer.orders().add(new Order(customer, BigDecimal.TEN));
      session.add(customer);
      session.commit();
    }
    try (Session session = h2.open()) {
      session.delete(session.get(Customer.class, 1L));
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactlyInAnyOrder(
            "delete from \"ORDER\" where id = ?",
            "delete from note where id = ?",
            "delete from customer where id = ?");
    assertThat(h2.log().sql().get(2)).isEqualTo("delete from customer where id = ?");
    assertThat(h2.rows("select name from city")).containsExactly("Rome");
  }

  @Test
  void replacedUnreadCollection_isNotLoaded() {
    try (Session session = h2.open()) {
      h2.sql("insert into \"USER\" (id, name) values ('1', 'Ann')");
      session.commit();
    }
    try (Session session = h2.open()) {
      Customer customer = new Customer("Ann", null);
      customer.orders().add(new Order(customer, BigDecimal.ONE));
      session.add(customer);
      session.commit();
    }
    try (Session session = h2.open()) {
      Customer customer = session.get(Customer.class, 1L);
      h2.log().clear();
      customer.orders(new ArrayList<>());
      assertThat(customer.orders()).isEmpty();
      session.commit();
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void replacedUnreadOwnedCollection_releasesTheOldOnesFirst() {
    try (Session session = h2.open()) {
      Customer customer = new Customer("Ann", null);
      customer.notes(new HashSet<>(Set.of(new Note("one"))));
      session.add(customer);
      session.commit();
    }
    h2.sql("insert into \"USER\" (id, name) values ('1', 'Ann')");
    h2.sql("insert into book (id, name, user_id) values ('a', 'Emma', '1')");
    try (Session session = h2.open()) {
      Shelf shelf = new Shelf(session.get(User.class, "1"));
      h2.log().clear();
      shelf.replaceBooks(List.of(new Book("b", "Dune")));
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "update book set user_id = null where user_id = ?",
            "insert into book (id, name, user_id) values (?, ?, ?)");
    assertThat(h2.rows("select id, user_id from book order by id"))
        .containsExactly("a,null", "b,1");
  }

  /** Replaces a collection by way of the engine's own door: the field of User is final. */
  private record Shelf(User user) {
    void replaceBooks(List<Book> books) {
      org.rowanorm.entity.Enhanced enhanced = (org.rowanorm.entity.Enhanced) (Object) user;
      org.rowanorm.entity.EntityState.onWrite(enhanced, 2, books);
      enhanced.$rowan_raw(2, new ArrayList<>(books));
    }
  }

  @Test
  void deletedElement_ofChangedCollection_staysDeleted() {
    givenAnnWithTwoBooks();
    try (Session session = h2.open()) {
      User ann = session.get(User.class, "1");
      session.delete(ann.books().get(0));
      ann.books().add(new Book("c", "Ulysses"));
      session.commit();
    }
    assertThat(h2.rows("select id from book order by id")).containsExactly("b", "c");
  }

  @Test
  void deletedElement_ofACollectionThatChangesLater_staysDeleted() {
    givenAnnWithTwoBooks();
    try (Session session = h2.open()) {
      User ann = session.get(User.class, "1");
      session.delete(ann.books().get(0));
      session.commit();
      ann.books().add(new Book("new", "Emma"));
      session.commit();
      assertThat(ann.books()).hasSize(2);
    }
    assertThat(h2.rows("select count(*) from book")).containsExactly("2");
  }

  @Test
  void watchedCollection_thatIsReplaced_isWrittenAsItIsThen() {
    try (Session session = h2.open()) {
      Customer customer = new Customer("Ann", null);
      customer.notes().add(new Note("one"));
      session.add(customer);
      session.flush();
      customer.notes(new HashSet<>(Set.of(new Note("two"))));
      session.commit();
    }
    assertThat(h2.rows("select text, notes_id from note")).containsExactly("two,1");
  }

  @Test
  void collectionThatWasNullWhenAdded_isFilledLater() {
    try (Session session = h2.open()) {
      Customer customer = new Customer("Ann", null);
      customer.notes(null);
      session.add(customer);
      session.commit();
      customer.notes(new HashSet<>(Set.of(new Note("one"))));
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly("insert into note (id, text, notes_id) values (?, ?, ?)");
  }

  @Test
  void collectionOfAClone_isItsOwn() {
    try (Session session = h2.open()) {
      Customer ann = new Customer("Ann", null);
      ann.orders().add(new Order(ann, BigDecimal.ONE));
      session.add(ann);
      session.commit();
      Customer bob = new Customer("Bob", null);
      bob.orders(ann.orders());
      session.add(bob);
      bob.orders().add(new Order(bob, BigDecimal.TEN));
      assertThat(ann.orders()).hasSize(1);
      assertThat(catchThrowableOfType(EntityStateException.class, session::commit))
          .hasMessage(
              """
              The two sides of an association disagree
                  Customer without an id has Order 1 in Customer.orders
                  Order 1 refers to Customer 1 with Order.customer
                  change one of them [ROWAN-407]""");
      bob.orders().remove(0);
      session.commit();
    }
    assertThat(h2.rows("select customer_id, total from \"ORDER\" order by id"))
        .containsExactly("1,1.00", "2,10.00");
  }

  @Test
  void replacedUnreadCollection_thatOwnsItsElements_deletesThem() {
    h2.sessions()
        .inTransaction(
            session -> {
              Customer customer = new Customer("Ann", null);
              customer.notes().add(new Note("one"));
              session.add(customer);
            });
    try (Session session = h2.open()) {
      session.get(Customer.class, 1L).notes(new HashSet<>(Set.of(new Note("two"))));
      session.commit();
    }
    assertThat(h2.rows("select text from note")).containsExactly("two");
  }

  @Test
  void nullElement_isRefused() {
    try (Session session = h2.open()) {
      User ann = new User("1", "Ann");
      ann.books().add(null);
      assertThatThrownBy(() -> session.add(ann))
          .hasMessage(
              """
              A collection holds null
                  at User.books of User 1
                  remove the null [ROWAN-317]""");
    }
  }

  @Test
  void rowsOfOneKind_areInsertedInTheOrderOfTheirReferences() {
    try (Session session = h2.open()) {
      Employee chief = new Employee(9, null);
      Employee middle = new Employee(5, chief);
      session.add(new Employee(1, middle));
      session.add(new Employee(2, middle));
      session.commit();
      assertThat(h2.log().events()).extracting("batchSize").containsExactly(1, 1, 2);
      h2.log().clear();
      session.query(Employee.class).all().forEach(session::delete);
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().events()).extracting("batchSize").containsExactly(2, 1, 1);
  }

  @Test
  void circleOfNewRows_isBrokenAtANullableKey() {
    try (Session session = h2.open()) {
      Employee one = new Employee(1, null);
      Employee two = new Employee(2, one);
      one.boss = two;
      session.add(one);
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into employee (id, boss_id) values (?, ?)",
            "insert into employee (id, boss_id) values (?, ?)",
            "update employee set boss_id = ? where id = ?");
    assertThat(h2.rows("select id, boss_id from employee order by id"))
        .containsExactly("1,2", "2,1");
  }

  @Test
  void longChain_needsNoDeepStack() {
    try (Session session = h2.open()) {
      Employee last = null;
      for (int i = 1; i <= 20_000; i++) {
        last = new Employee(i, last);
      }
      session.add(last);
      assertThat(session.get(Employee.class, 1)).isNotNull();
    }
  }

  @Entity
  static class Rack {
    @Id int id = 1;

    /** As Kotlin compiles a variable of its read-only type. */
    @OneToMany
    @JoinColumn(name = "rack_id")
    List<? extends Tome> tomes = List.of(new Tome());
  }

  @Entity
  static class Tome {
    @Id int id = 2;
  }

  @Test
  void elementTypeWithAnUpperBound_isThatBound() {
    try (H2 racks = H2.with(Rack.class, Tome.class);
        Session session = racks.open()) {
      session.add(new Rack());
      session.commit();
      assertThat(racks.rows("select id, rack_id from tome")).containsExactly("2,1");
    }
  }
}
