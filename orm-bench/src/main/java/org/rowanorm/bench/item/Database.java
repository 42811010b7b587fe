package org.rowanorm.bench.item;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The database and its one connection, with tables that are the same for all sides. By default it
 * is an H2 in memory of its own. Not thread-safe.
 *
 * <p>H2 analyses a table after so many changes; that is switched off, since it would fall on either
 * side by chance.
 */
public final class Database {

  /** The system property that names another database than an H2 in memory. */
  public static final String URL_PROPERTY = "rowan.bench.url";

  private static final String URL = "jdbc:h2:mem:;ANALYZE_AUTO=0";

  /** Tables that are inserted into are emptied when they have grown by so many rows. */
  private static final int MOST_ROWS = 20_000;

  private static final int CHUNK = 1_000;

  private static final List<String> TABLES =
      List.of("offer", "vendor", "item", "cached_item", "serial_item", "spare_item");

  private static final String ITEM =
      """
      , name varchar(255) not null, sku varchar(255) not null, category varchar(255) not null,
      city varchar(255) not null, description varchar(255) not null, stock int not null,
      price decimal(19, 2) not null, active boolean not null, created_at timestamp(6) not null,
      available_from date not null, seller bigint not null)
      """;

  private static final List<String> SCHEMA =
      List.of(
          "create table item (id bigint not null primary key" + ITEM,
          "create table cached_item (id bigint not null primary key" + ITEM,
          "create table serial_item (id bigint not null auto_increment primary key" + ITEM,
          "create table spare_item (id bigint not null primary key" + ITEM,
          """
          create table vendor (id bigint not null primary key, name varchar(255) not null,
          city varchar(255) not null, email varchar(255) not null, rating int not null,
          since date not null)
          """,
          """
          create table offer (id bigint not null primary key, title varchar(255) not null,
          sku varchar(255) not null, price decimal(19, 2) not null, stock int not null,
          active boolean not null, created_at timestamp(6) not null, vendor_id bigint not null,
          foreign key (vendor_id) references vendor (id))
          """);

  private final OneConnection connections;
  private final JdbcItems items;
  private int grown;

  /** The database with empty tables. */
  public Database() throws SQLException {
    connections = new OneConnection(System.getProperty(URL_PROPERTY, URL));
    items = new JdbcItems(connections);
    for (String table : TABLES) {
      execute("drop table if exists " + table);
    }
    for (String table : SCHEMA) {
      execute(table);
    }
  }

  /** The connection, as all sides lease it. */
  public OneConnection connections() {
    return connections;
  }

  /** Reads and writes items by hand. */
  public JdbcItems items() {
    return items;
  }

  /** Inserts the items 1 to {@code last} of the data set. */
  public void fill(int last) throws SQLException {
    for (long first = 1; first <= last; first += CHUNK) {
      List<PlainItem> chunk = new ArrayList<>(CHUNK);
      for (long id = first; id < first + CHUNK && id <= last; id++) {
        chunk.add(new PlainItem(id));
      }
      items.insert(chunk);
    }
  }

  /** Inserts the vendors and the offers of the data set. */
  public void fillOffers() throws SQLException {
    new JdbcOffers(connections).insertAll();
  }

  /**
   * Counts rows that an operation is about to insert, and empties the tables every 20,000 rows: so
   * rarely that it does not show in the time of an operation, and on all sides alike.
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

  /** Closes the connection, and with it the database in memory. */
  public void close() throws SQLException {
    connections.close();
  }
}
