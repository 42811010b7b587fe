package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.type.ColumnType;

/** Reads keys from rows. */
final class KeyReader {

  private KeyReader() {}

  /**
   * The key in the current row; null where one of its columns is null.
   *
   * @param indexes where its columns stand after {@code first}
   */
  static @Nullable Object read(RowKey key, ResultSet row, int[] indexes, int first)
      throws SQLException {
    ColumnType<?>[] types = key.types();
    if (types.length == 1) {
      return types[0].read(row, first + indexes[0]);
    }
    @Nullable Object[] values = new @Nullable Object[types.length];
    for (int i = 0; i < types.length; i++) {
      values[i] = types[i].read(row, first + indexes[i]);
    }
    return key.ofColumns(values);
  }
}
