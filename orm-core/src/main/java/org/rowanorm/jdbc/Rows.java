package org.rowanorm.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.type.ColumnType;

/** The rows of a batch, in the order in which they are sent. For one use by one thread. */
public interface Rows {

  /** Their number. */
  int size();

  /** The values of a row, in the order of the parameters; not to be changed. */
  @Nullable Object[] values(int row);

  /** About the most bytes that a driver makes of a row. */
  long bytes(int row);

  /** Binds a row. */
  void bind(int row, PreparedStatement statement, ColumnType<?>[] types) throws SQLException;

  /** The rows from a number to that before another. */
  Rows some(int from, int to);

  /** The values of all rows. */
  default List<@Nullable Object[]> all() {
    List<@Nullable Object[]> all = new ArrayList<>(size());
    for (int row = 0; row < size(); row++) {
      all.add(values(row));
    }
    return all;
  }

  /** Rows whose values are at hand. */
  static Rows of(List<@Nullable Object[]> values) {
    return new ValueRows(values);
  }
}
