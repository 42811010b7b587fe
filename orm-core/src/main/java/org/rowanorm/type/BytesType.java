package org.rowanorm.type;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Byte arrays, which can change in place. */
final class BytesType extends ColumnType<byte[]> {

  BytesType(SqlType sqlType) {
    super(byte[].class, sqlType, Types.VARBINARY);
  }

  @Override
  public byte @Nullable [] read(ResultSet row, int column) throws SQLException {
    return row.getBytes(column);
  }

  @Override
  protected void set(PreparedStatement statement, int parameter, byte[] value) throws SQLException {
    statement.setBytes(parameter, value);
  }

  @Override
  public boolean isMutable() {
    return true;
  }

  @Override
  public byte[] copy(byte[] value) {
    return value.clone();
  }

  @Override
  public boolean same(byte[] left, byte[] right) {
    return Arrays.equals(left, right);
  }
}
