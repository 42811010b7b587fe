package org.rowanorm.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.ErrorKind;
import org.rowanorm.jdbc.Isolation;
import org.rowanorm.jdbc.Streaming;
import org.rowanorm.jdbc.TransactionStart;
import org.rowanorm.sql.LockWait;
import org.rowanorm.sql.Operator;
import org.rowanorm.sql.Statement;
import org.rowanorm.type.ColumnSize;
import org.rowanorm.type.ColumnTypes;
import org.rowanorm.type.SqlType;
import org.rowanorm.type.TypeSet;

/** H2 in its regular mode. A -0.0 is stored as 0.0. */
public final class H2Dialect extends Dialect {

  /** What H2 keeps for itself. */
  private static final Set<String> RESERVED =
      words(
          "_rowid_ current_catalog current_path current_role current_schema system_user"
              + " uescape");

  @Override
  public String name() {
    return "H2";
  }

  @Override
  public boolean matches(String product, String version) {
    return product.equals("H2");
  }

  @Override
  public TypeSet columnTypes() {
    return new TypeSet(ColumnTypes.TIMESTAMP, ColumnTypes.ZONED_TIMESTAMP, ColumnTypes.nativeUuid())
        .json(ColumnTypes.jsonBytes())
        .nativeEnums(ColumnTypes.STRING)
        .arrays();
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
  public boolean has(Feature feature) {
    return switch (feature) {
      case INSERT_RETURNING, UPDATE_RETURNING, DELETE_RETURNING -> true;
      case LATERAL, SHARED_LOCKS -> false;
    };
  }

  @Override
  public boolean groupsByPlace() {
    return false;
  }

  @Override
  public boolean selectsFromChanges() {
    return true;
  }

  @Override
  public boolean returnsWritten() {
    return true;
  }

  @Override
  public String nextValue(Statement.Table sequence) {
    return "select next value for " + table(sequence);
  }

  @Override
  public String template(Operator operator) {
    return operator == Operator.POSITION ? "locate(#2, #1)" : super.template(operator);
  }

  /** It knows no transaction that only reads, and keeps a limit of time with the connection. */
  @Override
  public TransactionStart transaction(
      @Nullable Isolation isolation, boolean readOnly, @Nullable Duration timeout) {
    String after = timeout == null ? null : "set query_timeout 0";
    return new TransactionStart(null, isolation, after, readOnly, timeout);
  }

  /**
   * A lazy result is not read whole; other statements on its connection would make it so. What it
   * has still to read is kept for it only as long as a snapshot is, and under the usual isolation
   * that is gone when the query has begun to give rows.
   */
  @Override
  public Streaming streaming(String driver, int rows) {
    return new Streaming(
        rows,
        false,
        new Streaming.Own(
            Connection.TRANSACTION_REPEATABLE_READ,
            "set lazy_query_execution 1",
            "set lazy_query_execution 0"));
  }

  @Override
  public boolean streamsBesideOthers() {
    return false;
  }

  @Override
  public int maxLength() {
    return 1_000_000;
  }

  @Override
  public int maxParameters() {
    return 10_000;
  }

  @Override
  protected String typeName(SqlType type, ColumnSize size) {
    return switch (type) {
      case TINYINT -> "tinyint";
      case UUID -> "uuid";
      case JSON -> "json";
      default -> super.typeName(type, size);
    };
  }

  @Override
  protected String lockWait(LockWait wait) {
    return " wait " + wait.seconds();
  }

  @Override
  public ErrorKind classify(SQLException error) {
    return switch (error.getErrorCode()) {
      case 40001 -> ErrorKind.DEADLOCK;
      case 50200 -> ErrorKind.LOCK_TIMEOUT;
      case 90131 -> ErrorKind.SERIALIZATION;
      case 90007, 90067, 90098, 90121 -> ErrorKind.CONNECTION_LOST;
      default -> super.classify(error);
    };
  }
}
