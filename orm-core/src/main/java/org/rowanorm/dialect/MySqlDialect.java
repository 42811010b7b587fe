package org.rowanorm.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.ErrorKind;
import org.rowanorm.jdbc.Streaming;
import org.rowanorm.sql.LockWait;
import org.rowanorm.sql.Operator;
import org.rowanorm.sql.Statement;
import org.rowanorm.type.ColumnSize;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;
import org.rowanorm.type.SqlType;
import org.rowanorm.type.TypeSet;

/**
 * MySQL 8.0 and later. Its server's usual {@code sql_mode} is assumed, which is strict and lets the
 * backslash escape; the database should be made with the character set utf8mb4.
 *
 * <p>Texts are compared as the collation of their column says, by default without regard to case
 * and accents. A -0.0 is stored as 0.0, unless the driver lets the server prepare statements.
 */
public class MySqlDialect extends Dialect {

  /** What MySQL and MariaDB keep for themselves, up to MySQL 9 and MariaDB 11. */
  private static final Set<String> RESERVED =
      words(
          "accessible add alter analyze asensitive before bigint blob cascade change char"
              + " character continue convert cube cume_dist current_role cursor databases"
              + " day_hour day_microsecond day_minute day_second dec decimal declare delayed"
              + " delete_domain_id dense_rank deterministic distinctrow div do_domain_ids double"
              + " dual each elseif empty enclosed escaped exit explain external first_value"
              + " float float4 float8 force fulltext generated get grouping high_priority"
              + " hour_microsecond hour_minute hour_second ignore ignore_domain_ids infile inout"
              + " insensitive int int1 int2 int3 int4 int8 integer io_after_gtids"
              + " io_before_gtids iterate json_table kill lag last_value lead leave library"
              + " linear lines load long longblob longtext loop low_priority manual master_bind"
              + " master_demote_to_replica master_demote_to_slave master_ssl_verify_server_cert"
              + " maxvalue mediumblob mediumint mediumtext middleint minute_microsecond"
              + " minute_second mod modifies no_write_to_binlog nth_value ntile numeric optimize"
              + " optimizer_costs optionally out outfile page_checksum parallel parse_vcol_expr"
              + " percent_rank portion precision purge read_write reads real recursive"
              + " ref_system_id repeat require resignal restrict return revoke rlike row_number"
              + " schemas second_microsecond sensitive separator signal smallint spatial"
              + " specific sql sql_after_gtids sql_before_gtids sql_big_result"
              + " sql_calc_found_rows sql_small_result sqlexception sqlstate sqlwarning ssl"
              + " starting stats_auto_recalc stats_persistent stats_sample_pages stored"
              + " straight_join tablesample terminated tinyblob tinyint tinytext undo unlock"
              + " unsigned use utc_date utc_time utc_timestamp varbinary varchar varcharacter"
              + " varying virtual while xor year_month zerofill");

  @Override
  public String name() {
    return "MySQL";
  }

  @Override
  public boolean matches(String product, String version) {
    return product.equals("MySQL") && !version.toLowerCase(Locale.ROOT).contains("mariadb");
  }

  @Override
  public TypeSet columnTypes() {
    return columnTypes(ColumnTypes.TIMESTAMP);
  }

  final TypeSet columnTypes(ColumnType<LocalDateTime> timestamp) {
    // a float column shows six digits only; a double holds every float exactly
    return new TypeSet(timestamp, ColumnTypes.utc(timestamp), ColumnTypes.textUuid())
        .add(ColumnTypes.floatInDouble())
        .nativeEnums(ColumnTypes.STRING);
  }

  @Override
  protected String fold(String name) {
    return name;
  }

  @Override
  protected boolean isReserved(String word) {
    return RESERVED.contains(word) || super.isReserved(word);
  }

  @Override
  protected String quote(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  /** An offset needs a limit; this is the greatest there is. */
  @Override
  public String noLimit() {
    return " limit 18446744073709551615";
  }

  @Override
  public String template(Operator operator) {
    return switch (operator) {
      case DIVIDE_WHOLE -> "#1 div #2";
      case CONCAT -> "concat(#1, #2)";
      case POSITION -> "locate(#2, #1)";
      default -> super.template(operator);
    };
  }

  /** Its casts know few types, and a null takes the type of what stands beside it in a union. */
  @Override
  public String nullOf(ColumnType<?> type, ColumnSize size) {
    return "null";
  }

  @Override
  public String castType(SqlType type) {
    return switch (type) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT -> "signed";
      case REAL, DOUBLE -> "double";
      case VARCHAR, TEXT, UUID -> "char";
      case BINARY, BLOB -> "binary";
      case NUMERIC -> "decimal(60, 12)";
      default -> super.castType(type);
    };
  }

  /** A text needs no cast, and one would give it a collation that other texts may not have. */
  @Override
  public @Nullable String parameterType(SqlType type) {
    return type == SqlType.VARCHAR || type == SqlType.TEXT ? null : castType(type);
  }

  @Override
  public boolean schemasAreCatalogs() {
    return true;
  }

