package org.rowanorm.dialect;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.ErrorClassifier;
import org.rowanorm.jdbc.ErrorKind;
import org.rowanorm.sql.Statement;
import org.rowanorm.type.ArrayType;
import org.rowanorm.type.ColumnSize;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;
import org.rowanorm.type.NativeEnumType;
import org.rowanorm.type.SqlType;
import org.rowanorm.type.TypeSet;

/**
 * Standard SQL, and what a database may spell otherwise. Extend it for a database and override what
 * differs. Immutable and thread-safe.
 */
public class Dialect implements ErrorClassifier {

  /** Words that the standard reserves and that are likely names of tables or columns. */
  private static final Set<String> RESERVED =
      words(
          "all and any array as asc asymmetric authorization between binary both by call"
              + " case cast check collate column condition connect constraint create cross"
              + " current current_date current_time current_timestamp current_user database date"
              + " day default delete desc describe distinct drop else end escape except exists"
              + " false fetch filter for foreign from full function grant group groups having"
              + " hour if ilike in index inner insert intersect interval into is join key keys"
              + " lateral leading left like limit localtime localtimestamp lock match minus"
              + " minute month natural new not null number of offset old on only option or order"
              + " outer over partition primary procedure qualify range rank read references"
              + " regexp release rename replace returning right row rownum rows schema second"
              + " select session_user set show some start symmetric system table then timestamp"
              + " to top trailing trigger true union unique unknown update usage user using"
              + " value values when where window with write year");

  /** The name of the database, for messages. */
  public String name() {
    return "standard SQL";
  }

  /** Whether this is the dialect of a database, by what its driver says of it. */
  public boolean matches(String product, String version) {
    return false;
  }

  /** The column types of the database; made anew for each session factory. */
  public TypeSet columnTypes() {
    return new TypeSet(
        ColumnTypes.TIMESTAMP, ColumnTypes.utc(ColumnTypes.TIMESTAMP), ColumnTypes.TEXT_UUID);
  }

  /** A statement as text. */
  public final String render(Statement statement, TableNaming naming) {
    return new SqlWriter(this, naming).write(statement);
  }

  /** A table name as it stands in SQL. */
  public final String table(Statement.Table table) {
    String name = identifier(table.name());
    return table.schema() == null ? name : identifier(table.schema()) + "." + name;
  }

  /**
   * A name as it stands in SQL: in quotes where the mapping gave it in quotes, and where the
   * database would not take it without.
   */
  public final String identifier(String name) {
    if (isQuoted(name)) {
      return quote(name.substring(1, name.length() - 1));
    }
    return isPlain(name) ? name : quote(fold(name));
  }

  /** A name as the database keeps it. */
  public final String stored(String name) {
    return isQuoted(name) ? name.substring(1, name.length() - 1) : fold(name);
  }

  private static boolean isQuoted(String name) {
    int last = name.length() - 1;
    return last > 1
        && name.charAt(0) == name.charAt(last)
        && (name.charAt(0) == '"' || name.charAt(0) == '`');
  }

