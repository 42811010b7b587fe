package org.rowanorm.bench.item;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.rowanorm.Rowan;
import org.rowanorm.SessionFactoryBuilder;
import org.rowanorm.jdbc.StatementListener;
import org.rowanorm.session.SessionFactory;

/**
 * A database in memory of its own, with the connection that both sides use. Not thread-safe.
 *
 * <p>H2 analyses a table after so many changes; that is switched off, since it would fall on either
 * side by chance.
 */
public final class Database {

  private static final String URL = "jdbc:h2:mem:;ANALYZE_AUTO=0";

  /** Tables that are inserted into are emptied when they have grown by so many rows. */
  private static final int MOST_ROWS = 20_000;

  private static final int CHUNK = 1_000;

  private final OneConnection connections;
  private final JdbcItems jdbc;
  private int grown;

  /** An empty database with the tables of the items. */
  public Database() throws SQLException {
    connections = new OneConnection(URL);
    jdbc = new JdbcItems(connections);
    try (SessionFactory sessions = sessions()) {
      sessions.schema().createMissing();
    }
  }

  /** The connection, as both sides lease it. */
  public OneConnection connections() {
    return connections;
  }

  /** The hand-written side. */
  public JdbcItems jdbc() {
    return jdbc;
  }

  /** Rowan's side. */
  public SessionFactory sessions(StatementListener... listeners) {
    SessionFactoryBuilder builder =
        Rowan.configure(connections).entities(Item.class, CachedItem.class, SerialItem.class);
    for (StatementListener listener : listeners) {
      builder.listener(listener);
    }
    return builder.build();
  }

  /** Inserts the items 1 to {@code last} of the data set. */
  public void fill(int last) throws SQLException {
    for (long first = 1; first <= last; first += CHUNK) {
      List<PlainItem> items = new ArrayList<>(CHUNK);
      for (long id = first; id < first + CHUNK && id <= last; id++) {
        items.add(new PlainItem(id));
      }
      jdbc.insert(items);
    }
  }

  /**
   * Counts rows that an operation is about to insert, and empties the tables every 20,000 rows: so
   * rarely that it does not show in the time of an operation, and on both sides alike.
   */
  public void makeRoom(int rows) throws SQLException {
    grown += rows;
    if (grown >= MOST_ROWS) {
      grown = rows;
      execute("truncate table item");
      execute("truncate table serial_item");
    }
  }

  /** Runs a statement of the benchmark's own. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connections.lease().createStatement()) {
      statement.execute(sql);
    }
  }

  /** Closes the connection, and the database with it. */
  public void close() throws SQLException {
    connections.close();
  }
}
