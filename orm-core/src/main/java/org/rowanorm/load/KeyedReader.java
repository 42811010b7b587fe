package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.plan.JoinedReferences;

/** Reads objects of one entity after a key in each row, by which they are found then. */
final class KeyedReader extends ResultReader {

  private final RowKey key;
  private final EntityReader objects;
  private final int[] keyIndexes;
  private final Map<Object, Enhanced> byKey = new HashMap<>();
  private @Nullable ManagedEntity first;

  KeyedReader(EntityLoader loader, EntityModel entity, RowKey key, ResultCohorts cohorts) {
    this.key = key;
    int columns = key.columns().size();
    this.objects = new EntityReader(loader, loader.plans().of(entity), 1 + columns, cohorts);
    this.keyIndexes = IntStream.range(0, columns).toArray();
  }

  /** Reads with each object what is joined to it. */
  JoinedReader join(JoinedReferences references, Origin origin) {
    return objects.join(references, origin);
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    while (next(result)) {
      Object value = KeyReader.read(key, result, keyIndexes, 1);
      ManagedEntity state = objects.object(result);
      first = first == null ? state : first;
      if (value != null) {
        byKey.put(value, state.entity());
      }
    }
  }

  /** The first object, or null: where one key was asked for, the database says what has it. */
  @Nullable ManagedEntity first() {
    return first;
  }

  /** The object that stood behind a key, or null. */
  @Nullable Enhanced behind(@Nullable Object value) {
    return value == null ? null : byKey.get(value);
  }
}
