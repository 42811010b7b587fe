package org.rowanorm.suite;

import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.MariaDbDialect;
import org.rowanorm.testdb.ServerKind;

/** MariaDB, through its own driver or MySQL's. */
final class MariaDbDatabase extends MySqlDatabase {

  private final boolean ownDriver;

  MariaDbDatabase(String driver) {
    super(ServerKind.MARIADB, driver);
    ownDriver = driver.equals("mariadb");
  }

  @Override
  public String name() {
    return "mariadb";
  }

  @Override
  public Class<? extends Dialect> dialect() {
    return MariaDbDialect.class;
  }

  @Override
  public String nextValueSql(String sequence) {
    return "select next value for " + sequence;
  }

  @Override
  public String fastOptions() {
    return ownDriver
        ? "useBulkStmts=true&useServerPrepStmts=true&cachePrepStmts=true"
        : super.fastOptions();
  }

  @Override
  public boolean streamsAlone() {
    return !ownDriver;
  }

  /** Its type for UUIDs checks version and variant. */
  @Override
  public boolean holdsAnyUuid() {
    return false;
  }

  /** Its usual collation fills the shorter text up with blanks before it compares. */
  @Override
  public boolean heedsTrailingBlanks() {
    return false;
  }
}
