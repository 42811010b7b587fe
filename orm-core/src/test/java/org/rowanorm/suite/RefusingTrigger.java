package org.rowanorm.suite;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** A trigger of H2 that refuses every row. */
public final class RefusingTrigger implements Trigger {

  @Override
  public void fire(
      Connection connection,
      @Nullable Object @Nullable [] before,
      @Nullable Object @Nullable [] after)
      throws SQLException {
    throw new SQLException("refused");
  }
}
