package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.ConnectionLostException;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.suite.topic.BatchesTopic.Part;
import org.rowanorm.suite.topic.TransactionsTopic.Versioned;
import org.rowanorm.support.OuterTransaction;

/** Somebody else's transaction, in which sessions send their statements and nothing else. */
public interface OuterTransactionTopic extends SuiteFixture {

  /** Work within the transaction of somebody else. */
  interface OuterWork {
    void with(Wire wire, OuterTransaction outer, SessionFactory sessions) throws SQLException;
  }

  private void inAnOuterTransaction(OuterWork work) throws SQLException, IOException {
    try (Wire wire = wire();
        Connection connection = DriverManager.getConnection(wire.url())) {
      OuterTransaction outer = new OuterTransaction(connection);
      try (SessionFactory sessions = factoryOn(outer, Part.class, Versioned.class).build()) {
        outer.begin();
        work.with(wire, outer, sessions);
      }
    }
  }

  private static void addTwo(SessionFactory sessions) {
    sessions.inTransaction(session -> session.addAll(List.of(new Part(1), new Versioned("a"))));
  }

  @Test
  default void twoSessions_inAnOuterTransaction_sendTheirStatementsOnly() throws Exception {
    inAnOuterTransaction(
        (wire, outer, sessions) -> {
          long before = wire.roundTrips();
          addTwo(sessions);
          sessions.inTransaction(
              session -> Objects.requireNonNull(session.get(Part.class, 1)).amount = 5);
          if (wire.isCounted()) {
            assertThat(wire.roundTrips() - before).isEqualTo(4);
          }
          assertThat(queryOne("select count(*) from part")).isEqualTo("0");
          outer.end(true);
          assertThat(queryOne("select amount from part")).isEqualTo("5");
        });
  }

  @Test
  default void outerTransaction_thatIsRolledBack_leavesNothing() throws Exception {
    inAnOuterTransaction(
        (wire, outer, sessions) -> {
          addTwo(sessions);
          outer.end(false);
          assertThat(queryOne("select count(*) from part")).isEqualTo("0");
          assertThat(queryOne("select count(*) from versioned")).isEqualTo("0");
        });
  }

  /** The session cannot take back what it sent: only the outer transaction can, with all else. */
  @Test
  default void flush_thatFails_doomsTheOuterTransaction() throws Exception {
    store(new Part(2));
    inAnOuterTransaction(
        (wire, outer, sessions) -> {
          addTwo(sessions);
          assertThat(outer.isDoomed()).isFalse();
          try (Session session = sessions.open()) {
            session.addAll(List.of(new Versioned("b"), new Part(2)));
            assertThat(catchThrowableOfType(DatabaseException.class, session::commit).code())
                .isEqualTo(ErrorCode.UNIQUE_VIOLATION);
            session.rollback();
          }
          assertThat(outer.isDoomed()).isTrue();
          outer.end(true);
          assertThat(queryOne("select count(*) from part")).isEqualTo("1");
          assertThat(queryOne("select count(*) from versioned")).isEqualTo("0");
        });
  }

  @Test
  default void session_thatOnlyReadOrWasCommitted_leavesTheOuterTransactionAlone()
      throws Exception {
    inAnOuterTransaction(
        (wire, outer, sessions) -> {
          try (Session session = sessions.open()) {
            session.begin();
            assertThat(session.get(Part.class, 1)).isNull();
            session.rollback();
            session.add(new Part(1));
            session.commit();
          }
          assertThat(outer.isDoomed()).isFalse();
          outer.end(true);
          assertThat(queryOne("select count(*) from part")).isEqualTo("1");
        });
  }

  @Test
  default void session_thatIsClosedWithoutCommit_doomsTheOuterTransaction() throws Exception {
    inAnOuterTransaction(
        (wire, outer, sessions) -> {
          try (Session session = sessions.open()) {
            session.add(new Part(1));
            session.flush();
          }
          assertThat(outer.isDoomed()).isTrue();
          outer.end(true);
          assertThat(queryOne("select count(*) from part")).isEqualTo("0");
        });
  }

  /** What was sent in it is gone: its end must not commit what comes after. */
  @Test
  default void outerTransaction_thatTheDatabaseEnded_isDoomedBeforeAnyRollback() throws Exception {
    store(new Part(1));
    inAnOuterTransaction(
        (wire, outer, sessions) -> {
          if (wire.tap() == null) {
            return; // it runs in this process
          }
          try (Session session = sessions.open()) {
            assertThat(session.get(Part.class, 1)).isNotNull();
            wire.tap().cutBefore(1);
            session.begin();
            assertThat(
                    catchThrowableOfType(DatabaseException.class, () -> session.get(Part.class, 2)))
                .isInstanceOf(ConnectionLostException.class);
            assertThat(outer.isDoomed()).isTrue();
          }
        });
  }
}
