package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.IdModel;
import org.rowanorm.plan.PlannedColumn;

/** Reads some columns of several rows, by the ids that stand first. For one result. */
final class FilledRows extends ResultReader {

  private final IdModel id;
  private final int[] indexes;
  private final List<PlannedColumn> columns;
  private final Map<Object, @Nullable Object[]> values = new HashMap<>();

  FilledRows(IdModel id, List<PlannedColumn> columns) {
    this.id = id;
    this.indexes = IntStream.range(0, id.columns().size()).toArray();
    this.columns = columns;
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    while (next(result)) {
      Object key = KeyReader.read(id, result, indexes, 1);
      @Nullable Object[] row = new @Nullable Object[columns.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = columns.get(i).type().read(result, 1 + indexes.length + i);
      }
      if (key != null) {
        values.put(key, row);
      }
    }
  }

  Map<Object, @Nullable Object[]> values() {
    return values;
  }
}
