package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.CommitUnknownException;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.model.Book;
import org.rowanorm.model.User;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class RollbackTest {

  @Entity
  static class Account {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Version int version;
    int balance;

    Account(int balance) {
      this.balance = balance;
    }
  }

  @Entity
  static class Shelf {
    @Id int id;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "shelf_id")
    List<Jar> jars = new ArrayList<>();
  }

  @Entity
  static class Jar {
    @Id int id;

    Jar(int id) {
      this.id = id;
    }
  }

  private final H2 h2 = H2.with(User.class, Book.class, Account.class, Shelf.class, Jar.class);

  @AfterEach
  void close() {
    h2.close();
  }

  @Test
  void ownedObject_whoseInsertWasTakenBack_goesWithItsOwnersWord() {
    h2.sql("insert into shelf (id) values (1)");
    try (Session session = h2.open()) {
      Shelf shelf = session.get(Shelf.class, 1);
      shelf.jars.add(new Jar(1));
      shelf.jars.add(new Jar(2));
      session.flush();
      session.rollback();
      shelf.jars.remove(0);
      session.commit();
    }
    assertThat(h2.rows("select id, shelf_id from jar")).containsExactly("2,1");
  }

  @Test
  void elementThatWasAddedUnread_flushedAndThenLoaded_goesToItsOwnerAfterARollback() {
    h2.sql("insert into shelf (id) values (1)");
    try (Session session = h2.open()) {
      Shelf shelf = session.get(Shelf.class, 1);
      shelf.jars.add(new Jar(1));
      session.flush();
      assertThat(shelf.jars).hasSize(1);
      session.nested(() -> assertThat(shelf.jars).hasSize(1));
      session.rollback();
      session.commit();
    }
    assertThat(h2.rows("select id, shelf_id from jar")).containsExactly("1,1");
  }

  @Test
  void rollback_ofAListThatWasLoadedAfterItsFlush_allocatesInStepWithItsSize() {
    h2.sql("insert into shelf (id) values (1)");
    long few = bytesOfRollback(1_000);
    assertThat(bytesOfRollback(8_000)).isLessThan(12 * few);
  }

  /** What the rollback of so many jars allocates, of which the list was loaded after the flush. */
  private long bytesOfRollback(int jars) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Session session = h2.open()) {
      Shelf shelf = session.get(Shelf.class, 1);
      for (int id = 1; id <= jars; id++) {
        shelf.jars.add(new Jar(id));
      }
      session.flush();
      assertThat(shelf.jars).hasSize(jars);
      long before = threads.getCurrentThreadAllocatedBytes();
      session.rollback();
      return threads.getCurrentThreadAllocatedBytes() - before;
    }
  }

  @Test
  void objectThatWasDeleted_whoseInsertIsTakenBack_isForgotten() {
    try (Session session = h2.open()) {
      Shelf flushed = new Shelf();
      flushed.jars.add(new Jar(1));
      session.add(flushed);
      session.flush();
      session.delete(flushed);
      session.flush();
      session.rollback();
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).isEmpty();

      session.add(flushed);
      session.flush();
      session.delete(flushed);
      session.rollback();
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).isEmpty();
      assertThat(session.contains(flushed)).isFalse();
    }
  }

  @Test
  void failingCommit_thenRollbackAndSecondCommit_writesEverythingOnce() {
    h2.sql("insert into \"USER\" (id, name) values ('old', 'Old'), ('gone', 'Gone')");
    try (Session session = h2.open()) {
      User old = session.get(User.class, "old");
      User gone = session.get(User.class, "gone");
      User ann = new User("1", "Ann");
      ann.books().add(new Book("b", "Dune"));
      session.add(ann);
      old.rename("Older");
      old.books().add(new Book("c", "Emma"));
      session.delete(gone);
      h2.connections().failNext("commit", new SQLException("disk full", "58030"));
      DatabaseException error = catchThrowableOfType(DatabaseException.class, session::commit);
      assertThat(error).hasMessageContaining("disk full");

      assertThat(catchThrowableOfType(SessionStateException.class, session::commit))
          .hasMessage(
              """
              The session's last flush or commit failed
                  it said: The database refused a statement
                  call rollback(), which keeps your objects as they are, or close() [ROWAN-303]""");
      session.rollback();
      assertThat(h2.rows("select id, name from \"USER\" order by id"))
          .containsExactly("gone,Gone", "old,Old");

      h2.log().clear();
      session.commit();
      assertThat(h2.rows("select id, name from \"USER\" order by id"))
          .containsExactly("1,Ann", "old,Older");
      assertThat(h2.rows("select id, user_id from book order by id"))
          .containsExactly("b,1", "c,old");
      assertThat(h2.log().sql()).hasSize(5);

      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  @Test
  void rollback_ofGeneratedIdAndVersion_restoresThem() {
    try (Session session = h2.open()) {
      Account account = new Account(1);
      session.add(account);
      session.flush();
      assertThat(account.id).isEqualTo(1);
      account.balance = 2;
      session.flush();
      assertThat(account.version).isEqualTo(1);
      session.rollback();
      assertThat(account.version).isZero();
      session.commit();
      assertThat(account.id).isEqualTo(2);
      assertThat(h2.rows("select id, version, balance from account")).containsExactly("2,0,2");
    }
  }

  @Test
  void rollback_ofFlushedUpdate_leavesItDirty() {
    h2.sql("insert into \"USER\" (id, name) values ('1', 'Ann')");
    try (Session session = h2.open()) {
      User ann = session.get(User.class, "1");
      ann.rename("Anna");
      session.flush();
      session.rollback();
      assertThat(ann.name()).isEqualTo("Anna");
      assertThat(h2.rows("select name from \"USER\"")).containsExactly("Ann");
      session.commit();
      assertThat(h2.rows("select name from \"USER\"")).containsExactly("Anna");
    }
  }

  @Test
  void failingFlush_inTheMiddle_writesNothingAndCanBeRepaired() {
    h2.sql("insert into book (id, name) values ('b', 'Taken')");
    try (Session session = h2.open()) {
      User ann = new User("1", "Ann");
      Book book = new Book("b", "Dune");
      ann.books().add(book);
      session.add(ann);
      assertThatThrownBy(session::commit).isInstanceOf(DatabaseException.class);
      session.rollback();
      assertThat(h2.rows("select * from \"USER\"")).isEmpty();
      ann.books().clear();
      session.delete(book);
      session.commit();
      assertThat(h2.rows("select id from \"USER\"")).containsExactly("1");
      assertThat(h2.rows("select id, name, user_id from book")).containsExactly("b,Taken,null");
    }
  }

  @Test
  void connectionLostAfterCommitWasSent_isReportedAsUnknown() {
    try (Session session = h2.open()) {
      session.add(new User("1", "Ann"));
      session.flush();
      h2.connections().failAfterNext("commit", new SQLException("broken pipe", "08006"));
      CommitUnknownException error =
          catchThrowableOfType(CommitUnknownException.class, session::commit);
      assertThat(error)
          .hasMessage(
              """
              The connection was lost during COMMIT; whether the changes are written is unknown
                  the database says: broken pipe
                  look into the database before you repeat the work [ROWAN-502]""");
    }
    assertThat(h2.rows("select id from \"USER\"")).containsExactly("1");
  }

  @Test
  void nestedWorkThatEndsTheTransaction_endsItsSavepoint() {
    try (Session session = h2.open()) {
      Account first = new Account(1);
      session.add(first);
      session.nested(session::rollback);
      session.commit();
      assertThatThrownBy(
              () ->
                  session.nested(
                      () -> {
                        first.balance = 2;
                        session.rollback();
                        throw new IllegalArgumentException("no");
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasNoSuppressedExceptions();
      session.commit();
      assertThatThrownBy(
              () ->
                  session.nested(
                      () -> {
                        first.balance = 3;
                        session.commit();
                        throw new IllegalArgumentException("no");
                      }))
          .hasNoSuppressedExceptions();
      session.commit();
    }
    assertThat(h2.rows("select balance, version from account")).containsExactly("3,2");
  }
}
