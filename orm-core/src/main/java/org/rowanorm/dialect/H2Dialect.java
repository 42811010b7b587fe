package org.rowanorm.dialect;

import java.sql.SQLException;
import java.util.Map;
import org.rowanorm.jdbc.ErrorKind;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;
import org.rowanorm.type.SqlType;

/** H2 in its regular mode. */
public final class H2Dialect extends Dialect {

  @Override
  public String name() {
    return "H2";
  }

  @Override
  public boolean matches(String product, String version) {
    return product.equals("H2");
  }

  @Override
  public Map<Class<?>, ColumnType<?>> columnTypes() {
    return ColumnTypes.all(true, true);
  }

  @Override
  public String likeEscape() {
    return "";
  }

  @Override
  public int maxParameters() {
    return 10_000;
  }

  @Override
  public String typeName(SqlType type, int length, int precision, int scale) {
    return switch (type) {
      case TINYINT -> "tinyint";
      case UUID -> "uuid";
      default -> super.typeName(type, length, precision, scale);
    };
  }

  @Override
  public ErrorKind classify(SQLException error) {
    return switch (error.getErrorCode()) {
      case 90007, 90067, 90098, 90121 -> ErrorKind.CONNECTION_LOST;
      default -> super.classify(error);
    };
  }
}