  private boolean isPlain(String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      return false;
    }
    return !isReserved(name.toLowerCase(Locale.ROOT));
  }

  /** Whether a word in lower case needs quotes as a name. */
  protected boolean isReserved(String word) {
    return RESERVED.contains(word);
  }

  /** The words of a text. */
  protected static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }

  /** What the database makes of a name without quotes. */
  protected String fold(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /** A name in quotes. */
  protected String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The end of a SELECT with a limit, an offset or both; empty for neither. */
  public String limit(boolean limit, boolean offset) {
    return (limit ? " limit ?" : "") + (offset ? " offset ?" : "");
  }

  /**
   * The end of a SELECT that locks its rows.
   *
   * @param shared whether others may lock them so too
   */
  public String lock(boolean shared, LockWait wait) {
    return (shared ? " for share" : " for update") + lockWait(wait);
  }

  /** How the end of a locking SELECT says what to do where a row is locked. */
  protected String lockWait(LockWait wait) {
    return switch (wait.kind()) {
      case USUAL, LIMITED -> "";
      case NOWAIT -> " nowait";
      case SKIP_LOCKED -> " skip locked";
    };
  }

  /** What must be run before a SELECT that waits for a time for its lock; null for nothing. */
  public @Nullable String beforeLimitedLock(LockWait wait) {
    return null;
  }

  /** What must be run after a SELECT that waited for a time for its lock; null for nothing. */
  public @Nullable String afterLimitedLock() {
    return null;
  }

  /** What follows {@code like ?} so that the backslash escapes. */
  public String likeEscape() {
    return " escape '\\'";
  }

  /** What follows the table in an INSERT without columns. */
  public String emptyInsert() {
    return " default values";
  }

  /** A DELETE of one of the rows of a table that a condition holds for. */
  public String deleteOne(String table, String condition) {
    return "delete from " + table + " where " + condition + " fetch first 1 row only";
  }

  /** What follows the type of a column whose values the database makes. */
  public String identity() {
    return " generated by default as identity";
  }

  /** Whether the database makes an index for each foreign key by itself. */
  public boolean indexesForeignKeys() {
    return true;
  }

  /** The greatest number of parameters in one statement. */
  public int maxParameters() {
    return 1_000;
  }

  /** The greatest length of a text, or number of bytes, before it stands in a large object. */
  public int maxLength() {
    return 4_000;
  }

  /** A column type in DDL. */
  public final String typeName(ColumnType<?> type, ColumnSize size) {
    if (type instanceof NativeEnumType<?> constants) {
      return enumName(constants);
    }
    if (type instanceof ArrayType<?> array) {
      return arrayName(typeName(array.element(), size));
    }
    SqlType kind = type.sqlType();
    boolean large = size.length() > maxLength();
    if (large && kind == SqlType.VARCHAR) {
      kind = SqlType.TEXT;
    } else if (large && kind == SqlType.BINARY) {
      kind = SqlType.BLOB;
    }
    return typeName(kind, size);
  }

  /** A kind of column in DDL. */
  protected String typeName(SqlType type, ColumnSize size) {
    return switch (type) {
      case BOOLEAN -> "boolean";
      case TINYINT, SMALLINT -> "smallint";
      case INTEGER -> "integer";
      case BIGINT -> "bigint";
      case REAL -> "real";
      case DOUBLE -> "double precision";
      case NUMERIC -> "numeric(" + size.precision() + ", " + size.scale() + ")";
      case VARCHAR, ENUM -> "varchar(" + size.length() + ")";
      case TEXT, JSON -> "clob";
      case BINARY -> "varbinary(" + size.length() + ")";
      case BLOB, ARRAY -> "blob";
      case DATE -> "date";
      case TIME -> "time(" + size.seconds() + ")";
      case TIMESTAMP -> "timestamp(" + size.seconds() + ")";
      case INSTANT -> "timestamp(" + size.seconds() + ") with time zone";
      case UUID -> "char(36)";
    };
  }

  /** The enum type of a column in DDL. */
  protected String enumName(NativeEnumType<?> type) {
    return "enum (" + labels(type) + ")";
  }

  /** What an enum type may hold, in quotes, with commas between. */
  protected static String labels(NativeEnumType<?> type) {
    return type.labels().stream()
        .map(label -> "'" + label.replace("'", "''") + "'")
        .collect(Collectors.joining(", "));
  }

  /** An array of elements of a type in DDL. */
  protected String arrayName(String element) {
    return element + " array";
  }

  /** What must be run before a column of a type is made; null for nothing. */
  public @Nullable String declaration(ColumnType<?> type) {
    return null;
  }

  @Override
  public ErrorKind classify(SQLException error) {
    String state = String.valueOf(error.getSQLState());
    if (state.startsWith("08")
        || error instanceof SQLNonTransientConnectionException
        || error instanceof SQLRecoverableException) {
      return ErrorKind.CONNECTION_LOST;
    }
    return switch (state) {
      case "40P01" -> ErrorKind.DEADLOCK;
      case "40001" -> ErrorKind.SERIALIZATION;
      case "55P03", "HYT00" -> ErrorKind.LOCK_TIMEOUT;
      case "23505" -> ErrorKind.UNIQUE;
      case "23503", "23506" -> ErrorKind.FOREIGN_KEY;
      case "23502" -> ErrorKind.NOT_NULL;
      case "23513", "23514" -> ErrorKind.CHECK;
      case "22001", "22003", "22008" -> ErrorKind.TOO_LONG;
      case "42S02", "42S03", "42S04", "42S22", "42P01", "42703" -> ErrorKind.MISSING_TABLE;
      default -> ErrorKind.OTHER;
    };
  }
}
