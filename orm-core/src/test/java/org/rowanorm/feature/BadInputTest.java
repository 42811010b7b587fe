package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.ConnectionLostException;
import org.rowanorm.error.ConstraintViolationException;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.NotEnhancedException;
import org.rowanorm.error.QueryException;
import org.rowanorm.error.ResultCountException;
import org.rowanorm.error.RowanException;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.model.Book;
import org.rowanorm.model.User;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;
import org.rowanorm.support.Sources;

class BadInputTest {

  @Entity
  static class Member {
    @Id int id;

    @Column(unique = true, length = 5)
    String nick;

    Member(int id, String nick) {
      this.id = id;
      this.nick = nick;
    }
  }

  private final H2 h2 = H2.with(User.class, Book.class, Member.class);

  @AfterEach
  void close() {
    h2.close();
  }

  // ---- classes

  @Test
  void build_ofUnenhancedEntity_namesItAndTheRemedy() {
    Class<?> plain =
        Sources.loader(
                Sources.compile(
                    "shop.Plain",
                    """
                    package shop;
                    import jakarta.persistence.*;
                    @Entity public class Plain { @Id long id; }
                    """))
            .get("shop.Plain");
    assertThatThrownBy(() -> H2.empty(plain))
        .isInstanceOf(NotEnhancedException.class)
        .hasMessage(
            """
            Not enhanced: shop.Plain
                start the JVM with -javaagent:orm-agent-<version>-agent.jar,
                or run the goal enhance of orm-maven-plugin in the build [ROWAN-101]""");
  }

  @Test
  void build_afterTheAgentFailed_saysWhy() {
    Class<?> plain =
        Sources.loader(
                Sources.compile(
                    "shop.Failed",
                    """
                    package shop;
                    import jakarta.persistence.*;
                    @Entity public class Failed { @Id long id; }
                    """))
            .get("shop.Failed");
    String key =
        "org.rowanorm.agent.failure.shop.Failed@"
            + Integer.toHexString(System.identityHashCode(plain.getClassLoader()));
    System.setProperty(key, "its class file is too new");
    try {
      assertThatThrownBy(() -> H2.empty(plain))
          .hasMessage(
              """
              The agent could not enhance shop.Failed
                  its class file is too new [ROWAN-101]""");
    } finally {
      System.clearProperty(key);
    }
  }

  // ---- queries

