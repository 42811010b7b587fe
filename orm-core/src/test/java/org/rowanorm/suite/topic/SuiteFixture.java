package org.rowanorm.suite.topic;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.rowanorm.SessionFactoryBuilder;
import org.rowanorm.jdbc.ConnectionSource;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** What every topic of the suite works with. */
public interface SuiteFixture {

  /** The database that this run is for. */
  SuiteDatabase database();

  /** The factory of all entities of the suite. */
  SessionFactory sessions();

  /** What was sent since the test began. */
  StatementLog log();

  /** A plain connection to the same database, in auto-commit mode. */
  Connection jdbc();

  /** SQL of this database: {@code [x]} is the name x in quotes, {@code {x}} exactly so. */
  default String sql(String template) {
    return database().sql(template);
  }

  /** Another factory for the same database, with the same log. */
  SessionFactoryBuilder otherFactory(Class<?>... entities);

  /** Another factory for connections of a data source, with the same log. */
  SessionFactoryBuilder factoryOn(DataSource source, Class<?>... entities);

  /** Another factory for connections of any origin, with the same log. */
  SessionFactoryBuilder factoryOn(ConnectionSource source, Class<?>... entities);

  /** A way to the database that counts round trips. */
  Wire wire() throws IOException;

  /** Another factory, whose driver has the options that people set for speed. */
  SessionFactoryBuilder tunedFactory(Class<?>... entities);

  /** Another factory, whose driver takes several SELECTs in one text where it can. */
  SessionFactoryBuilder severalFactory(Class<?>... entities);

  /** Writes new objects in a session of their own, then forgets the statements. */
  default void store(Object... objects) {
    sessions().inTransaction(session -> session.addAll(List.of(objects)));
    log().clear();
  }

  /** Looks at what is stored, in a session of its own. */
  default void inFresh(Consumer<Session> look) {
    try (Session session = sessions().open()) {
      look.accept(session);
    }
  }

  /** What work in a session of its own gives; nothing is committed. */
  default <R> R freshly(Function<Session, R> work) {
    try (Session session = sessions().open()) {
      return work.apply(session);
    }
  }

  /** The only statement that was sent, which may be a batch. */
  default StatementEvent onlyEvent() {
    List<StatementEvent> events = log().events();
    if (events.size() != 1) {
      throw new AssertionError("not one statement: " + log().sql());
    }
    return events.get(0);
  }

  /** The only INSERT that was sent, with ids that the database makes. */
  default StatementEvent onlyInsert() {
    List<String> more = log().sql().subList(1, log().sql().size());
    String step = database().idStepSql();
    if (!more.equals(step == null ? List.of() : List.of(step))) {
      throw new AssertionError("not one statement: " + log().sql());
    }
    return log().events().get(0);
  }

  /** Runs a statement past Rowan. */
  default void execute(String sql) throws SQLException {
    try (Statement statement = jdbc().createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query past Rowan, each as its values with a comma between. */
  default List<String> rows(String sql) throws SQLException {
    try (Statement statement = jdbc().createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join(",", values));
      }
      return rows;
    }
  }

  /** The first column of the first row, past Rowan. */
  default String queryOne(String sql) throws SQLException {
    try (Statement statement = jdbc().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
