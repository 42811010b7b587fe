package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.rowanorm.club.ClubModel;
import org.rowanorm.club.Person;
import org.rowanorm.club.Team;
import org.rowanorm.club.Worker;
import org.rowanorm.error.ConnectionLostException;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/**
 * A statement of a flush fails, each one in turn: nothing is written, the session refuses to go on,
 * and after a rollback a second commit writes everything once.
 */
class FlushFaultTest {

  private static final int STATEMENTS = 15;

  /** What one session changes: something of each kind of statement. */
  private static final class Changes {
    final Worker added = new Worker("new");
    final List<Person> people;

    Changes(Session session) {
      people = session.query(Person.class).orderBy(Path.path("id").asc()).all();
      Team team = Objects.requireNonNull(session.get(Team.class, 1));
      for (Person person : people) {
        assertThat(person.words.size() + person.steps.size() + person.fanOf.size()).isPositive();
      }
      Person ann = people.get(0);
      Person bob = people.get(1);
      String code = ann.code;
      ann.code = bob.code;
      bob.code = code;
      ann.words.add("hello");
      ann.words.remove("hi");
      ann.steps.set(0, "run");
      bob.fanOf.add(team);
      bob.friend = added;
      added.plays = team;
      team.people.add(added);
      session.add(added);
      session.delete(people.get(2));
    }
  }

  private static H2 given() {
    H2 h2 = H2.with(ClubModel.ENTITIES.toArray(Class<?>[]::new));
    h2.sessions()
        .inTransaction(
            session -> {
              session.addAll(List.of(new Team(1), new Team(2)));
              for (String name : List.of("ann", "bob", "eve")) {
                Worker worker = new Worker(name);
                worker.code = name.substring(0, 1);
                worker.words.add("hi");
                worker.steps.add("walk");
                session.add(worker);
              }
            });
    h2.log().clear();
    return h2;
  }

  private static List<String> stored(H2 h2) {
    return List.of(
            h2.rows(
                "select name, code, team_id, plays_id, players_order from club_person order by name"),
            h2.rows(
                "select p.name, f.name from club_person p left join club_person f on f.id = p.friend_id"
                    + " order by p.name"),
            h2.rows("select words from person_words order by 1"),
            h2.rows("select steps from person_steps order by 1"),
            h2.rows("select count(*) from club_person_team union all select count(*) from worker"))
        .stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void flushWithoutFault_sendsSomethingOfEachKind() {
    try (H2 h2 = given();
        Session session = h2.open()) {
      Changes changes = new Changes(session);
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).hasSize(STATEMENTS);
      assertThat(changes.added.id).isNotNull();
    }
  }

  @Test
  void faultOfAnyStatement_writesNothing_andASecondCommitWritesEverythingOnce() {
    List<String> expected;
    try (H2 h2 = given();
        Session session = h2.open()) {
      new Changes(session);
      session.commit();
      expected = stored(h2);
    }
    for (int at = 0; at < STATEMENTS; at++) {
      try (H2 h2 = given()) {
        fail(h2, at, expected);
      }
    }
  }

  private static void fail(H2 h2, int at, List<String> expected) {
    List<String> before = stored(h2);
    try (Session session = h2.open()) {
      Changes changes = new Changes(session);
      h2.connections().failLater("prepareStatement", at, new SQLException("no", "58030"));
      assertThat(catchThrowableOfType(DatabaseException.class, session::commit).code())
          .as("statement " + at)
          .isEqualTo(ErrorCode.DATABASE);
      assertThat(catchThrowableOfType(SessionStateException.class, session::flush).code())
          .isEqualTo(ErrorCode.ROLLBACK_REQUIRED);
      session.rollback();
      assertThat(stored(h2)).as("statement " + at).isEqualTo(before);
      assertThat(changes.people.get(0).version).isZero();
      session.commit();
      assertThat(stored(h2)).as("statement " + at).isEqualTo(expected);
      assertThat(changes.people.get(0).version).isEqualTo(1);
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  @Test
  void connectionLostBeforeCommit_isReportedAsNotWritten() {
    try (H2 h2 = given();
        Session session = h2.open()) {
      List<String> before = stored(h2);
      new Changes(session);
      h2.connections()
          .failLater("prepareStatement", STATEMENTS - 1, new SQLException("broken pipe", "08006"));
      assertThat(catchThrowableOfType(ConnectionLostException.class, session::commit))
          .hasMessage(
              """
              The connection to the database was lost
                  in delete from club_person where id = ? and version = ?
                  the database says: broken pipe
                  nothing of this transaction is written: roll back, then try again [ROWAN-501]""");
      session.rollback();
      assertThat(stored(h2)).isEqualTo(before);
    }
  }
}
