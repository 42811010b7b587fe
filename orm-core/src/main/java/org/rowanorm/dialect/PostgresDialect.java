package org.rowanorm.dialect;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.rowanorm.jdbc.ErrorKind;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;
import org.rowanorm.type.SqlType;

/** PostgreSQL 13 and later. */
public final class PostgresDialect extends Dialect {

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
    return ColumnTypes.all(true, true);
  }

  @Override
  protected String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
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
    // 57P..: the server is shutting down or ended this connection
    return state.startsWith("57P") ? ErrorKind.CONNECTION_LOST : super.classify(error);
  }
}
