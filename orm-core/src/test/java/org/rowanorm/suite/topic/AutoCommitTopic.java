package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.rowanorm.jdbc.Isolation;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.session.Transaction;
import org.rowanorm.suite.topic.BatchesTopic.Part;
import org.rowanorm.suite.topic.KeysTopic.Child;
import org.rowanorm.suite.topic.KeysTopic.Parent;
import org.rowanorm.suite.topic.TransactionsTopic.Versioned;

/**
 * What sessions say to connections with auto-commit and without, counted on the wire: the
 * statements, at most one begin and one reset for a transaction, and nothing where there is none.
 */
public interface AutoCommitTopic extends SuiteFixture {

  /** The only table of a schema. */
  @Entity
  class Moored {
    @Id int id;
  }

  List<Class<?>> USED =
      List.of(Part.class, Versioned.class, Parent.class, Child.class, Moored.class);

  /** Work with a factory for one connection, and a count of its round trips. */
  interface ConnectionWork {
    void with(Wire wire, SessionFactory sessions) throws SQLException;
  }

  private void onAConnection(boolean autoCommit, ConnectionWork work)
      throws SQLException, IOException {
    try (Wire wire = wire();
        Connection connection = DriverManager.getConnection(wire.url())) {
      connection.setAutoCommit(autoCommit);
      try (SessionFactory sessions =
          factoryOn(new KeptConnection(connection), USED.toArray(Class<?>[]::new)).build()) {
        work.with(wire, sessions);
      }
      assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
    }
  }

  private static void assertTrips(
      Wire wire, SessionFactory sessions, int expected, Consumer<Session> work) {
    long before = wire.roundTrips();
    try (Session session = sessions.open()) {
      work.accept(session);
    }
    if (wire.isCounted()) {
      assertThat(wire.roundTrips() - before).isEqualTo(expected);
    }
  }

  private static Part part(Session session, int id) {
    return Objects.requireNonNull(session.get(Part.class, id));
  }

  // ---- the work that is counted

  private static void readTwice(Session session) {
    part(session, 1);
    part(session, 2);
    session.commit();
  }

  private static void readTwiceInATransaction(Session session) {
    session.begin();
    readTwice(session);
  }

  private static void changeOne(Session session) {
    part(session, 1).amount++;
    session.commit();
  }

  private static void changeTwoTables(Session session) {
    part(session, 1).amount++;
    session.add(new Versioned("a"));
    session.commit();
  }

  private static void lockOne(Session session) {
    session.lock(part(session, 1), LockModeType.PESSIMISTIC_WRITE);
    session.commit();
  }

  private static void flushAndRollBack(Session session) {
    part(session, 1).amount++;
    session.flush();
    session.rollback();
  }

  private static void changeAfterABegin(Session session) {
    session.begin();
    session.add(new Versioned("b"));
    session.commit();
  }

  private static void changeTwiceInOneTransaction(Session session) {
    part(session, 1).amount++;
    session.flush();
    part(session, 2).amount++;
    session.flush();
    session.commit();
  }

  @Test
  default void roundTrips_onAPoolWithAutoCommit_areTheStatementsOneBeginAndOneReset()
      throws Exception {
    store(new Part(1), new Part(2));
    int around = 2 * database().switchTrips() + 1; // begin, COMMIT or ROLLBACK, reset
    onAConnection(
        true,
        (wire, sessions) -> {
          assertTrips(wire, sessions, 0, Session::commit);
          assertTrips(wire, sessions, 0, Session::begin);
          assertTrips(wire, sessions, 2, AutoCommitTopic::readTwice);
          assertTrips(wire, sessions, 2 + around, AutoCommitTopic::readTwiceInATransaction);
          assertTrips(wire, sessions, 2, AutoCommitTopic::changeOne);
          assertTrips(wire, sessions, 3 + around, AutoCommitTopic::changeTwoTables);
          assertTrips(wire, sessions, 2 + around, AutoCommitTopic::lockOne);
          assertTrips(wire, sessions, 2 + around, AutoCommitTopic::flushAndRollBack);
          assertTrips(wire, sessions, 1, AutoCommitTopic::changeAfterABegin);
          assertTrips(wire, sessions, 4 + around, AutoCommitTopic::changeTwiceInOneTransaction);
        });
  }

