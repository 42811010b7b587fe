package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.CommitUnknownException;
import org.rowanorm.error.ConnectionLostException;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.suite.topic.BatchesTopic.Part;

/** The server ends the connection of a session. */
public interface LostConnectionTopic extends SuiteFixture {

  /** A view that shows the number of the connection that reads it. */
  @Entity
  @Table(name = "connected")
  class Connected {
    @Id long id;
  }

  private SessionFactory factory() throws SQLException {
    execute("drop view if exists connected");
    execute("create view connected as " + database().connectionIdSql() + " as id");
    return otherFactory(Connected.class, Part.class).build();
  }

  private void killConnectionOf(Session session) throws SQLException {
    long id = session.query(Connected.class).one().id;
    execute(database().killSql(id));
    while (!queryOne(database().connectionCountSql(id)).equals("0")) {
      Thread.onSpinWait();
    }
  }

  @Test
  default void connection_killedBetweenTwoFlushes_leavesNothingAndTheNextSessionWorks()
      throws SQLException {
    try (SessionFactory sessions = factory();
        Session session = sessions.open()) {
      session.add(new Part(1));
      session.flush();
      killConnectionOf(session);
      session.add(new Part(2));
      assertThatThrownBy(session::commit)
          .isInstanceOf(ConnectionLostException.class)
          .hasMessageContaining("insert into part");

      assertThat(queryOne("select count(*) from part")).isEqualTo("0");
      try (Session next = sessions.open()) {
        assertThat(next.query(Part.class).count()).isEqualTo(0);
      }
      session.rollback();
      session.commit();
    }
    assertThat(queryOne("select count(*) from part")).isEqualTo("2");
  }

  @Test
  default void connection_killedBeforeCommit_isLostWithUnknownOutcome() throws SQLException {
    try (SessionFactory sessions = factory();
        Session session = sessions.open()) {
      session.add(new Part(1));
      session.flush();
      killConnectionOf(session);
      assertThatThrownBy(session::commit).isInstanceOf(CommitUnknownException.class);
    }
    assertThat(queryOne("select count(*) from part")).isEqualTo("0");
  }

  @Test
  default void connection_killedBetweenTwoReads_isLostAndTheNextSessionWorks() throws SQLException {
    store(new Part(1));
    try (SessionFactory sessions = factory()) {
      try (Session session = sessions.open()) {
        session.begin();
        killConnectionOf(session);
        assertThatThrownBy(() -> session.get(Part.class, 1))
            .isInstanceOf(ConnectionLostException.class);
      }
      for (int i = 0; i < 20; i++) {
        try (Session next = sessions.open()) {
          assertThat(next.get(Part.class, 1)).isNotNull();
        }
      }
    }
  }
}