  @Test
  void filter_byUnknownAttribute_namesTheNearest() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.query(User.class).filter(path("nme").eq("Bob")))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              No attribute 'nme' in User; did you mean 'name'?
                  in query User.filter(nme = ?) [ROWAN-204]""");
    }
  }

  @Test
  void filter_byUnknownAttributeNearNone_listsAll() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.query(User.class).filterBy("telephone", "1"))
          .hasMessage(
              """
              No attribute 'telephone' in User; it has id, name, books
                  in query User.filter(telephone = ?) [ROWAN-204]""");
    }
  }

  @Test
  void filter_byWrongType_saysBothTypes() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.query(User.class).filterBy("name", 5))
          .hasMessage(
              """
              User.name is compared with a Integer, but is of type String
                  in query User.filter(name = ?) [ROWAN-203]""");
    }
  }

  @Test
  void filter_byCollection_isRefused() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.query(User.class).filter(path("books").isNull()))
          .hasMessage(
              """
              User.books is a collection; it cannot be compared or sorted by
                  in query User.filter(books is null)
                  query its elements instead [ROWAN-206]""");
    }
  }

  @Test
  void filter_throughBasicAttribute_isRefused() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.query(User.class).orderBy(path("name.length").asc()))
          .hasMessage(
              """
              Path 'name.length' goes on after User.name, which is no reference
                  in query User.orderBy(name.length)
                  only references to one other object can be followed [ROWAN-205]""");
    }
  }

  @Test
  void limit_belowZero_isRefused() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.query(User.class).limit(-1))
          .hasMessage(
              """
              A query cannot have the limit -1
                  in query User.limit(-1) [ROWAN-207]""");
    }
  }

  @Test
  void page_behindTheLastNumberOfARow_isRefused_andIsNoOtherPage() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.query(User.class).page(43_000_000, 100))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              There is no page 43000000 of 100 rows
                  in query User
                  it would begin after row 4300000000; go on from page to page with page(size)\
               [ROWAN-207]""");
      assertThatThrownBy(() -> session.query(User.class).page(0, 0))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              There is no page 0 of 0 rows
                  in query User
                  pages are counted from 0, and have a row at least [ROWAN-207]""");
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void query_ofUnknownClass_isRefused() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.query(String.class))
          .hasMessage(
              """
              java.lang.String is not an entity of this session factory
                  give its class to entities(...) when the factory is built [ROWAN-201]""");
    }
  }

  @Test
  void get_byWrongIdType_isRefused() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.get(User.class, 5))
          .hasMessage(
              """
              The id of User is of type String, not Integer
                  in get(User, 5) [ROWAN-203]""");
    }
  }

  @Test
  void one_ofNone_saysSo() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.query(User.class).filterBy("name", "Bob").one())
          .isInstanceOf(ResultCountException.class)
          .hasMessage(
              """
              The query must find exactly one row, but finds none
                  in query User.filter(name = ?).limit(2)
                  use oneOrNull() where there may be none [ROWAN-202]"""
                  .replace(".limit(2)", ""));
    }
  }

  @Test
  void one_ofSeveral_saysHowMany() {
    h2.sql("insert into member (id, nick) values (1, 'a'), (2, 'b'), (3, 'c')");
    try (Session session = h2.open()) {
      ResultCountException error =
          catchThrowableOfType(
              ResultCountException.class, () -> session.query(Member.class).oneOrNull());
      assertThat(error)
          .hasMessage(
              """
              The query must find at most one row, but finds 3
                  in query Member
                  use all() or first() [ROWAN-202]""");
      assertThat(error.count()).isEqualTo(3);
    }
  }

  // ---- objects

  @Test
  void add_ofTwoObjectsWithOneId_isRefused() {
    try (Session session = h2.open()) {
      session.add(new User("1", "Ann"));
      User other = new User("1", "Bob");
      assertThatThrownBy(() -> session.add(other))
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              Two objects with the id 1 of User in one session
                  both were added and not flushed yet
                  change the managed one, or give the other another id [ROWAN-311]""");
      session.commit();
    }
    assertThat(h2.rows("select name from \"USER\"")).containsExactly("Ann");
  }

  @Test
  void add_ofGraphWithDuplicate_addsNothingOfIt() {
    try (Session session = h2.open()) {
      session.add(new Book("b", "Dune"));
      User ann = new User("1", "Ann");
      ann.books().add(new Book("a", "Emma"));
      ann.books().add(new Book("b", "Other"));
      assertThatThrownBy(() -> session.add(ann)).isInstanceOf(EntityStateException.class);
      session.commit();
    }
    assertThat(h2.rows("select id, name from book")).containsExactly("b,Dune");
    assertThat(h2.rows("select * from \"USER\"")).isEmpty();
  }

  @Test
  void add_withoutId_isRefusedAtFlush() {
    try (Session session = h2.open()) {
      session.add(new User(null, "Ann"));
      assertThatThrownBy(session::commit)
          .hasMessage(
              """
              A new User has no id
                  at User.id
                  set it before the flush, or annotate it with @GeneratedValue [ROWAN-313]""");
    }
  }

  @Test
  void add_ofUnknownClass_isRefused() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.add("text"))
          .hasMessage(
              """
              java.lang.String is not an entity of this session factory
                  give its class to entities(...) when the factory is built [ROWAN-201]""");
    }
  }

  @Test
  void delete_ofForeignObject_isRefused() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.delete(new User("1", "Ann")))
          .hasMessage(
              """
              User 1 is not managed by this session, so it cannot be deleted
                  get the object by its id from this session and delete that one [ROWAN-314]""");
    }
  }

  @Test
  void write_ofManagedId_isRefusedAndChangesNothing() {
    h2.sql("insert into \"USER\" (id, name) values ('1', 'Ann')");
    try (Session session = h2.open()) {
      User ann = session.get(User.class, "1");
      assertThatThrownBy(() -> ann.changeId("2"))
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              The id of User 1 cannot be changed to 2
                  at User.id
                  an id stands for its row: delete the object and add a new one [ROWAN-312]""");
      assertThat(ann.id()).isEqualTo("1");
      ann.changeId("1");
    }
  }

  // ---- database

  @Test
  void query_ofMissingTable_saysHowToMakeIt() {
    try (H2 empty = H2.empty(User.class, Book.class);
        Session session = empty.open()) {
      assertThatThrownBy(() -> session.get(Book.class, "1"))
          .isInstanceOf(DatabaseException.class)
          .hasMessage(
              """
              The database has no such table or column
                  in select b.id, b.name from book b where b.id = ?
                  the database says: Table "BOOK" not found (this database is empty)
                  create it, for instance with sessions.schema().createMissing(), or correct its name [ROWAN-503]""");
    }
  }

  @Test
  void commit_ofTooLongValue_saysWhereItDoesNotFit() {
    try (Session session = h2.open()) {
      session.add(new Member(1, "toolong"));
      assertThatThrownBy(session::commit)
          .isInstanceOf(DatabaseException.class)
          .hasMessage(
              """
              A value does not fit into its column
                  in insert into member (id, nick) values (?, ?)
                  the database says: Value too long for column "NICK CHARACTER VARYING(5)": "'toolong' (7)"
                  roll back, then shorten the value or widen the column (@Column(length = ...)) [ROWAN-504]""");
    }
  }

  @Test
  void commit_ofTakenUniqueValue_isUsableAfterRollback() {
    h2.sql("insert into member (id, nick) values (1, 'ann')");
    try (Session session = h2.open()) {
      Member second = new Member(2, "ann");
      session.add(second);
      ConstraintViolationException error =
          catchThrowableOfType(ConstraintViolationException.class, session::commit);
      assertThat(error.getMessage().replaceAll("PUBLIC.CONSTRAINT_\\w+", "CONSTRAINT"))
          .isEqualTo(
              """
              A row has a value that must be unique and is taken
                  in insert into member (id, nick) values (?, ?)
                  the database says: Unique index or primary key violation: "CONSTRAINT INDEX CONSTRAINT ON PUBLIC.MEMBER(NICK NULLS FIRST) VALUES ( /* 1 */ 'ann' )"
                  roll back, change the value, then commit again [ROWAN-505]""");
      session.rollback();
      second.nick = "bob";
      session.commit();
    }
    assertThat(h2.rows("select nick from member order by id")).containsExactly("ann", "bob");
  }

  @Test
  void connectionLostBetweenTwoStatements_writesNothingAndTheNextSessionWorks() {
    try (Session session = h2.open()) {
      User ann = new User("1", "Ann");
      session.add(ann);
      session.flush();
      ann.rename("Anna");
      h2.connections().failNext("prepareStatement", new SQLException("reset by peer", "08006"));
      assertThatThrownBy(session::commit)
          .isInstanceOf(ConnectionLostException.class)
          .hasMessage(
              """
              The connection to the database was lost
                  in update "USER" set name = ? where id = ?
                  the database says: reset by peer
                  nothing of this transaction is written: roll back, then try again [ROWAN-501]""");
      session.rollback();
      assertThat(h2.rows("select * from \"USER\"")).isEmpty();
      session.commit();
    }
    try (Session next = h2.open()) {
      assertThat(next.get(User.class, "1").name()).isEqualTo("Anna");
    }
  }

  // ---- sessions

  @Test
  void closedSession_refusesEachCall() {
    Session session = h2.open();
    session.close();
    session.close();
    String message =
        """
        The session is closed
            open another one with sessions.open() [ROWAN-301]""";
    assertThatThrownBy(() -> session.get(User.class, "1"))
        .isInstanceOf(SessionStateException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> session.add(new User("1", "Ann"))).hasMessage(message);
    assertThatThrownBy(() -> session.query(User.class)).hasMessage(message);
    assertThatThrownBy(session::begin).hasMessage(message);
    assertThatThrownBy(session::flush).hasMessage(message);
    assertThatThrownBy(session::commit).hasMessage(message);
    assertThatThrownBy(session::rollback).hasMessage(message);
    assertThat(session.isOpen()).isFalse();
  }

  @Test
  void session_handedOverToAnotherThread_works() throws Exception {
    try (Session session = h2.open()) {
      AtomicReference<Throwable> failure = new AtomicReference<>();
      User ann = new User("1", "Ann");
      session.add(ann);
      Thread other =
          new Thread(
              () -> {
                try {
                  ann.rename("Anna");
                  session.commit();
                } catch (Throwable e) {
                  failure.set(e);
                }
              });
      other.start();
      other.join();
      assertThat(failure.get()).isNull();
      ann.rename("Annabel");
      session.commit();
    }
    assertThat(h2.rows("select name from \"USER\"")).containsExactly("Annabel");
  }

  @Test
  void session_usedByTwoThreadsAtOnce_refusesTheSecondOne() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    try (H2 slow =
            H2.with(
                builder ->
                    builder
                        .entities(User.class, Book.class)
                        .listener(
                            event -> {
                              if (event.sql().startsWith("select b.id")) {
                                inside.countDown();
                                await(done);
                              }
                            }));
        Session session = slow.open()) {
      slow.sql("insert into \"USER\" (id, name) values ('1', 'Ann')");
      slow.sql("insert into \"USER\" (id, name) values ('2', 'Bob')");
      User ann = session.get(User.class, "1");
      List<Book> bobs = session.get(User.class, "2").books();
      Query<User> query = session.query(User.class);
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread first =
          new Thread(
              () -> {
                try {
                  session.query(Book.class).all();
                } catch (Throwable e) {
                  failure.set(e);
                }
              },
              "first");
      first.start();
      await(inside);
      String message =
          """
          The session is in use by thread 'first'
              thread 'main' must not use it, or its objects, at the same time
              open a session for each thread [ROWAN-302]""";
      assertThatThrownBy(() -> session.get(User.class, "1")).hasMessage(message);
      assertThatThrownBy(() -> session.add(new User("2", "Bob"))).hasMessage(message);
      assertThatThrownBy(() -> session.query(User.class)).hasMessage(message);
      assertThatThrownBy(() -> session.delete(ann)).hasMessage(message);
      assertThatThrownBy(session::begin).hasMessage(message);
      assertThatThrownBy(session::flush).hasMessage(message);
      assertThatThrownBy(session::commit).hasMessage(message);
      assertThatThrownBy(session::rollback).hasMessage(message);
      assertThatThrownBy(session::close).hasMessage(message);
      assertThatThrownBy(() -> ann.rename("Anna")).hasMessage(message);
      assertThatThrownBy(ann::books).hasMessage(message);
      assertThatThrownBy(bobs::size).hasMessage(message);
      assertThatThrownBy(() -> bobs.add(new Book("b", "Dune"))).hasMessage(message);
      assertThatThrownBy(query::all).hasMessage(message);
      assertThatThrownBy(query::count).hasMessage(message);
      assertThatThrownBy(query::exists).hasMessage(message);
      assertThatThrownBy(query::first).hasMessage(message);
      assertThatThrownBy(() -> session.addAll(List.of(ann))).hasMessage(message);
      done.countDown();
      first.join();
      assertThat(failure.get()).isNull();
      assertThat(ann.name()).isEqualTo("Ann");
      session.commit();
      ann.rename("Anna");
      session.commit();
      assertThat(slow.rows("select name from \"USER\" order by id")).containsExactly("Anna", "Bob");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyError_isOfOneFamilyWithACode() {
    try (Session session = h2.open()) {
      RowanException error =
          catchThrowableOfType(
              RowanException.class, () -> session.query(User.class).filterBy("nme", 1));
      assertThat(error.code().text()).isEqualTo("ROWAN-204");
    }
  }
}
