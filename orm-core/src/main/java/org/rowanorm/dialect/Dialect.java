package org.rowanorm.dialect;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.ErrorClassifier;
import org.rowanorm.jdbc.ErrorKind;
import org.rowanorm.sql.Operator;
import org.rowanorm.sql.Statement;
import org.rowanorm.sql.Statement.LockMode;
import org.rowanorm.sql.Statement.LockWait;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;
import org.rowanorm.type.SqlType;

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

  /** The column types by the Java type of the attribute, primitives by their wrappers. */
  public Map<Class<?>, ColumnType<?>> columnTypes() {
    return ColumnTypes.all(
        ColumnTypes.TIMESTAMP, ColumnTypes.utc(ColumnTypes.TIMESTAMP), ColumnTypes.TEXT_UUID);
  }

  /** A statement as text. */
  public final String render(Statement statement, TableNaming naming) {
    return write(statement, naming).sql();
  }

  /** A statement as text, and the places of its parameters. */
  public final Rendered write(Statement statement, TableNaming naming) {
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

  /** What stands before an offset where there is no limit. */
  public String noLimit() {
    return "";
  }

  /** Whether it can do what not every database can. */
  public boolean has(Feature feature) {
    return true;
  }

  /** How an operator is spelt; see {@link Operator}. */
  public String template(Operator operator) {
    return operator.template();
  }

  /** The name of a type in a cast. */
  public String castType(SqlType type) {
    return switch (type) {
      case VARCHAR, TEXT -> "varchar";
      case BINARY, BLOB -> "varbinary";
      case NUMERIC -> "decfloat";
      default -> typeName(type, 0, 0, 0);
    };
  }

  /** Whether it knows {@code nulls first} and {@code nulls last}. */
  public boolean sortsNulls() {
    return true;
  }

  /** Whether an aggregate may have a {@code filter}. */
  public boolean filtersAggregates() {
    return true;
  }

  /** The end of a SELECT that locks what it reads. */
  public String lock(Statement.Lock lock) {
    String mode = lock.mode() == LockMode.UPDATE ? " for update" : " for share";
    return mode + whereLocked(lock.busy());
  }

  /** What a lock does where a row is locked already. */
  protected static String whereLocked(LockWait busy) {
    return switch (busy) {
      case WAIT -> "";
      case NOWAIT -> " nowait";
      case SKIP_LOCKED -> " skip locked";
    };
  }

  /** What stands before the table of a DELETE that speaks of it by an alias. */
  public String deleteFrom(String alias) {
    return "delete from ";
  }

  /**
   * The end of an INSERT that changes an existing row; null where the database has MERGE instead.
   *
   * @param keys the columns by which a row is known
   * @param updated the columns that an existing row takes from the new one
   */
  public @Nullable String onConflict(List<String> keys, List<String> updated) {
    return null;
  }

  /** Names with a comma between, each within a template where it stands as {@code #}. */
  protected final String names(List<String> columns, String template) {
    return columns.stream()
        .map(column -> template.replace("#", identifier(column)))
        .collect(Collectors.joining(", "));
  }

  /** What follows {@code like ?} so that the backslash escapes. */
  public String likeEscape() {
    return " escape '\\'";
  }

  /** What follows the table in an INSERT without columns. */
  public String emptyInsert() {
    return " default values";
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

  /** A column type in DDL. */
  public String typeName(SqlType type, int length, int precision, int scale) {
    return switch (type) {
      case BOOLEAN -> "boolean";
      case TINYINT, SMALLINT -> "smallint";
      case INTEGER -> "integer";
      case BIGINT -> "bigint";
      case REAL -> "real";
      case DOUBLE -> "double precision";
      case NUMERIC -> "numeric(" + precision + ", " + scale + ")";
      case VARCHAR -> "varchar(" + length + ")";
      case TEXT -> "clob";
      case BINARY -> "varbinary(" + length + ")";
      case BLOB -> "blob";
      case DATE -> "date";
      case TIME -> "time(6)";
      case TIMESTAMP -> "timestamp(6)";
      case INSTANT -> "timestamp(6) with time zone";
      case UUID -> "char(36)";
    };
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
      case "23505" -> ErrorKind.UNIQUE;
      case "23503", "23506" -> ErrorKind.FOREIGN_KEY;
      case "23502" -> ErrorKind.NOT_NULL;
      case "23513", "23514" -> ErrorKind.CHECK;
      case "22001", "22003" -> ErrorKind.TOO_LONG;
      case "42S02", "42S03", "42S04", "42S22", "42P01", "42703" -> ErrorKind.MISSING_TABLE;
      default -> ErrorKind.OTHER;
    };
  }
}
