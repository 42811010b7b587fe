package org.rowanorm.suite;

import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.MariaDbDialect;
import org.rowanorm.testdb.ServerKind;

/** MariaDB, through its own driver or MySQL's. */
final class MariaDbDatabase extends MySqlDatabase {

  MariaDbDatabase(String driver) {
    super(ServerKind.MARIADB, driver);
  }

  @Override
  Class<? extends Dialect> dialect() {
    return MariaDbDialect.class;
  }

  /** Its usual collation fills the shorter text up with blanks before it compares. */
  @Override
  boolean heedsTrailingBlanks() {
    return false;
  }
}
