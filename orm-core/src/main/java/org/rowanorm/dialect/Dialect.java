package org.rowanorm.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.ErrorClassifier;
import org.rowanorm.jdbc.ErrorKind;
import org.rowanorm.jdbc.Isolation;
import org.rowanorm.jdbc.Streaming;
import org.rowanorm.jdbc.TransactionStart;
import org.rowanorm.sql.LockWait;
import org.rowanorm.sql.Operator;
import org.rowanorm.sql.Statement;
import org.rowanorm.sql.Statement.LockMode;
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
        ColumnTypes.TIMESTAMP, ColumnTypes.utc(ColumnTypes.TIMESTAMP), ColumnTypes.textUuid());
  }

  /**
   * How a transaction is told what it may do, before its first statement.
   *
   * @param isolation null for that of the connection
   * @param readOnly whether the database is to refuse changes, where it can
   * @param timeout how long it may take in all; null for as long as it likes
   */
  public TransactionStart transaction(
      @Nullable Isolation isolation, boolean readOnly, @Nullable Duration timeout) {
    List<String> modes = new ArrayList<>(2);
    if (isolation != null) {
      modes.add("isolation level " + isolation.sql());
    }
    if (readOnly) {
      modes.add("read only");
    }
    String first = modes.isEmpty() ? null : "set transaction " + String.join(", ", modes);
    return new TransactionStart(first, null, null, readOnly, timeout);
  }

  /**
   * How a driver, by the name that it says, gives results part by part.
   *
   * @param rows how many rows a part has
   */
  public Streaming streaming(String driver, int rows) {
    return Streaming.of(rows);
  }

  /**
   * Whether results can be read part by part on a connection that is used for other statements
   * meanwhile.
   */
  public boolean streamsBesideOthers() {
    return true;
  }

  /** Whether nulls are less than all values where a query does not say where they stand. */
  public boolean hasLowNulls() {
    return true;
  }

  /** A statement as text. */
  public final String render(Statement statement, TableNaming naming) {
    return write(statement, naming).sql();
  }

  /** A statement as text, and the places of its parameters. */
  public final Rendered write(Statement statement, TableNaming naming) {
    return new SqlWriter(this, naming).write(statement);
  }

  /** Whether what JDBC calls a catalog is what stands before the name of a table. */
  public boolean schemasAreCatalogs() {
    return false;
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
      default -> typeName(type, ColumnSize.UNSAID);
    };
  }

  /** Whether a statement that writes rows gives back any of their columns that are asked for. */
  public boolean returnsWritten() {
    return false;
  }

  /** A null where nothing else tells the database of which type it is. */
  public String nullOf(ColumnType<?> type, ColumnSize size) {
    return "cast(null as " + typeName(type, size) + ")";
  }

  /** The type in the cast of a parameter whose type the text around does not tell, or null. */
  public @Nullable String parameterType(SqlType type) {
    return castType(type);
  }

  /** Whether it knows {@code nulls first} and {@code nulls last}. */
  public boolean sortsNulls() {
    return true;
  }

  /** Whether a statement may look into the table that it changes, by a subquery. */
  public boolean changesWhatItReads() {
    return true;
  }

  /** Whether a group can be told by the place of an item; else it goes by a name of the item. */
  public boolean groupsByPlace() {
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
  protected final String whereLocked(LockWait busy) {
    return switch (busy.kind()) {
      case USUAL -> "";
      case NOWAIT -> " nowait";
      case SKIP_LOCKED -> " skip locked";
      case LIMITED -> lockWait(busy);
    };
  }

  /** What stands before the table of a DELETE that speaks of it by an alias. */
  public String deleteFrom(String alias) {
    return "delete from ";
  }

  /** Whether a DELETE that gives its rows may speak of its table by an alias. */
  public boolean aliasesReturned() {
    return true;
  }

  /** Whether what a change returns is selected from the change, as from a table. */
  public boolean selectsFromChanges() {
    return false;
  }

  /** How it spells an insert that changes the rows that are there already. */
  public Upserts upserts() {
    return Upserts.MERGE;
  }

  /** What an insert wanted to put into a column of a row that is there already. */
  public String inserted(String column) {
    return "excluded." + identifier(column);
  }

  /** How the end of a locking SELECT says how long to wait; empty where the database cannot. */
  protected String lockWait(LockWait wait) {
    return "";
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

  /**
   * Whether the rows of a batch are to be one statement of several rows, because the drivers send
   * each row of a batch by itself and wait for its answer.
   */
  public boolean sendsRowsTogether() {
    return false;
  }

  /**
   * The query of the distance between the ids that an INSERT of several rows gets, which follow
   * each other; null where nobody promises that they do.
   */
  public @Nullable String idStepSql() {
    return null;
  }

  /** Whether it deletes a row with a foreign key to itself. */
  public boolean deletesSelfReferring() {
    return true;
  }

  /** What follows the type of a column whose values the database makes. */
  public String identity() {
    return " generated by default as identity";
  }

  /** Whether it has sequences; where not, tables stand in for them. */
  public boolean hasSequences() {
    return true;
  }

  /** The query that takes the next value of a sequence. */
  public String nextValue(Statement.Table sequence) {
    return "values (next value for " + table(sequence) + ")";
  }

  /** The query of the sequences of a schema, its parameter: name and increment. */
  public String sequencesSql() {
    return "select sequence_name, increment from information_schema.sequences"
        + " where sequence_schema = ?";
  }

  /** The query of the checks of a schema, its parameter: table and name of each. */
  public String checksSql() {
    return "select table_name, constraint_name from information_schema.table_constraints"
        + " where constraint_type = 'CHECK' and table_schema = ?";
  }

  /**
   * The query of the comments on the tables of a schema, its parameter: table and comment; null
   * where the driver tells them.
   */
  public @Nullable String tableCommentsSql() {
    return null;
  }

  /** The statement that drops a table, where it is there, and the foreign keys to it. */
  public String dropTable(Statement.Table table) {
    return "drop table if exists " + table(table) + " cascade";
  }

  /** What must be run before tables are dropped. */
  public List<String> beforeDrop() {
    return List.of();
  }

  /** What must be run after tables were dropped. */
  public List<String> afterDrop() {
    return List.of();
  }

  /** Whether comments are part of what makes a table, and not statements of their own. */
  public boolean commentsInline() {
    return false;
  }

  /** A text as it stands in SQL. */
  public String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /**
   * Whether a column that is there can hold a kind of value, by the number and the name that JDBC
   * gives its type.
   */
  public boolean holds(SqlType type, int jdbcType, String typeName) {
    return switch (type) {
      case BOOLEAN -> jdbcType == Types.BOOLEAN || jdbcType == Types.BIT;
      case TINYINT, SMALLINT -> jdbcType == Types.TINYINT || jdbcType == Types.SMALLINT;
      case INTEGER -> jdbcType == Types.INTEGER;
      case BIGINT -> jdbcType == Types.BIGINT;
      case REAL -> jdbcType == Types.REAL || isDouble(jdbcType);
      case DOUBLE -> isDouble(jdbcType);
      case NUMERIC -> jdbcType == Types.NUMERIC || jdbcType == Types.DECIMAL;
      case VARCHAR, TEXT, JSON, ENUM -> isText(jdbcType);
      case BINARY, BLOB -> isBytes(jdbcType);
      case DATE -> jdbcType == Types.DATE;
      case TIME -> jdbcType == Types.TIME;
      case TIMESTAMP -> jdbcType == Types.TIMESTAMP;
      case INSTANT -> jdbcType == Types.TIMESTAMP_WITH_TIMEZONE;
      case UUID -> jdbcType == Types.CHAR;
      case ARRAY -> jdbcType == Types.ARRAY;
    };
  }

  private static boolean isDouble(int jdbcType) {
    return jdbcType == Types.DOUBLE || jdbcType == Types.FLOAT;
  }

  private static boolean isText(int jdbcType) {
    return switch (jdbcType) {
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.CLOB,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.NCLOB ->
          true;
      default -> false;
    };
  }

  private static boolean isBytes(int jdbcType) {
    return switch (jdbcType) {
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> true;
      default -> false;
    };
  }

  /** Whether the database makes an index for each foreign key by itself. */
  public boolean indexesForeignKeys() {
    return true;
  }

  /** Whether a connection takes several SELECTs in one text, in one round trip. */
  public boolean takesSeveral(Connection connection) {
    return false;
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

  /** What takes back what {@link #declaration} made; null for nothing. */
  public @Nullable String dropDeclaration(ColumnType<?> type) {
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
      case "57014" -> ErrorKind.TIMED_OUT;
      case "23505" -> ErrorKind.UNIQUE;
      case "23503", "23506" -> ErrorKind.FOREIGN_KEY;
      case "23502" -> ErrorKind.NOT_NULL;
      case "23513", "23514" -> ErrorKind.CHECK;
      case "22001", "22003", "22008" -> ErrorKind.TOO_LONG;
      case "42S02", "42S03", "42S04", "42S22", "42P01", "42703" -> ErrorKind.MISSING_TABLE;
      default -> error instanceof SQLTimeoutException ? ErrorKind.TIMED_OUT : ErrorKind.OTHER;
    };
  }
}
