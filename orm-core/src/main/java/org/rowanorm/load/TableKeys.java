package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.IdModel;

/** Reads the ids of rows. For one result. */
final class TableKeys extends ResultReader {

  private final IdModel id;
  private final int[] indexes;
  private final Set<Object> keys = new HashSet<>();

  TableKeys(IdModel id) {
    this.id = id;
    this.indexes = IntStream.range(0, id.columns().size()).toArray();
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    while (next(result)) {
      Object key = KeyReader.read(id, result, indexes, 1);
      if (key != null) {
        keys.add(key);
      }
    }
  }

  Set<Object> keys() {
    return keys;
  }
}