  @Override
  public boolean has(Feature feature) {
    return switch (feature) {
      case INSERT_RETURNING, UPDATE_RETURNING, DELETE_RETURNING -> false;
      case LATERAL, SHARED_LOCKS -> true;
    };
  }

  @Override
  public Upserts upserts() {
    return Upserts.ON_DUPLICATE_KEY;
  }

  @Override
  public boolean changesWhatItReads() {
    return false;
  }

  @Override
  public String inserted(String column) {
    return "values(" + identifier(column) + ")";
  }

  @Override
  public boolean sortsNulls() {
    return false;
  }

  @Override
  public boolean filtersAggregates() {
    return false;
  }

  @Override
  public String deleteFrom(String alias) {
    return "delete " + alias + " from ";
  }

  @Override
  public String likeEscape() {
    return "";
  }

  @Override
  public String emptyInsert() {
    return " () values ()";
  }

  @Override
  public String dropTable(Statement.Table table) {
    return "drop table if exists " + table(table);
  }

  @Override
  public List<String> beforeDrop() {
    return List.of("set foreign_key_checks = 0");
  }

  @Override
  public List<String> afterDrop() {
    return List.of("set foreign_key_checks = 1");
  }

  @Override
  public String tableCommentsSql() {
    return "select table_name, table_comment from information_schema.tables"
        + " where table_schema = ?";
  }

  @Override
  public boolean commentsInline() {
    return true;
  }

  @Override
  public String literal(String text) {
    return super.literal(text.replace("\\", "\\\\"));
  }

  /** An instant stands in a column without a time zone, in UTC. */
  @Override
  public boolean holds(SqlType type, int jdbcType, String typeName) {
    return type == SqlType.INSTANT
        ? jdbcType == Types.TIMESTAMP
        : super.holds(type, jdbcType, typeName);
  }

  @Override
  public boolean hasSequences() {
    return false;
  }

  @Override
  public String deleteOne(String table, String condition) {
    return "delete from " + table + " where " + condition + " limit 1";
  }

  @Override
  public boolean sendsRowsTogether() {
    return true;
  }

  @Override
  public boolean deletesSelfReferring() {
    return false;
  }

  /** It may be set for a session, so no answer of another one is remembered. */
  @Override
  public String idStepSql() {
    return "select @@auto_increment_increment";
  }

  @Override
  public String identity() {
    return " auto_increment";
  }

  /** A row holds 65,535 bytes, of which each character may take four. */
  @Override
  public int maxLength() {
    return 16_000;
  }

  /**
   * MySQL's driver sends row by row only where the fetch size is the least number there is, and
   * then nothing else until the last row is read; MariaDB's goes by the fetch size.
   */
  @Override
  public Streaming streaming(String driver, int rows) {
    return driver.startsWith("MySQL")
        ? new Streaming(Integer.MIN_VALUE, true, null)
        : Streaming.of(rows);
  }

  @Override
  public boolean streamsBesideOthers() {
    return false;
  }

  /**
   * Both drivers ask for leave in the URL, since a text with a second statement may be an attack.
   */
  @Override
  public boolean takesSeveral(Connection connection) {
    try {
      String url = connection.getMetaData().getURL();
      return url != null && url.contains("allowMultiQueries=true");
    } catch (SQLException e) {
      return false; // the connection is lost: the SELECT will say so
    }
  }

  @Override
  public int maxParameters() {
    return 65_535;
  }

  @Override
  protected String typeName(SqlType type, ColumnSize size) {
    return switch (type) {
      case TINYINT -> "tinyint";
      case REAL, DOUBLE -> "double";
      case TEXT -> "longtext";
      case BLOB -> "longblob";
      case TIMESTAMP, INSTANT -> "datetime(" + size.seconds() + ")";
      case JSON -> "json";
      default -> super.typeName(type, size);
    };
  }

  @Override
  public @Nullable String beforeLimitedLock(LockWait wait) {
    return "set innodb_lock_wait_timeout = " + wait.seconds();
  }

  @Override
  public @Nullable String afterLimitedLock() {
    return "set innodb_lock_wait_timeout = default";
  }

  @Override
  public ErrorKind classify(SQLException error) {
    return switch (error.getErrorCode()) {
      case 1213 -> ErrorKind.DEADLOCK;
      case 1205, 3572 -> ErrorKind.LOCK_TIMEOUT;
      case 1020 -> ErrorKind.SERIALIZATION;
      case 1062, 1169, 1586 -> ErrorKind.UNIQUE;
      case 1216, 1217, 1451, 1452 -> ErrorKind.FOREIGN_KEY;
      case 1048, 1364 -> ErrorKind.NOT_NULL;
      case 3819, 4025 -> ErrorKind.CHECK;
      case 1264, 1292, 1366, 1406 -> ErrorKind.TOO_LONG;
      case 1054, 1146 -> ErrorKind.MISSING_TABLE;
      // the server shuts down, or has ended this connection: killed, or idle for too long
      case 1053, 1927, 3169, 4031 -> ErrorKind.CONNECTION_LOST;
      default -> super.classify(error);
    };
  }
}
