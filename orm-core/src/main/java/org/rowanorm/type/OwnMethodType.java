package org.rowanorm.type;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A column type for values of a class that JDBC has methods for: one type with a switch, since two
 * functions for each class would cost more of the start than all that is done with them.
 */
final class OwnMethodType<T> extends ColumnType<T> {

  /** What JDBC calls the class in the names of its methods. */
  enum Method {
    BOOLEAN,
    BYTE,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    STRING
  }

  private final Method method;

  OwnMethodType(Class<T> javaType, SqlType sqlType, int jdbcType, Method method) {
    super(javaType, sqlType, jdbcType);
    this.method = method;
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable T read(ResultSet row, int column) throws SQLException {
    Object value =
        switch (method) {
          case BOOLEAN -> (Object) row.getBoolean(column);
          case BYTE -> row.getByte(column);
          case SHORT -> row.getShort(column);
          case INT -> row.getInt(column);
          case LONG -> row.getLong(column);
          case FLOAT -> row.getFloat(column);
          case DOUBLE -> row.getDouble(column);
          case STRING -> row.getString(column);
        };
    return method != Method.STRING && row.wasNull() ? null : (T) value;
  }

  @Override
  protected void set(PreparedStatement statement, int parameter, T value) throws SQLException {
    switch (method) {
      case BOOLEAN -> statement.setBoolean(parameter, (Boolean) value);
      case BYTE -> statement.setByte(parameter, (Byte) value);
      case SHORT -> statement.setShort(parameter, (Short) value);
      case INT -> statement.setInt(parameter, (Integer) value);
      case LONG -> statement.setLong(parameter, (Long) value);
      case FLOAT -> statement.setFloat(parameter, (Float) value);
      case DOUBLE -> statement.setDouble(parameter, (Double) value);
      case STRING -> statement.setString(parameter, (String) value);
    }
  }

  @Override
  public boolean comparesByEquals() {
    return true;
  }

  @Override
  public boolean isDirect() {
    return true;
  }

  @Override
  public boolean isBoundDirectly() {
    return true;
  }
}
