package org.rowanorm.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.Rowan;
import org.rowanorm.SessionFactoryBuilder;
import org.rowanorm.error.ConstraintViolationException;
import org.rowanorm.error.RowanException;
import org.rowanorm.jdbc.StatementCache.Returning;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** Statements stay prepared with their connection. */
class StatementCacheTest {

  private final Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
  private final StatementCache cache = new StatementCache(connection, 2);

  StatementCacheTest() throws SQLException {}

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private PreparedStatement use(String sql) throws SQLException {
    PreparedStatement used = cache.take(sql);
    cache.giveBack(sql, used);
    return used;
  }

  @Test
  void statement_givenBack_isTheNextOneOfItsText() throws SQLException {
    PreparedStatement first = use("select 1");
    assertThat(use("select 1")).isSameAs(first);
    assertThat(use("select 2")).isNotSameAs(first);
  }

  @Test
  void statementThatGivesBackColumns_isAnotherOneForOtherColumns() throws SQLException {
    try (Statement schema = connection.createStatement()) {
      schema.execute("create table note (id int generated always as identity, text varchar(9))");
    }
    String sql = "insert into note (text) values ('a')";
    Returning id = new Returning(sql, List.of("ID"));
    Returning both = new Returning(sql, List.of("ID", "TEXT"));
    PreparedStatement plain = use(sql);
    PreparedStatement first = cache.take(id);
    assertThat(first).isNotSameAs(plain);
    assertThat(madeIds(first)).containsExactly(1);
    cache.giveBack(id, first);
    assertThat(cache.take(both)).isNotSameAs(first);
    assertThat(cache.take(id)).isSameAs(first);
    assertThat(madeIds(first)).containsExactly(2);
  }

  private static List<Integer> madeIds(PreparedStatement insert) throws SQLException {
    insert.executeUpdate();
    List<Integer> ids = new ArrayList<>();
    try (ResultSet keys = insert.getGeneratedKeys()) {
      while (keys.next()) {
        ids.add(keys.getInt(1));
      }
    }
    return ids;
  }

  @Test
  void statement_inUse_isNotGivenToASecondUse() throws SQLException {
    PreparedStatement outer = cache.take("select 1");
    PreparedStatement inner = cache.take("select 1");
    assertThat(inner).isNotSameAs(outer);
    cache.giveBack("select 1", inner);
    cache.giveBack("select 1", outer);
    assertThat(inner.isClosed()).isTrue();
    assertThat(cache.take("select 1")).isSameAs(outer);
  }

  @Test
  void statementsBeyondTheMost_areClosed_theLongestUnusedFirst() throws SQLException {
    PreparedStatement one = use("select 1");
    PreparedStatement two = use("select 2");
    use("select 1");
    use("select 3");
    assertThat(one.isClosed()).isFalse();
    assertThat(two.isClosed()).isTrue();
  }

  @Test
  void statement_inUseWhileOthersPushItOut_isKeptWhenItIsGivenBack() throws SQLException {
    PreparedStatement one = cache.take("select 1");
    use("select 2");
    use("select 3");
    cache.giveBack("select 1", one);
    assertThat(cache.take("select 1")).isSameAs(one);
  }

  @Test
  void values_ofAStatement_areLetGoOf() throws SQLException {
    PreparedStatement statement = cache.take("select ?");
    statement.setString(1, "secret");
    cache.giveBack("select ?", statement);
    assertThatThrownBy(statement::executeQuery)
        .isInstanceOf(SQLException.class)
        .hasMessageStartingWith("Parameter \"#1\" is not set");
  }

  @Test
  void textOfManyRows_isClosedAfterItsUse() throws SQLException {
    String text = "select 1" + " ".repeat(20_000);
    assertThat(use(text).isClosed()).isTrue();
  }

  /** A source over the one connection. */
  private final class Source implements ConnectionSource {

    @Override
    public Connection lease() {
      return connection;
    }

    @Override
    public void release(Connection leased) {}

    @Override
    public StatementCache statements(Connection leased) {
      return cache;
    }
  }

  @Entity
  static class Slip {
    @Id int id;

    Slip(int id) {
      this.id = id;
    }
  }

  private SessionFactory slips() {
    SessionFactory sessions = Rowan.configure(new Source()).entities(Slip.class).build();
    sessions.schema().createMissing();
    return sessions;
  }

  private static void find(SessionFactory sessions) {
    try (Session session = sessions.open()) {
      assertThat(session.get(Slip.class, 1)).isNull();
    }
  }

  @Test
  void sessions_useTheStatementOfTheSessionBefore() throws SQLException {
    try (SessionFactory sessions = slips()) {
      find(sessions);
      PreparedStatement kept = use("select s.id from slip s where s.id = ?");
      find(sessions);
      assertThat(use("select s.id from slip s where s.id = ?")).isSameAs(kept);
      assertThat(kept.isClosed()).isFalse();
    }
  }

  private static void add(SessionFactory sessions) {
    try (Session session = sessions.open()) {
      session.add(new Slip(1));
      session.commit();
    }
  }

  @Test
  void statement_thatFails_isClosed() throws SQLException {
    try (SessionFactory sessions = slips()) {
      add(sessions);
      PreparedStatement kept = use("insert into slip (id) values (?)");
      assertThatThrownBy(() -> add(sessions)).isInstanceOf(ConstraintViolationException.class);
      assertThat(kept.isClosed()).isTrue();
    }
  }

  @Test
  void negativeSize_isRefused() {
    SessionFactoryBuilder builder = Rowan.connect("jdbc:h2:mem:", null, null);
    assertThatThrownBy(() -> builder.statementCacheSize(-1))
        .isInstanceOf(RowanException.class)
        .hasMessage(
            """
            A connection cannot keep -1 statements
                in statementCacheSize(...)
                give 0 or more; 0 closes each statement after its use [ROWAN-337]""");
  }
}
