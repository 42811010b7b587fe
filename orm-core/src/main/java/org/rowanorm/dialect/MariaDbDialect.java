package org.rowanorm.dialect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rowanorm.sql.LockWait;
import org.rowanorm.sql.Statement;
import org.rowanorm.sql.Statement.LockMode;
import org.rowanorm.type.ColumnSize;
import org.rowanorm.type.ColumnTypes;
import org.rowanorm.type.SqlType;
import org.rowanorm.type.TypeSet;

/**
 * MariaDB 10.11 and later, through its own driver or MySQL's. What is said of MySQL holds for it;
 * besides, its collations do not heed blanks at the end of a text.
 */
public final class MariaDbDialect extends MySqlDialect {

  @Override
  public String name() {
    return "MariaDB";
  }

  @Override
  public boolean matches(String product, String version) {
    return product.equals("MariaDB") || version.toLowerCase(Locale.ROOT).contains("mariadb");
  }

  @Override
  public boolean hasSequences() {
    return true;
  }

  @Override
  public String nextValue(Statement.Table sequence) {
    return "select next value for " + table(sequence);
  }

  /** Its increment stands in the sequence itself. */
  /** A column of JSON has a check of its own. */
  @Override
  public String checksSql() {
    return "select table_name, constraint_name from information_schema.check_constraints"
        + " where level = 'Table' and constraint_schema = ?";
  }

  @Override
  public String sequencesSql() {
    return "select table_name, 0 from information_schema.tables"
        + " where table_type = 'SEQUENCE' and table_schema = ?";
  }

  /** MariaDB's driver moves a time that the time zone of the JVM skips in spring. */
  @Override
  public TypeSet columnTypes() {
    return columnTypes(ColumnTypes.timestampInParts());
  }

  @Override
  public boolean has(Feature feature) {
    return feature != Feature.LATERAL && feature != Feature.UPDATE_RETURNING;
  }

  @Override
  public boolean aliasesReturned() {
    return false;
  }

  @Override
  public String lock(Statement.Lock lock) {
    String mode = lock.mode() == LockMode.UPDATE ? " for update" : " lock in share mode";
    return mode + whereLocked(lock.busy());
  }

  @Override
  protected String typeName(SqlType type, ColumnSize size) {
    return type == SqlType.UUID ? "uuid" : super.typeName(type, size);
  }

  @Override
  protected String lockWait(LockWait wait) {
    return " wait " + wait.seconds();
  }

  @Override
  public @Nullable String beforeLimitedLock(LockWait wait) {
    return null;
  }

  @Override
  public @Nullable String afterLimitedLock() {
    return null;
  }
}
