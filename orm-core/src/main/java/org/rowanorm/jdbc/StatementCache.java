package org.rowanorm.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements that stay prepared on one physical connection, so that their next use need not
 * parse the text again: those that were used last. Whoever leases the connection has it for
 * himself, as he has the connection. Not thread-safe.
 */
public final class StatementCache {

  /** A longer text is one of many rows, and seldom comes again with as many. */
  private static final int LONGEST_TEXT = 16_384;

  private static final int FIRST_SIZE = 16;
  private static final float LOAD = 0.75f;

  /**
   * What a statement is known by that gives something back of the rows that it writes.
   *
   * @param columns which columns of them
   */
  record Returning(String sql, List<String> columns) {}

  private final Connection connection;
  private final int most;

  /**
   * By text, or {@link Returning}, the one that was not used for longest first; null while it is in
   * use.
   */
  private final LinkedHashMap<Object, @Nullable PreparedStatement> kept =
      new LinkedHashMap<>(FIRST_SIZE, LOAD, true);

  /**
   * An empty cache.
   *
   * @param connection the physical connection: closed only when nobody leases it any more
   * @param most so many statements are kept
   */
  public StatementCache(Connection connection, int most) {
    this.connection = connection;
    this.most = most;
  }

  /** A statement for one use: kept from an earlier one, or prepared now. */
  PreparedStatement take(String sql) throws SQLException {
    PreparedStatement found = kept.replace(sql, null);
    return found == null ? connection.prepareStatement(sql) : found;
  }

  /** The same of one that gives something back. */
  PreparedStatement take(Returning text) throws SQLException {
    PreparedStatement found = kept.replace(text, null);
    return found == null
        ? connection.prepareStatement(text.sql(), text.columns().toArray(String[]::new))
        : found;
  }

  /**
   * Keeps a statement whose use has ended without a failure; it lets go of its values.
   *
   * @param text by which it was taken
   */
  void giveBack(Object text, PreparedStatement statement) throws SQLException {
    String sql = text instanceof Returning returning ? returning.sql() : (String) text;
    if (sql.length() > LONGEST_TEXT) {
      statement.close();
      return;
    }
    statement.clearParameters();
    PreparedStatement other = kept.put(text, statement);
    if (other != null) {
      other.close(); // of a use within the use
    }
    if (kept.size() > most) {
      closeEldest();
    }
  }

  private void closeEldest() throws SQLException {
    Iterator<@Nullable PreparedStatement> eldest = kept.values().iterator();
    PreparedStatement statement = eldest.next();
    eldest.remove();
    if (statement != null) {
      statement.close();
    }
  }
}
