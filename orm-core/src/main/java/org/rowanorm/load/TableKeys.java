package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.RowKey;

/** Reads the keys of rows. For one result. */
final class TableKeys extends ResultReader {

  private final RowKey key;
  private final int[] indexes;
  private final Set<Object> keys = new HashSet<>();

  TableKeys(RowKey key) {
    this.key = key;
    this.indexes = IntStream.range(0, key.columns().size()).toArray();
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    while (next(result)) {
      Object value = KeyReader.read(key, result, indexes, 1);
      if (value != null) {
        keys.add(value);
      }
    }
  }

  Set<Object> keys() {
    return keys;
  }
}
