package org.rowanorm.dialect;

import org.jspecify.annotations.Nullable;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.sql.LockWait;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits how long a SELECT waits for its locks, where only the connection can be told that. For one
 * SELECT.
 */
public final class LockLimit {

  /** No limit, or one that the SELECT itself says. */
  public static final LockLimit NONE = new LockLimit(null, null);

  private static final Logger TX = LoggerFactory.getLogger("org.rowanorm.tx");

  private final @Nullable SqlRunner runner;
  private final @Nullable String after;

  private LockLimit(@Nullable SqlRunner runner, @Nullable String after) {
    this.runner = runner;
    this.after = after;
  }

  /** Sets a limit, where there is one that the SELECT itself does not say. */
  public static LockLimit set(Dialect dialect, LockWait wait, SqlRunner runner) {
    String before = wait.isLimited() ? dialect.beforeLimitedLock(wait) : null;
    if (before == null) {
      return NONE;
    }
    runner.execute(before);
    return new LockLimit(runner, dialect.afterLimitedLock());
  }

  /** Sets it back, also where the SELECT failed: a connection must not go back with a limit. */
  public void setBack() {
    if (runner == null || after == null) {
      return;
    }
    try {
      runner.setBack(after);
    } catch (DatabaseException e) {
      // after a failure some take no other statement, and forget the limit with the rollback
      TX.debug("reset of the limit of locks failed", e);
    }
  }
}
