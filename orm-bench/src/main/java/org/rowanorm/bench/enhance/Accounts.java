package org.rowanorm.bench.enhance;

import java.sql.SQLException;

/** Accounts in the states that are measured, as one library makes them. Not thread-safe. */
interface Accounts extends AutoCloseable {

  /** The name of each of them at first. */
  String NAME = "Ada";

  /** An account that is as the database has it, each time another one. */
  Account clean();

  /** As clean, without what the database and a session give it. */
  default Account bare() {
    return clean();
  }

  /** An account that was known by its id only, until a first access loaded it. */
  Account lazilyLoaded();

  /** Whether the library knows that it must write the account. */
  boolean isDirty(Account account);

  /** Notes that the database has the account as it is now, and no more: nothing is sent. */
  void makeClean(Account account);

  @Override
  void close() throws SQLException;
}
