package org.rowanorm;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

/** Tells HikariCP that a connection is lost where the state is the database's own, as H2's. */
final class LostConnections implements SQLExceptionOverride {

  @java.lang.Override
  public Override adjudicate(SQLException error) {
    return error instanceof SQLNonTransientConnectionException
        ? Override.MUST_EVICT
        : Override.CONTINUE_EVICT;
  }
}
