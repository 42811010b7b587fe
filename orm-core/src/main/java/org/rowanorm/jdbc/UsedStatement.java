package org.rowanorm.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A prepared statement for as long as it is used. Not thread-safe. */
final class UsedStatement implements AutoCloseable {

  private final Object text;
  private final PreparedStatement statement;
  private final @Nullable StatementCache cache;
  private boolean sound;

  /**
   * A statement that is about to be used.
   *
   * @param text by which the cache knows it
   * @param cache where it goes after its use; null where it is closed
   */
  UsedStatement(Object text, PreparedStatement statement, @Nullable StatementCache cache) {
    this.text = text;
    this.statement = statement;
    this.cache = cache;
  }

  PreparedStatement get() {
    return statement;
  }

  /** Notes that nothing failed, so that it may be used again. */
  void isSound() {
    sound = true;
  }

  @Override
  public void close() throws SQLException {
    if (sound && cache != null) {
      cache.giveBack(text, statement);
    } else {
      statement.close();
    }
  }
}
