package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.CommitUnknownException;
import org.rowanorm.error.ConnectionLostException;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.testdb.WireTap;

/**
 * The wire to the server is cut at each round trip of a commit in turn, once before the server
 * hears of it and once before its answer comes back: what is said of it is what happened.
 */
public interface CutWireTopic extends SuiteFixture {

  /** What a commit says of itself. */
  enum Said {
    NOT_WRITTEN,
    UNKNOWN,
    WRITTEN
  }

  /** A way to the database that can be cut, with a pool of one connection. */
  record Line(WireTap tap, HikariDataSource pool, SessionFactory sessions) {}

  /** Work with a line. */
  interface LineWork {
    void with(Line line) throws SQLException;
  }

  private void onALine(boolean autoCommit, LineWork work) throws SQLException, IOException {
    try (Wire wire = wire()) {
      WireTap tap = wire.tap();
      if (tap == null) {
        return; // it runs in this process
      }
      try (HikariDataSource pool = new HikariDataSource()) {
        pool.setJdbcUrl(wire.url());
        pool.setMaximumPoolSize(1);
        pool.setAutoCommit(autoCommit);
        try (SessionFactory sessions =
            factoryOn(pool, Fleet.ENTITIES.toArray(Class<?>[]::new)).build()) {
          work.with(new Line(tap, pool, sessions));
        }
      }
    }
  }

  private static int trips(Line line, Runnable work) {
    long before = line.tap().roundTrips();
    work.run();
    return (int) (line.tap().roundTrips() - before);
  }

  private static void cut(Line line, int trip, boolean answered) {
    if (answered) {
      line.tap().cutAfter(trip);
    } else {
      line.tap().cutBefore(trip);
    }
  }

  // ---- a commit of many statements

  @Test
  default void commit_cutAtEachRoundTrip_onAPlainPool_saysWhatHappened() throws Exception {
    onALine(
        true,
        line -> {
          List<Said> said = cutEach(line);
          assertThat(said).containsOnlyOnce(Said.UNKNOWN).startsWith(Said.NOT_WRITTEN);
          // after the COMMIT nothing is sent but what sets the connection back
          int commit = said.indexOf(Said.UNKNOWN);
          assertThat(said.subList(commit + 1, said.size())).allMatch(Said.WRITTEN::equals);
          assertThat(said.size() - commit).isLessThanOrEqualTo(2);
        });
  }

  @Test
  default void commit_cutAtEachRoundTrip_onAPoolWithoutAutoCommit_saysWhatHappened()
      throws Exception {
    onALine(
        false,
        line -> {
          List<Said> said = cutEach(line);
          List<Said> expected =
              new ArrayList<>(Collections.nCopies(said.size() - 1, Said.NOT_WRITTEN));
          expected.add(Said.UNKNOWN);
          assertThat(said).isEqualTo(expected);
        });
  }

  /** What is said of a commit that is cut at its first round trip, its second, and so on. */
  private List<Said> cutEach(Line line) throws SQLException {
    undisturbed(line); // a driver may ask more of a new connection
    int trips = undisturbed(line);
    List<Said> said = new ArrayList<>();
    for (int trip = 1; trip <= trips; trip++) {
      Said before = cutOnce(line, trip, false);
      assertThat(cutOnce(line, trip, true)).as("round trip " + trip).isEqualTo(before);
      said.add(before);
    }
    return said;
  }

  private int undisturbed(Line line) throws SQLException {
    Fleet.prepare(this);
    try (Session session = line.sessions().open()) {
      new Fleet.Changes(session);
      int trips = trips(line, session::commit);
      assertThat(Fleet.rows(this)).isEqualTo(Fleet.AFTER);
      return trips;
    }
  }

  private Said cutOnce(Line line, int trip, boolean answered) throws SQLException {
    Fleet.prepare(this);
    try (Session session = line.sessions().open()) {
      Fleet.Changes changes = new Fleet.Changes(session);
      log().clear();
      cut(line, trip, answered);
      DatabaseException error = catchThrowableOfType(DatabaseException.class, session::commit);
      assertThat(line.tap().giveUpCut()).as("round trip " + trip + " was not reached").isFalse();
      if (error == null) {
        assertThat(Fleet.rows(this)).isEqualTo(Fleet.AFTER);
        changes.assertDone(this);
        return Said.WRITTEN;
      }
      assertRefusesToGoOn(session, error);
      session.rollback();
      if (error instanceof CommitUnknownException) {
        assertUnknown(session, changes, error, answered);
        return Said.UNKNOWN;
      }
      assertNotWritten(error);
      assertRepeatable(session, changes);
      return Said.NOT_WRITTEN;
    }
  }

