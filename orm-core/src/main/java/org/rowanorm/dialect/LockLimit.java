package org.rowanorm.dialect;

import org.jspecify.annotations.Nullable;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.sql.LockWait;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits how long a SELECT waits for its locks, where only the connection can be told that, until
 * it is closed. For one SELECT.
 */
public final class LockLimit implements AutoCloseable {

  private static final Logger TX = LoggerFactory.getLogger("org.rowanorm.tx");

  private final SqlRunner runner;
  private final @Nullable String after;

  private LockLimit(SqlRunner runner, @Nullable String after) {
    this.runner = runner;
    this.after = after;
  }

  /** Sets a limit; null where there is none, or where the SELECT itself says it. */
  public static @Nullable LockLimit set(Dialect dialect, LockWait wait, SqlRunner runner) {
    String before = wait.isLimited() ? dialect.beforeLimitedLock(wait) : null;
    if (before == null) {
      return null;
    }
    runner.execute(before);
    return new LockLimit(runner, dialect.afterLimitedLock());
  }

  /** Sets it back, also where the SELECT failed: a connection must not go back with a limit. */
  @Override
  public void close() {
    if (after == null) {
      return;
    }
    try {
      runner.execute(after);
    } catch (DatabaseException e) {
      // after a failure some take no other statement, and forget the limit with the rollback
      TX.debug("reset of the limit of locks failed", e);
    }
  }
}
