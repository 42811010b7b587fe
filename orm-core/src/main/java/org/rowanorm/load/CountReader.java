package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.RowKey;

/** Reads a number for each key. */
final class CountReader extends ResultReader {

  private final RowKey key;
  private final int[] indexes;
  private final Map<Object, Long> counts = new HashMap<>();

  CountReader(RowKey key) {
    this.key = key;
    this.indexes = IntStream.range(0, key.columns().size()).toArray();
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    while (next(result)) {
      Object of = KeyReader.read(key, result, indexes, 1);
      if (of != null) {
        counts.put(of, result.getLong(1 + indexes.length));
      }
    }
  }

  /** The number of a key; 0 where no row has it. */
  long of(@Nullable Object value) {
    return value == null ? 0 : counts.getOrDefault(value, 0L);
  }
}
