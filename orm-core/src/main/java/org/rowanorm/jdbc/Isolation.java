package org.rowanorm.jdbc;

import java.sql.Connection;
import java.util.Locale;

/** How far a transaction is kept apart from others, in the words of the SQL standard. */
public enum Isolation {
  /** Sees what others have written and not committed, where the database allows that at all. */
  READ_UNCOMMITTED(Connection.TRANSACTION_READ_UNCOMMITTED),
  /** Each statement sees what was committed before it. */
  READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),
  /** A row that was read stays as it was. */
  REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),
  /** As if transactions ran one after the other; those that cannot are ended by the database. */
  SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE);

  private final int number;

  Isolation(int number) {
    this.number = number;
  }

  /** The number that {@link Connection} has for it. */
  int number() {
    return number;
  }

  /** The level as it stands in SQL. */
  public String sql() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