  private static void assertRefusesToGoOn(Session session, DatabaseException error) {
    String said = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    assertThatThrownBy(session::flush)
        .isInstanceOf(SessionStateException.class)
        .hasCause(error)
        .hasMessage(
            "The session's last flush or commit failed\n    it said: "
                + said
                + "\n    call rollback(), which keeps your objects as they are, or close()"
                + " [ROWAN-303]");
  }

  private void assertNotWritten(DatabaseException error) {
    List<String> sent = log().sql();
    String place = sent.isEmpty() ? "begin" : sent.get(sent.size() - 1);
    assertThat(error).isExactlyInstanceOf(ConnectionLostException.class);
    assertThat(error.getMessage())
        .matches(
            Pattern.quote("The connection to the database was lost\n    in " + place)
                + "\n    the database says: .+\n    "
                + Pattern.quote(
                    "nothing of this transaction is written: roll back, then try again"
                        + " [ROWAN-501]"));
  }

  private void assertRepeatable(Session session, Fleet.Changes changes) throws SQLException {
    assertThat(Fleet.rows(this)).isEqualTo(Fleet.BEFORE);
    changes.assertUndone();
    session.commit();
    assertThat(Fleet.rows(this)).isEqualTo(Fleet.AFTER);
    changes.assertDone(this);
  }

  /** It is written where the server has heard of it; to repeat it blindly is then refused. */
  private void assertUnknown(
      Session session, Fleet.Changes changes, DatabaseException error, boolean written)
      throws SQLException {
    assertThat(error.getMessage())
        .matches(
            Pattern.quote(
                    "The connection was lost during COMMIT; whether the changes are written is"
                        + " unknown")
                + "\n    the database says: .+\n    "
                + Pattern.quote("look into the database before you repeat the work [ROWAN-502]"));
    if (!written) {
      assertRepeatable(session, changes);
      return;
    }
    assertThat(Fleet.rows(this)).isEqualTo(Fleet.AFTER);
    assertThat(catchThrowableOfType(DatabaseException.class, session::commit).code())
        .isEqualTo(ErrorCode.UNIQUE_VIOLATION);
    assertThat(Fleet.rows(this)).isEqualTo(Fleet.AFTER);
    session.rollback();
    session.clear();
  }

  // ---- a commit of one statement

  @Test
  default void commitOfOneStatement_cut_isUnknown() throws Exception {
    onALine(
        true,
        line -> {
          assertOneStatement(line, false);
          assertOneStatement(line, true);
        });
  }

  private void assertOneStatement(Line line, boolean answered) throws SQLException {
    Fleet.prepare(this);
    try (Session session = line.sessions().open()) {
      Fleet.Wharf wharf = Objects.requireNonNull(session.get(Fleet.Wharf.class, 1));
      wharf.visits = 7;
      cut(line, 1, answered);
      DatabaseException error = catchThrowableOfType(DatabaseException.class, session::commit);
      assertThat(line.tap().giveUpCut()).isFalse();
      assertThat(error).isExactlyInstanceOf(CommitUnknownException.class);
      assertThat(error.getMessage())
          .matches(
              Pattern.quote(
                      "The connection was lost during a change that commits itself; whether it is"
                          + " written is unknown\n"
                          + "    in update wharf set visits = ? where id = ?\n")
                  + "    the database says: .+\n    "
                  + Pattern.quote("look into the database before you repeat the work [ROWAN-502]"));
      assertThat(visits()).isEqualTo(answered ? "7" : "0");
      assertRefusesToGoOn(session, error);
      session.rollback();
      assertThat(wharf.visits).isEqualTo(7);
      assertThat(trips(line, session::commit)).isPositive();
      assertThat(visits()).isEqualTo("7");
    }
  }

  private @Nullable String visits() throws SQLException {
    return queryOne("select visits from wharf where id = 1");
  }

  // ---- reads

  @Test
  default void transaction_cutAtARead_isNotCommittedAfter() throws Exception {
    onALine(
        true,
        line -> {
          Fleet.prepare(this);
          try (Session session = line.sessions().open()) {
            Fleet.Wharf wharf = Objects.requireNonNull(session.get(Fleet.Wharf.class, 1));
            wharf.visits = 7;
            session.flush();
            line.tap().cutBefore(1);
            ConnectionLostException lost =
                catchThrowableOfType(
                    ConnectionLostException.class, () -> session.get(Fleet.Wharf.class, 2));
            assertThatThrownBy(session::commit)
                .isInstanceOf(SessionStateException.class)
                .hasCause(lost)
                .hasMessage(
                    """
                    The database has ended the transaction
                        it said: The connection to the database was lost
                        nothing of it is written: call rollback(), which keeps your objects as \
                    they are, or close() [ROWAN-425]""");
            assertThat(visits()).isEqualTo("0");
            session.rollback();
            assertThat(session.get(Fleet.Wharf.class, 2)).isNotNull();
            session.commit();
            assertThat(visits()).isEqualTo("7");
          }
        });
  }
}
