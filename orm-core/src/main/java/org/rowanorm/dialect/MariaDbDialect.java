package org.rowanorm.dialect;

import org.jspecify.annotations.Nullable;
import java.util.Locale;
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

  /** MariaDB's driver moves a time that the time zone of the JVM skips in spring. */
  @Override
  public TypeSet columnTypes() {
    return columnTypes(ColumnTypes.TIMESTAMP_IN_PARTS);
  }

  @Override
  protected String typeName(SqlType type, ColumnSize size) {
    return type == SqlType.UUID ? "uuid" : super.typeName(type, size);
  }

  @Override
  public String lock(boolean shared, LockWait wait) {
    return (shared ? " lock in share mode" : " for update") + lockWait(wait);
  }

  @Override
  protected String lockWait(LockWait wait) {
    return wait.kind() == LockWait.Kind.LIMITED
        ? " wait " + wait.seconds()
        : super.lockWait(wait);
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
