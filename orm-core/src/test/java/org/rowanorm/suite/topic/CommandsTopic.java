package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.rowanorm.jdbc.Isolation;
import org.rowanorm.model.Book;
import org.rowanorm.model.User;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.session.Transaction;

/** Everything that a session says to the server, as the server notes it, where it can. */
public interface CommandsTopic extends SuiteFixture {

  /** The commands of work in a session, on another one's pool with a plain URL. */
  private List<String> commands(boolean autoCommit, Consumer<Session> work) {
    return commands(autoCommit, "", work);
  }

  private List<String> commands(boolean autoCommit, String options, Consumer<Session> work) {
    try (HikariDataSource pool = new HikariDataSource();
        Wire wire = wire()) {
      pool.setJdbcUrl(database().with(wire.url(), options));
      pool.setMaximumPoolSize(1);
      pool.setAutoCommit(autoCommit);
      try (SessionFactory sessions = factoryOn(pool, User.class, Book.class).build()) {
        String connection = connectionId(pool);
        for (String statement : database().startCommandLog()) {
          execute(statement);
        }
        try (Session session = sessions.open()) {
          work.accept(session);
        }
        execute(database().stopCommandLog());
        return logged(connection);
      }
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String connectionId(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(database().connectionIdSql())) {
      rows.next();
      String id = rows.getString(1);
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      return id;
    }
  }

  private List<String> logged(String connection) throws SQLException {
    List<String> commands = new ArrayList<>();
    try (Statement statement = jdbc().createStatement();
        ResultSet rows = statement.executeQuery(database().commandLogSql(connection))) {
      while (rows.next()) {
        String text = rows.getString(2);
        boolean isSetting = text.toLowerCase(Locale.ROOT).startsWith("set ");
        commands.add(rows.getString(1) + " " + (isSetting ? text.toLowerCase(Locale.ROOT) : text));
      }
    }
    return commands;
  }

  private static void addBobAndDune(Session session) {
    User bob = new User("5", "Bob");
    bob.books().add(new Book("1", "Dune"));
    session.add(bob);
    session.commit();
  }

  private static void rename(Session session) {
    session.query(User.class).filterBy("id", "5").one().rename("Robert");
    session.commit();
  }

  @Test
  default void commands_ofTheStory_areItsStatementsAndOneTransaction() {
    if (!database().logsCommands()) {
      return;
    }
    assertThat(commands(true, CommandsTopic::addBobAndDune))
        .containsExactly(
            "Query set autocommit=0",
            "Query insert into `user` (id, name) values ('5', 'Bob')",
            "Query insert into book (id, name, user_id) values ('1', 'Dune', '5')",
            "Query COMMIT",
            "Query set autocommit=1");
    assertThat(commands(true, CommandsTopic::rename))
        .containsExactly(
            "Query select u.id, u.name from `user` u where u.id = '5' limit 2",
            "Query update `user` set name = 'Robert' where id = '5'");
    assertThat(commands(true, session -> session.get(User.class, "5").name()))
        .containsExactly("Query select u.id, u.name from `user` u where u.id = '5'");
    assertThat(commands(true, Session::commit)).isEmpty();
  }

  /** What is prepared at the server is prepared once for each statement, and nothing else is. */
  @Test
  default void commands_ofTheStoryPreparedAtTheServer_areItsStatementsEachPreparedOnce() {
    if (!database().logsCommands()) {
      return;
    }
    assertThat(prepared(CommandsTopic::addBobAndDune))
        .containsExactly(
            "Query set autocommit=0",
            "Prepare insert into `user` (id, name) values (?, ?)",
            "Execute insert into `user` (id, name) values ('5', 'Bob')",
            "Prepare insert into book (id, name, user_id) values (?, ?, ?)",
            "Execute insert into book (id, name, user_id) values ('1', 'Dune', '5')",
            "Query COMMIT",
            "Query set autocommit=1");
    assertThat(prepared(CommandsTopic::rename))
        .containsExactly(
            "Prepare select u.id, u.name from `user` u where u.id = ? limit ?",
            "Execute select u.id, u.name from `user` u where u.id = '5' limit 2",
            "Prepare update `user` set name = ? where id = ?",
            "Execute update `user` set name = 'Robert' where id = '5'");
  }

  /** What the drivers close differs, since one of them keeps what it has prepared. */
  private List<String> prepared(Consumer<Session> work) {
    return commands(true, "useServerPrepStmts=true", work).stream()
        .filter(command -> !command.startsWith("Close stmt"))
        .toList();
  }

  @Test
  default void commands_ofRowsThatAreOneStatement_areThatStatement() {
    if (!database().logsCommands()) {
      return;
    }
    assertThat(
            commands(
                true,
                session -> {
                  session.addAll(List.of(new User("7", "Cid"), new User("8", "Dan")));
                  session.commit();
                }))
        .containsExactly("Query insert into `user` (id, name) values ('7', 'Cid'), ('8', 'Dan')");
  }

  @Test
  default void commands_ofAnIsolatedTransaction_areOneMoreAndNoneToSetItBack() {
    if (!database().logsCommands()) {
      return;
    }
    assertThat(
            commands(
                true,
                session -> {
                  session.begin(Transaction.USUAL.isolated(Isolation.SERIALIZABLE));
                  session.add(new User("6", "Ann"));
                  session.commit();
                }))
        .containsExactly(
            "Query set autocommit=0",
            "Query set transaction isolation level serializable",
            "Query insert into `user` (id, name) values ('6', 'Ann')",
            "Query COMMIT",
            "Query set autocommit=1");
  }

  @Test
  default void commands_ofATransactionThatOnlyReads_tellTheServer() {
    if (!database().logsCommands()) {
      return;
    }
    assertThat(
            commands(
                false,
                session -> {
                  session.get(User.class, "0");
                  session.begin(Transaction.READ_ONLY);
                  session.get(User.class, "1");
                  session.get(User.class, "2");
                  session.commit();
                }))
        .containsExactly(
            "Query select u.id, u.name from `user` u where u.id = '0'",
            "Query ROLLBACK",
            "Query set transaction read only",
            "Query select u.id, u.name from `user` u where u.id = '1'",
            "Query select u.id, u.name from `user` u where u.id = '2'",
            "Query COMMIT");
  }

  @Test
  default void commands_onAPoolWithoutAutoCommit_areTheStatementsAndTheCommit() {
    if (!database().logsCommands()) {
      return;
    }
    assertThat(commands(false, CommandsTopic::addBobAndDune))
        .containsExactly(
            "Query insert into `user` (id, name) values ('5', 'Bob')",
            "Query insert into book (id, name, user_id) values ('1', 'Dune', '5')",
            "Query COMMIT");
    assertThat(commands(false, CommandsTopic::rename))
        .containsExactly(
            "Query select u.id, u.name from `user` u where u.id = '5' limit 2",
            "Query update `user` set name = 'Robert' where id = '5'",
            "Query COMMIT");
  }
}
