package org.rowanorm.dialect;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.rowanorm.jdbc.ErrorKind;
import org.rowanorm.sql.Statement;
import org.rowanorm.sql.Statement.LockMode;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;
import org.rowanorm.type.SqlType;

/**
 * PostgreSQL 13 and later. Its texts cannot hold the character 0, which is also the value of a
 * {@code char} that was never set. Nulls are sorted after all values, where other databases put
 * them first.
 */
public final class PostgresDialect extends Dialect {

  /** What PostgreSQL keeps for itself. */
  private static final Set<String> RESERVED =
      words(
          "analyse analyze collation concurrently current_catalog current_role"
              + " current_schema deferrable do freeze initially isnull notnull overlaps placing"
              + " similar system_user tablesample variadic verbose");

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public boolean matches(String product, String version) {
    return product.equals("PostgreSQL");
  }

  @Override
  public Map<Class<?>, ColumnType<?>> columnTypes() {
    return ColumnTypes.all(
        ColumnTypes.TIMESTAMP, ColumnTypes.ZONED_TIMESTAMP, ColumnTypes.NATIVE_UUID);
  }

  @Override
  protected String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  protected boolean isReserved(String word) {
    return RESERVED.contains(word) || super.isReserved(word);
  }

  @Override
  public String likeEscape() {
    return "";
  }

  @Override
  public boolean indexesForeignKeys() {
    return false;
  }

  @Override
  public String castType(SqlType type) {
    return switch (type) {
      case BINARY, BLOB -> "bytea";
      case NUMERIC -> "numeric";
      default -> super.castType(type);
    };
  }

  /** What is joined from outside cannot be locked, so the table is named. */
  @Override
  public String lock(Statement.Lock lock) {
    String mode = lock.mode() == LockMode.UPDATE ? " for update of " : " for share of ";
    return mode + lock.alias() + whereLocked(lock.busy());
  }

  @Override
  public String onConflict(List<String> keys, List<String> updated) {
    String on = " on conflict (" + names(keys, "#") + ") do ";
    return updated.isEmpty()
        ? on + "nothing"
        : on + "update set " + names(updated, "# = excluded.#");
  }

  @Override
  public int maxParameters() {
    return 32_767;
  }

  @Override
  public String typeName(SqlType type, int length, int precision, int scale) {
    return switch (type) {
      case TEXT -> "text";
      case BINARY, BLOB -> "bytea";
      case UUID -> "uuid";
      default -> super.typeName(type, length, precision, scale);
    };
  }

  @Override
  public ErrorKind classify(SQLException error) {
    String state = String.valueOf(error.getSQLState());
    // the server is shutting down or ended this connection: by command, or idle for too long
    boolean ended = state.startsWith("57P") || state.equals("25P03") || state.equals("25P04");
    return ended ? ErrorKind.CONNECTION_LOST : super.classify(error);
  }
}
