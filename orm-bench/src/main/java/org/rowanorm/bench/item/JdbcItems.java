package org.rowanorm.bench.item;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.ConnectionSource;

/**
 * The hand-written side: what a good developer writes over plain JDBC. Index getters, prepared
 * statements, a batch for several rows, reads in auto-commit mode, writes in a transaction. Not
 * thread-safe.
 */
public final class JdbcItems {

  private static final String COLUMNS =
      "name, sku, category, city, description, stock, price, active, created_at, available_from,"
          + " seller";

  private static final String SELECTED = "i.id, i." + COLUMNS.replace(", ", ", i.");

  /** The item of an id. */
  public static final String BY_ID = "select " + SELECTED + " from item i where i.id = ?";

  /** The items of a range of ids. */
  public static final String RANGE =
      "select " + SELECTED + " from item i where i.id between ? and ?";

  /** A new item. */
  public static final String INSERT =
      "insert into item (id, " + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /** A new item whose id the database makes. */
  public static final String INSERT_SERIAL =
      "insert into serial_item (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /** Another stock of one item. */
  public static final String UPDATE_STOCK = "update item set stock = ? where id = ?";

  /** Four columns of the items of a range of ids. */
  public static final String LINES =
      "select i.id, i.name, i.price, i.stock from item i where i.id between ? and ?";

  /** An item that goes. */
  public static final String DELETE = "delete from item where id = ?";

  private final ConnectionSource connections;
  private final JdbcTransaction transaction;

  /** By these connections. */
  public JdbcItems(ConnectionSource connections) {
    this.connections = connections;
    transaction = new JdbcTransaction(connections);
  }

  /** The item of an id, or null. */
  public @Nullable PlainItem byId(long id) throws SQLException {
    Connection connection = connections.lease();
    try (PreparedStatement statement = connection.prepareStatement(BY_ID)) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? new PlainItem(row) : null;
      }
    } finally {
      connections.release(connection);
    }
  }

  /** The items of a range of ids, both ends included. */
  public List<PlainItem> range(long first, long last) throws SQLException {
    Connection connection = connections.lease();
    try (PreparedStatement statement = connection.prepareStatement(RANGE)) {
      statement.setLong(1, first);
      statement.setLong(2, last);
      try (ResultSet row = statement.executeQuery()) {
        List<PlainItem> items = new ArrayList<>();
        while (row.next()) {
          items.add(new PlainItem(row));
        }
        return items;
      }
    } finally {
      connections.release(connection);
    }
  }

  /** Inserts items in one transaction. */
  public void insert(List<PlainItem> items) throws SQLException {
    transaction.run(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (PlainItem item : items) {
              statement.setLong(1, item.id());
              item.bind(statement, 2);
              if (items.size() > 1) {
                statement.addBatch();
              }
            }
            if (items.size() > 1) {
              statement.executeBatch();
            } else {
              statement.executeUpdate();
            }
          }
        });
  }

  /** Inserts items in one transaction and gives them the ids that the database made. */
  public void insertSerial(List<PlainItem> items) throws SQLException {
    transaction.run(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(INSERT_SERIAL, new String[] {"ID"})) {
            for (PlainItem item : items) {
              item.bind(statement, 1);
              statement.addBatch();
            }
            statement.executeBatch();
            takeKeys(statement, items);
          }
        });
  }

  private static void takeKeys(PreparedStatement statement, List<PlainItem> items)
      throws SQLException {
    try (ResultSet keys = statement.getGeneratedKeys()) {
      for (PlainItem item : items) {
        if (!keys.next()) {
          throw new SQLException("too few keys");
        }
        item.takeKey(keys.getLong(1));
      }
    }
  }

  /** The lines of a range of ids, both ends included. */
  public List<ItemLine> lines(long first, long last) throws SQLException {
    Connection connection = connections.lease();
    try (PreparedStatement statement = connection.prepareStatement(LINES)) {
      statement.setLong(1, first);
      statement.setLong(2, last);
      try (ResultSet row = statement.executeQuery()) {
        List<ItemLine> lines = new ArrayList<>();
        while (row.next()) {
          lines.add(
              new ItemLine(row.getLong(1), row.getString(2), row.getBigDecimal(3), row.getInt(4)));
        }
        return lines;
      }
    } finally {
      connections.release(connection);
    }
  }

  /** Reads the items of a range and gives each another stock, in one transaction. */
  public void updateStocks(long first, long last, int stock) throws SQLException {
    List<PlainItem> found = range(first, last);
    transaction.run(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(UPDATE_STOCK)) {
            for (PlainItem item : found) {
              item.changeStock(stock);
              statement.setInt(1, item.stock());
              statement.setLong(2, item.id());
              statement.addBatch();
            }
            eachOne(statement.executeBatch());
          }
        });
  }

  /** Reads the items of a range and deletes them, in one transaction. */
  public void delete(long first, long last) throws SQLException {
    List<PlainItem> found = range(first, last);
    transaction.run(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            for (PlainItem item : found) {
              statement.setLong(1, item.id());
              statement.addBatch();
            }
            eachOne(statement.executeBatch());
          }
        });
  }

  private static void eachOne(int[] counts) throws SQLException {
    for (int count : counts) {
      if (count != 1) {
        throw new SQLException("an item was not there");
      }
    }
  }

  /** Changes one row in a transaction of its own. */
  public void updateStock(long id, int stock) throws SQLException {
    transaction.run(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(UPDATE_STOCK)) {
            statement.setInt(1, stock);
            statement.setLong(2, id);
            if (statement.executeUpdate() != 1) {
              throw new SQLException("no item " + id);
            }
          }
        });
  }

  /** A transaction that does nothing. */
  public void commitNothing() throws SQLException {
    transaction.run(connection -> {});
  }
}
