package org.rowanorm.dialect;

import java.sql.SQLException;
import java.util.Locale;
import org.rowanorm.jdbc.ErrorKind;
import org.rowanorm.type.SqlType;

/** MySQL 8.0 and later. */
public class MySqlDialect extends Dialect {

  @Override
  public String name() {
    return "MySQL";
  }

  @Override
  public boolean matches(String product, String version) {
    return product.equals("MySQL") && !version.toLowerCase(Locale.ROOT).contains("mariadb");
  }

  @Override
  protected String fold(String name) {
    return name;
  }

  @Override
  protected String quote(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  @Override
  public String limit(boolean limit, boolean offset) {
    // an offset needs a limit; this is the greatest there is
    return offset && !limit ? " limit 18446744073709551615 offset ?" : super.limit(limit, offset);
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
  public String identity() {
    return " auto_increment";
  }

  @Override
  public int maxParameters() {
    return 65_535;
  }

  @Override
  public String typeName(SqlType type, int length, int precision, int scale) {
    return switch (type) {
      case TINYINT -> "tinyint";
      // a float column shows six digits only; a double holds every float exactly
      case REAL, DOUBLE -> "double";
      case TEXT -> "longtext";
      case BLOB -> "longblob";
      case TIMESTAMP, INSTANT -> "datetime(6)";
      default -> super.typeName(type, length, precision, scale);
    };
  }

  @Override
  public ErrorKind classify(SQLException error) {
    return switch (error.getErrorCode()) {
      case 1062, 1169, 1586 -> ErrorKind.UNIQUE;
      case 1216, 1217, 1451, 1452 -> ErrorKind.FOREIGN_KEY;
      case 1048, 1364 -> ErrorKind.NOT_NULL;
      case 3819, 4025 -> ErrorKind.CHECK;
      case 1264, 1406 -> ErrorKind.TOO_LONG;
      case 1054, 1146 -> ErrorKind.MISSING_TABLE;
      default -> super.classify(error);
    };
  }
}
