package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** Statements that stay prepared while the database changes below them. */
public interface KeptStatementsTopic extends SuiteFixture {

  /** A row of a table that others alter. */
  @Entity
  @Table(name = "shelfmark")
  class Shelfmark {
    @Id int id;
    @Nullable String label;

    Shelfmark(int id, String label) {
      this.id = id;
      this.label = label;
    }
  }

  /** More uses than any driver waits for before it prepares on the server. */
  int USES = 8;

  private static void readAndWrite(SessionFactory sessions, int from) {
    for (int id = from; id < from + USES; id++) {
      try (Session session = sessions.open()) {
        session.add(new Shelfmark(id, "a" + id));
        session.commit();
      }
      try (Session session = sessions.open()) {
        Shelfmark found = session.get(Shelfmark.class, id);
        assertThat(found.label).isEqualTo("a" + id);
        found.label = "b";
        session.commit();
      }
    }
  }

  private SessionFactory shelfmarks() throws SQLException {
    execute("drop table if exists shelfmark");
    SessionFactory sessions = otherFactory(Shelfmark.class).build();
    sessions.schema().createMissing();
    return sessions;
  }

  @Test
  default void keptStatements_ofATableThatIsAltered_goOn() throws SQLException {
    try (SessionFactory sessions = shelfmarks()) {
      readAndWrite(sessions, 0);
      execute("alter table shelfmark add column more varchar(10)");
      readAndWrite(sessions, USES);
      execute("alter table shelfmark drop column more");
      readAndWrite(sessions, 2 * USES);
    }
    assertThat(queryOne("select count(*) from shelfmark where label = 'b'")).isEqualTo("24");
  }

  @Test
  default void keptStatements_ofATableThatIsMadeAnew_goOn() throws SQLException {
    try (SessionFactory sessions = shelfmarks()) {
      readAndWrite(sessions, 0);
      sessions.schema().drop();
      sessions.schema().create();
      readAndWrite(sessions, 0);
    }
    assertThat(queryOne("select count(*) from shelfmark where label = 'b'")).isEqualTo("8");
  }

  @Test
  default void moreTexts_thanStatementsAreKept_allGoOn() throws SQLException {
    try (SessionFactory sessions = otherFactory(Shelfmark.class).statementCacheSize(3).build()) {
      sessions.schema().drop();
      sessions.schema().create();
      readAndWrite(sessions, 0);
      for (int limit = 1; limit <= USES; limit++) {
        try (Session session = sessions.open()) {
          String sql = "select id, label from shelfmark where id < " + limit + " order by id";
          assertThat(session.sql(sql).as(Shelfmark.class).all()).hasSize(limit);
        }
      }
      readAndWrite(sessions, USES);
    }
  }
}
