package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.IdModel;

/** Reads the values of one attribute of several objects, by the ids that stand first. */
final class ValueReader extends ResultReader {

  private final BasicAttribute attribute;
  private final IdModel id;
  private final int[] keyIndexes;
  private final Map<Object, @Nullable Object> values = new HashMap<>();

  ValueReader(BasicAttribute attribute) {
    this.attribute = attribute;
    this.id = attribute.owner().id();
    this.keyIndexes = IntStream.range(0, id.columns().size()).toArray();
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    while (next(result)) {
      Object key = KeyReader.read(id, result, keyIndexes, 1);
      if (key != null) {
        values.put(key, attribute.column().type().read(result, 1 + keyIndexes.length));
      }
    }
  }

  /** Whether there was a row of an id. */
  boolean has(Object key) {
    return values.containsKey(key);
  }

  /** The value of an id. */
  @Nullable Object value(Object key) {
    return values.get(key);
  }
}
