package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Origin;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/** Reads the objects whose reference names one of several others, by the key that stands first. */
final class InverseReader extends ResultReader {

  private final ToOneAttribute reference;
  private final EntityReader objects;
  private final int[] keyIndexes;
  private final Map<Object, Enhanced> byTarget = new HashMap<>();

  InverseReader(EntityLoader loader, InverseToOneAttribute attribute, Origin origin) {
    this.reference = attribute.mappedBy();
    int columns = reference.columns().size();
    this.objects =
        new EntityReader(
            loader,
            loader.plans().of(attribute.target()),
            1 + columns,
            new ResultCohorts(origin.along(attribute)));
    this.keyIndexes = IntStream.range(0, columns).toArray();
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    while (next(result)) {
      Object target = KeyReader.read(reference.target().id(), result, keyIndexes, 1);
      Enhanced object = objects.object(result).entity();
      if (target != null) {
        byTarget.put(target, object);
      }
    }
  }

  /** The object that refers to another one, by the id of that, or null. */
  @Nullable Enhanced referringTo(Object target) {
    return byTarget.get(target);
  }
}
