package org.rowanorm.support;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.h2.jdbcx.JdbcDataSource;
import org.rowanorm.Rowan;
import org.rowanorm.SessionFactoryBuilder;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.lifecycle.Stage;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** A fresh H2 database in memory with a session factory on it and a log of what was sent. */
public final class H2 implements Stage, AutoCloseable {

  private final Connection keeper;
  private final StatementLog log = new StatementLog();
  private final CountingConnections connections;
  private final SessionFactory sessions;

  private H2(UnaryOperator<SessionFactoryBuilder> settings, boolean create) throws SQLException {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + UUID.randomUUID());
    keeper = source.getConnection();
    connections = new CountingConnections(source);
    sessions = settings.apply(Rowan.configure(connections).listener(log)).build();
    if (create) {
      sessions.schema().createMissing();
    }
    log.clear();
    connections.reset();
  }

  /** A database with the tables of some entities. */
  public static H2 with(Class<?>... entities) {
    return with(builder -> builder.entities(entities));
  }

  /** A database with the tables of what is set. */
  public static H2 with(UnaryOperator<SessionFactoryBuilder> settings) {
    return open(settings, true);
  }

  /** A database without any tables. */
  public static H2 empty(Class<?>... entities) {
    return open(builder -> builder.entities(entities), false);
  }

  private static H2 open(UnaryOperator<SessionFactoryBuilder> settings, boolean create) {
    try {
      return new H2(settings, create);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Another factory for the same database, with the same log. */
  public SessionFactory another(Class<?>... entities) {
    return Rowan.configure(connections).listener(log).entities(entities).build();
  }

  /** Another factory for the same database, with the same log. */
  public SessionFactory another(UnaryOperator<SessionFactoryBuilder> settings) {
    return settings.apply(Rowan.configure(connections).listener(log)).build();
  }

  public SessionFactory sessions() {
    return sessions;
  }

  @Override
  public Session open() {
    return sessions.open();
  }

  @Override
  public StatementLog log() {
    return log;
  }

  public CountingConnections connections() {
    return connections;
  }

  @Override
  public void sql(String text) {
    try (Statement statement = keeper.createStatement()) {
      statement.execute(text);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<String> rows(String text) {
    try (Statement statement = keeper.createStatement();
        ResultSet result = statement.executeQuery(text)) {
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
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    sessions.close();
    try {
      keeper.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
