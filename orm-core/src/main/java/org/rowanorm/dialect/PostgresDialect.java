package org.rowanorm.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.ErrorKind;
import org.rowanorm.sql.LockWait;
import org.rowanorm.sql.Statement;
import org.rowanorm.sql.Statement.LockMode;
import org.rowanorm.type.ColumnSize;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;
import org.rowanorm.type.NativeEnumType;
import org.rowanorm.type.SqlType;
import org.rowanorm.type.TypeSet;

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
  public TypeSet columnTypes() {
    return new TypeSet(ColumnTypes.TIMESTAMP, ColumnTypes.ZONED_TIMESTAMP, ColumnTypes.nativeUuid())
        .json(ColumnTypes.textOfUnknownType(SqlType.JSON))
        .nativeEnums(ColumnTypes.textOfUnknownType(SqlType.ENUM))
        .arrays();
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

  /** The one row is told by its place in the table. */
  @Override
  public String deleteOne(String table, String condition) {
    return "delete from "
        + table
        + " where ctid = (select ctid from "
        + table
        + " where "
        + condition
        + " limit 1)";
  }

  @Override
  public boolean returnsWritten() {
    return true;
  }

  /** What must not be null is a check to the standard. */
  @Override
  public String checksSql() {
    return "select r.relname, c.conname from pg_constraint c"
        + " join pg_class r on r.oid = c.conrelid join pg_namespace n on n.oid = r.relnamespace"
        + " where c.contype = 'c' and n.nspname = ?";
  }

  @Override
  public String nextValue(Statement.Table sequence) {
    return "select nextval('" + table(sequence).replace("'", "''") + "')";
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
  public Upserts upserts() {
    return Upserts.ON_CONFLICT;
  }

  @Override
  public boolean hasLowNulls() {
    return false;
  }

  @Override
  public int maxLength() {
    return 10_485_760;
  }

  @Override
  protected String enumName(NativeEnumType<?> type) {
    return identifier(type.name());
  }

  @Override
  protected String arrayName(String element) {
    return element + "[]";
  }

  /** An enum type has a name here, and is made before the first table that uses it. */
  @Override
  public @Nullable String declaration(ColumnType<?> type) {
    return type instanceof NativeEnumType<?> constants
        ? "do $$ begin create type "
            + enumName(constants)
            + " as enum ("
            + labels(constants)
            + "); exception when duplicate_object then null; end $$"
        : null;
  }

  @Override
  public @Nullable String dropDeclaration(ColumnType<?> type) {
    return type instanceof NativeEnumType<?> constants
        ? "drop type if exists " + enumName(constants)
        : null;
  }

  /** Its driver gives both kinds of timestamps the same number. */
  @Override
  public boolean holds(SqlType type, int jdbcType, String typeName) {
    return (type == SqlType.TIMESTAMP || type == SqlType.INSTANT)
        ? typeName.equals(type == SqlType.INSTANT ? "timestamptz" : "timestamp")
        : super.holds(type, jdbcType, typeName);
  }

  /** The driver takes them apart and sends them one behind the other. */
  @Override
  public boolean takesSeveral(Connection connection) {
    return true;
  }

  @Override
  public int maxParameters() {
    return 32_767;
  }

  @Override
  protected String typeName(SqlType type, ColumnSize size) {
    return switch (type) {
      case TEXT -> "text";
      case BINARY, BLOB -> "bytea";
      case UUID -> "uuid";
      case JSON -> "jsonb";
      default -> super.typeName(type, size);
    };
  }

  @Override
  public String beforeLimitedLock(LockWait wait) {
    return "set local lock_timeout = '" + wait.seconds() + "s'";
  }

  @Override
  public String afterLimitedLock() {
    return "set local lock_timeout to default";
  }

  @Override
  public ErrorKind classify(SQLException error) {
    String state = String.valueOf(error.getSQLState());
    // the server is shutting down or ended this connection: by command, or idle for too long
    boolean ended = state.startsWith("57P") || state.equals("25P03") || state.equals("25P04");
    return ended ? ErrorKind.CONNECTION_LOST : super.classify(error);
  }

  /**
   * It takes no statement after one that failed, and makes a rollback of a commit without a word.
   */
  @Override
  public boolean endsTransaction(ErrorKind kind) {
    return true;
  }
}
