package org.rowanorm.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.type.ColumnType;

/** Rows whose values are at hand. */
record ValueRows(List<@Nullable Object[]> all) implements Rows {

  @Override
  public int size() {
    return all.size();
  }

  @Override
  public @Nullable Object[] values(int row) {
    return all.get(row);
  }

  @Override
  public long bytes(int row) {
    long bytes = 0;
    for (Object value : all.get(row)) {
      bytes += Parameters.bytes(value);
    }
    return bytes;
  }

  @Override
  public void bind(int row, PreparedStatement statement, ColumnType<?>[] types)
      throws SQLException {
    Parameters.bind(statement, types, all.get(row));
  }

  @Override
  public Rows some(int from, int to) {
    return new ValueRows(all.subList(from, to));
  }
}
