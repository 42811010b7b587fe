package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.EntityPlan;

/** Reads the elements of one collection of several owners, by the key in the first column. */
final class ElementReader extends ResultReader {

  private final ToManyAttribute attribute;
  private final EntityReader elements;
  private final int[] keyIndexes;
  private final Map<Object, List<Object>> byOwner = new HashMap<>();

  ElementReader(EntityLoader loader, EntityPlan plan, ToManyAttribute attribute) {
    this.attribute = attribute;
    this.elements = new EntityReader(loader, plan, 1 + attribute.key().size());
    this.keyIndexes = IntStream.range(0, attribute.key().size()).toArray();
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    while (next(result)) {
      Object key = KeyReader.read(attribute.owner().id(), result, keyIndexes, 1);
      ManagedEntity element = elements.object(result);
      if (key != null) {
        byOwner.computeIfAbsent(key, k -> new ArrayList<>()).add(element.entity());
      }
    }
  }

  /** The elements of an owner, by its id. */
  List<Object> elementsOf(Object owner) {
    return byOwner.getOrDefault(owner, List.of());
  }
}