  @Test
  default void roundTrips_onAPoolWithoutAutoCommit_areTheStatementsAndOneEnd() throws Exception {
    store(new Part(1), new Part(2));
    onAConnection(
        false,
        (wire, sessions) -> {
          assertTrips(wire, sessions, 0, Session::commit);
          assertTrips(wire, sessions, 0, Session::begin);
          assertTrips(wire, sessions, 3, AutoCommitTopic::readTwice);
          assertTrips(wire, sessions, 3, AutoCommitTopic::readTwiceInATransaction);
          assertTrips(wire, sessions, 3, AutoCommitTopic::changeOne);
          assertTrips(wire, sessions, 4, AutoCommitTopic::changeTwoTables);
          assertTrips(wire, sessions, 3, AutoCommitTopic::lockOne);
          assertTrips(wire, sessions, 3, AutoCommitTopic::flushAndRollBack);
          assertTrips(wire, sessions, 2, AutoCommitTopic::changeAfterABegin);
          assertTrips(wire, sessions, 5, AutoCommitTopic::changeTwiceInOneTransaction);
          assertTrips(wire, sessions, 2, session -> part(session, 1)); // closed, not committed
        });
  }

  // ---- what reads see

  /** A pool may leave a transaction as it is, and with it the snapshot that reads began. */
  @Test
  default void reads_onAPoolWithoutAutoCommit_leaveNoSnapshotToTheNextSession() throws Exception {
    store(new Part(1));
    onAConnection(
        false,
        (wire, sessions) -> {
          for (boolean committed : new boolean[] {true, false}) {
            execute("update part set amount = 1 where id = 1");
            try (Session first = sessions.open()) {
              assertThat(part(first, 1).amount).isEqualTo(1);
              if (committed) {
                first.commit();
              }
            }
            execute("update part set amount = 2 where id = 1");
            try (Session second = sessions.open()) {
              assertThat(part(second, 1).amount).isEqualTo(2);
            }
          }
        });
  }

  @Test
  default void reads_ofObjectsAfterTheirSession_leaveNoSnapshotToTheNextSession() throws Exception {
    Child child = new Child("child", new Parent("old"));
    store(child.parent, child);
    onAConnection(
        false,
        (wire, sessions) -> {
          Child read;
          try (Session first = sessions.open()) {
            read = first.query(Child.class).one();
          }
          assertThat(read.parent.name).isEqualTo("old");
          execute("update parent set name = 'new'");
          try (Session second = sessions.open()) {
            assertThat(second.query(Parent.class).one().name).isEqualTo("new");
          }
        });
  }

  /** This is why begin() is there. */
  @Test
  default void twoReads_beforeBegin_seeTwoSnapshots() throws SQLException {
    store(new Part(1));
    try (Session session = sessions().open()) {
      assertThat(amount(session)).isZero();
      execute("update part set amount = 1 where id = 1");
      assertThat(amount(session)).isEqualTo(1);

      session.begin(Transaction.USUAL.isolated(Isolation.REPEATABLE_READ));
      assertThat(amount(session)).isEqualTo(1);
      execute("update part set amount = 2 where id = 1");
      assertThat(amount(session)).isEqualTo(1);
      session.commit();
      assertThat(amount(session)).isEqualTo(2);
    }
  }

  private static int amount(Session session) {
    return ((Number) session.sql("select amount from part where id = 1").one()[0]).intValue();
  }

  // ---- beside sessions

  @Test
  default void schema_onAPoolWithoutAutoCommit_isThereForOthers() throws Exception {
    onAConnection(
        false,
        (wire, sessions) -> {
          sessions.schema().createMissing();
          assertThat(queryOne("select count(*) from moored")).isEqualTo("0");
          sessions.schema().validate();
          execute("drop table moored");
        });
  }
}
