package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.model.Book;
import org.rowanorm.model.User;
import org.rowanorm.query.Functions;
import org.rowanorm.query.Path;
import org.rowanorm.query.Select;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class SessionTest {

  private final H2 h2 = H2.with(User.class, Book.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void given(String... sql) {
    for (String text : sql) {
      h2.sql(text);
    }
  }

  @Test
  void commit_withNothingChanged_leasesNoConnection() {
    try (Session session = h2.open()) {
      session.commit();
    }
    assertThat(h2.log().sql()).isEmpty();
    assertThat(h2.connections().leased()).isZero();
  }

  @Test
  void commit_afterReadsOnly_sendsNoTransactionCommand() {
    given("insert into \"USER\" (id, name) values ('1', 'Ann')");
    try (Session session = h2.open()) {
      session.get(User.class, "1");
      session.commit();
    }
    assertThat(h2.log().sql()).hasSize(1);
    assertThat(h2.connections().commands()).isEmpty();
    assertThat(h2.connections().open()).isZero();
  }

  @Test
  void firstWrite_inAutoCommit_beginsOneTransaction() {
    try (Session session = h2.open()) {
      User ann = new User("1", "Ann");
      ann.books().add(new Book("b", "Dune"));
      session.add(ann);
      session.commit();
    }
    assertThat(h2.connections().commands())
        .containsExactly("setAutoCommit false", "commit", "setAutoCommit true");
  }

  @Test
  void get_ofLoadedObject_sendsNothingAndIsTheSame() {
    given("insert into \"USER\" (id, name) values ('1', 'Ann')");
    try (Session session = h2.open()) {
      User first = session.get(User.class, "1");
      h2.log().clear();
      assertThat(session.get(User.class, "1")).isSameAs(first);
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void get_ofMissingRow_isNull() {
    try (Session session = h2.open()) {
      assertThat(session.get(User.class, "1")).isNull();
    }
  }

  @Test
  void get_ofPendingObject_isThatObject() {
    try (Session session = h2.open()) {
      User ann = new User("1", "Ann");
      session.add(ann);
      assertThat(session.get(User.class, "1")).isSameAs(ann);
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void query_ofManagedRow_keepsUnsavedChanges() {
    given("insert into \"USER\" (id, name) values ('1', 'Ann')");
    try (Session session = h2.open()) {
      session.begin();
      User ann = session.get(User.class, "1");
      given("update \"USER\" set name = 'Anna' where id = '1'");
      assertThat(session.query(User.class).one()).isSameAs(ann);
      assertThat(ann.name()).isEqualTo("Ann");
    }
  }

  @Test
  void query_afterAdd_flushesFirst() {
    try (Session session = h2.open()) {
      session.add(new User("1", "Ann"));
      assertThat(session.query(User.class).count()).isEqualTo(1);
      session.rollback();
    }
    assertThat(h2.rows("select * from \"USER\"")).isEmpty();
  }

  @Test
  void query_ofOtherTable_doesNotFlush() {
    try (Session session = h2.open()) {
      session.add(new Book("1", "Dune"));
      assertThat(session.query(User.class).count()).isZero();
    }
    assertThat(h2.log().sql()).containsExactly("select count(*) from \"USER\" u");
  }

  @Test
  void query_flushesWhereATableOfItsSubqueryChanged_andLoadsByIdDoNot() {
    given("insert into \"USER\" (id, name) values ('1', 'Ann')");
    given("insert into book (id, name, user_id) values ('b', 'Dune', '1')");
    try (Session session = h2.open()) {
      session.get(Book.class, "b").rename("Emma");
      session.get(User.class, "1").rename("Bob");
      h2.log().clear();
      assertThat(session.get(User.class, "2")).isNull();
      assertThat(h2.log().sql()).hasSize(1);
      h2.log().clear();
      session
          .query(User.class)
          .filter(Functions.exists(Select.from(Book.class).filter(Path.path("name").eq("Emma"))))
          .all();
      assertThat(h2.log().sql()).hasSize(3).last().asString().startsWith("select");
      h2.log().clear();
      assertThat(session.query(Book.class).exists()).isTrue();
      assertThat(h2.log().sql()).hasSize(1);
      session.rollback();
    }
  }

  @Test
  void rename_ofLoadedObject_sendsOneUpdateOfOneColumn() {
    given("insert into \"USER\" (id, name) values ('1', 'Ann')");
    try (Session session = h2.open()) {
      User ann = session.get(User.class, "1");
      h2.log().clear();
      ann.rename("Anna");
      ann.rename("Annabel");
      session.commit();
      assertThat(h2.log().sql()).containsExactly("update \"USER\" set name = ? where id = ?");
      assertThat(h2.log().events().get(0).parametersText()).isEqualTo("[Annabel, 1]");
      h2.log().clear();
      ann.rename("Ann");
      session.commit();
      assertThat(h2.log().sql()).hasSize(1);
    }
  }

  @Test
  void rename_toTheSameName_sendsNothing() {
    given("insert into \"USER\" (id, name) values ('1', 'Ann')");
    try (Session session = h2.open()) {
      User ann = session.get(User.class, "1");
      h2.log().clear();
      ann.rename(new String("Ann"));
      session.commit();
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void updates_ofTheSameColumn_areOneBatch() {
    given(
        "insert into \"USER\" (id, name) select x, 'u' || x from system_range(1, 100)",
        "insert into book (id, name) values ('b', 'Dune')");
    try (Session session = h2.open()) {
      for (User user : session.query(User.class).all()) {
        user.rename(user.name() + "!");
      }
      session.query(Book.class).one().rename("Dune!");
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactlyInAnyOrder(
            "update \"USER\" set name = ? where id = ?", "update book set name = ? where id = ?");
    assertThat(h2.log().events()).extracting("batchSize").contains(100, 1);
  }

  @Test
  void untouchedBooksOfHundredUsers_eachThenRead_sendOneSelect() {
    given(
        "insert into \"USER\" (id, name) select x, 'u' || x from system_range(1, 100)",
        "insert into book (id, name, user_id)"
            + " select x, 'b' || x, mod(x, 100) + 1 from system_range(1, 300)");
    try (Session session = h2.open()) {
      List<User> users = session.query(User.class).all();
      h2.log().clear();
      for (User user : users) {
        assertThat(user.books()).hasSize(3);
      }
    }
    assertThat(h2.log().events()).hasSize(1);
    assertThat(h2.log().events().get(0).rows()).isEqualTo(300);
  }

  @Test
  void delete_ofUser_leavesItsBooksWithoutOne() {
    given(
        "insert into \"USER\" (id, name) values ('1', 'Ann')",
        "insert into book (id, name, user_id) values ('b', 'Dune', '1')");
    try (Session session = h2.open()) {
      session.delete(session.get(User.class, "1"));
      assertThat(session.get(User.class, "1")).isNull();
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "update book set user_id = null where user_id = ?",
            "delete from \"USER\" where id = ?");
    assertThat(h2.rows("select id, user_id from book")).containsExactly("b,null");
  }

  @Test
  void delete_ofPendingObject_sendsNothing() {
    try (Session session = h2.open()) {
      User ann = new User("1", "Ann");
      session.add(ann);
      session.delete(ann);
      session.commit();
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void add_ofDeletedObject_keepsItsRow() {
    given("insert into \"USER\" (id, name) values ('1', 'Ann')");
    try (Session session = h2.open()) {
      User ann = session.get(User.class, "1");
      h2.log().clear();
      session.delete(ann);
      session.add(ann);
      session.commit();
      assertThat(session.get(User.class, "1")).isSameAs(ann);
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void add_afterDeleteIsCommitted_insertsAgain() {
    given("insert into \"USER\" (id, name) values ('1', 'Ann')");
    try (Session session = h2.open()) {
      User ann = session.get(User.class, "1");
      session.delete(ann);
      session.commit();
      session.add(ann);
      session.commit();
    }
    assertThat(h2.rows("select id, name from \"USER\"")).containsExactly("1,Ann");
  }

  @Test
  void addAll_ofThousand_isOneBatch() {
    List<User> users = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      users.add(new User("" + i, "u" + i));
    }
    try (Session session = h2.open()) {
      session.addAll(users);
      session.commit();
    }
    assertThat(h2.log().events()).hasSize(1);
    assertThat(h2.log().events().get(0).batchSize()).isEqualTo(1_000);
  }

  @Test
  void session_goesOnAfterCommit() {
    try (Session session = h2.open()) {
      User ann = new User("1", "Ann");
      session.add(ann);
      session.commit();
      ann.rename("Anna");
      ann.books().add(new Book("b", "Dune"));
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into book (id, name, user_id) values (?, ?, ?)",
            "update \"USER\" set name = ? where id = ?");
  }

  @Test
  void begin_makesReadsPartOfTheTransaction() {
    try (Session session = h2.open()) {
      session.begin();
      session.query(User.class).all();
      session.commit();
    }
    assertThat(h2.connections().commands())
        .containsExactly("setAutoCommit false", "commit", "setAutoCommit true");
  }

  @Test
  void inTransaction_whoseWorkFails_rollsBack() {
    IllegalStateException error = new IllegalStateException("no");
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () ->
                    h2.sessions()
                        .inTransaction(
                            session -> {
                              session.add(new User("1", "Ann"));
                              session.flush();
                              throw error;
                            })))
        .isSameAs(error);
    assertThat(h2.rows("select * from \"USER\"")).isEmpty();
    assertThat(h2.connections().open()).isZero();
  }

  @Test
  void fromTransaction_givesTheValueAndCommits() {
    String name =
        h2.sessions()
            .fromTransaction(
                session -> {
                  User ann = new User("1", "Ann");
                  session.add(ann);
                  return ann.name();
                });
    assertThat(name).isEqualTo("Ann");
    assertThat(h2.rows("select name from \"USER\"")).containsExactly("Ann");
  }

  @Test
  void close_withFlushedButUncommittedChanges_rollsBack() {
    try (Session session = h2.open()) {
      session.add(new User("1", "Ann"));
      session.flush();
    }
    assertThat(h2.rows("select * from \"USER\"")).isEmpty();
    assertThat(h2.connections().open()).isZero();
  }

  @Test
  void refreshOfChangedObjects_losesTheirChangesAndKeepsWhatIsWrittenAfter() {
    given("insert into \"USER\" (id, name) values ('1', 'Ann'), ('2', 'Bob'), ('3', 'Cid')");
    given("insert into book (id, name, user_id) values ('b', 'Dune', '1')");
    try (Session session = h2.open()) {
      List<User> users = session.query(User.class).orderBy(Path.path("id").asc()).all();
      users.forEach(user -> user.rename("x"));
      users.forEach(user -> user.books().add(new Book("n" + user.id(), "New")));
      users.forEach(session::refresh);
      users.get(1).rename("Bobby");
      users.get(0).books().add(new Book("c", "Emma"));
      User cid = users.get(2);
      session.detach(cid);
      cid.rename("Cyd");
      session.attach(cid);
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.rows("select name from \"USER\" order by id"))
        .containsExactly("Ann", "Bobby", "Cyd");
    assertThat(h2.rows("select id, user_id from book where id in ('b', 'c') order by id"))
        .containsExactly("b,1", "c,1");
    assertThat(h2.log().sql()).filteredOn(sql -> sql.startsWith("update")).hasSize(1);
  }
}
