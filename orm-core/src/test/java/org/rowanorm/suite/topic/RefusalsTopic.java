package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.session.Session;

/**
 * The database refuses a statement of a flush, each one in turn: nothing of it is written, and
 * after a rollback a second commit writes everything once.
 */
public interface RefusalsTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = Fleet.ENTITIES;

  /** Something that a statement does to a table. */
  record Refused(String event, String table) {

    static Refused by(String sql) {
      String[] words = sql.split(" ", 4);
      return new Refused(words[0], words[words[0].equals("update") ? 1 : 2]);
    }

    @Override
    public String toString() {
      return event + " " + table;
    }
  }

  private List<String> changesOfAFlush() throws SQLException {
    Fleet.prepare(this);
    try (Session session = sessions().open()) {
      new Fleet.Changes(session);
      log().clear();
      session.commit();
      assertThat(Fleet.rows(this)).isEqualTo(Fleet.AFTER);
      return log().sql().stream().filter(sql -> !sql.startsWith("select")).toList();
    }
  }

  @Test
  default void statement_thatIsRefused_eachInTurn_leavesNothingAndIsRepeatedWhole()
      throws SQLException {
    List<Refused> all = changesOfAFlush().stream().map(Refused::by).distinct().toList();
    assertThat(all)
        .extracting(Refused::toString)
        .containsExactlyInAnyOrder(
            "insert barge",
            "insert deckhand",
            "insert barge_flags",
            "insert barge_wharf",
            "update barge",
            "update wharf",
            "delete barge",
            "delete deckhand",
            "delete barge_flags",
            "delete barge_wharf");
    for (Refused refused : all) {
      refuse(refused);
    }
  }

  private void refuse(Refused refused) throws SQLException {
    Fleet.prepare(this);
    for (String statement : database().refusingTrigger(refused.event(), refused.table())) {
      execute(statement);
    }
    try (Session session = sessions().open()) {
      Fleet.Changes changes = new Fleet.Changes(session);
      DatabaseException error;
      try {
        error = catchThrowableOfType(DatabaseException.class, session::commit);
        assertMessage(error, refused);
        assertRefusesToGoOn(session, error);
      } finally {
        session.rollback(); // some databases lock what a transaction has used
        for (String statement : database().dropRefusingTrigger(refused.table())) {
          execute(statement);
        }
      }
      assertRepeatable(session, changes);
    }
  }

  private void assertMessage(DatabaseException error, Refused refused) {
    List<String> sent = log().sql();
    String last = sent.get(sent.size() - 1);
    assertThat(Refused.by(last)).isEqualTo(refused);
    assertThat(error.code()).isEqualTo(ErrorCode.DATABASE);
    assertThat(error.getMessage())
        .matches(
            Pattern.quote("The database refused a statement\n    in " + last)
                + "\n    the database says: .*refused.* \\[ROWAN-500]");
  }

  private static void assertRefusesToGoOn(Session session, DatabaseException error) {
    assertThatThrownBy(session::flush)
        .isInstanceOf(SessionStateException.class)
        .hasCause(error)
        .hasMessage(
            """
            The session's last flush or commit failed
                it said: The database refused a statement
                call rollback(), which keeps your objects as they are, or close() [ROWAN-303]""");
  }

  private void assertRepeatable(Session session, Fleet.Changes changes) throws SQLException {
    assertThat(Fleet.rows(this)).isEqualTo(Fleet.BEFORE);
    changes.assertUndone();
    session.commit();
    assertThat(Fleet.rows(this)).isEqualTo(Fleet.AFTER);
    changes.assertDone(this);
  }

  /** Where the database takes back all with the refused statement, a commit is none. */
  @Test
  default void statement_thatIsRefusedWhileTheWorkGoesOn_leavesAllThatWasSentOrAnError()
      throws SQLException {
    Fleet.prepare(this);
    try (Session session = sessions().open()) {
      session.begin();
      session.sql("update wharf set visits = 7 where id = 1").execute();
      DatabaseException refused =
          catchThrowableOfType(
              DatabaseException.class,
              () -> session.sql("insert into wharf (id, visits) values (1, 0)").execute());
      assertThat(refused.code()).isEqualTo(ErrorCode.UNIQUE_VIOLATION);
      if (database().goesOnAfterAnError()) {
        session.commit();
        assertThat(visits()).isEqualTo("7");
        return;
      }
      assertEnded(refused, session::commit);
      session.rollback();
      assertThat(visits()).isEqualTo("0");
    }
  }

  private static void assertEnded(DatabaseException error, ThrowingCallable next) {
    assertThatThrownBy(next)
        .isInstanceOf(SessionStateException.class)
        .hasCause(error)
        .hasMessage(
            """
            The database has ended the transaction
                it said: A row has a value that must be unique and is taken
                nothing of it is written: call rollback(), which keeps your objects as they are, \
            or close() [ROWAN-425]""");
  }

  @Test
  default void statement_thatIsRefusedInNestedWork_endsNoMoreThanThat() throws SQLException {
    Fleet.prepare(this);
    try (Session session = sessions().open()) {
      session.begin();
      session.sql("update wharf set visits = 7 where id = 1").execute();
      assertThat(
              catchThrowableOfType(
                  DatabaseException.class,
                  () ->
                      session.nested(
                          () ->
                              session
                                  .sql("insert into wharf (id, visits) values (1, 0)")
                                  .execute())))
          .isNotNull();
      session.sql("update wharf set visits = 8 where id = 2").execute();
      session.commit();
    }
    assertThat(rows("select visits from wharf order by id")).containsExactly("7", "8");
  }

  private String visits() throws SQLException {
    return queryOne("select visits from wharf where id = 1");
  }
}
