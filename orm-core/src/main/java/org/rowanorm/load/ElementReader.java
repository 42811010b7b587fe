package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.CollectionKind;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.CollectionPlan;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.RowLayout;

/**
 * Reads the elements of one collection of several owners. The first columns are the owner's id,
 * then the index or the key, then the element. For one result.
 */
final class ElementReader extends ResultReader {

  /** An element, and where it stands. */
  private record Element(@Nullable Object position, Object value) {}

  private final EntityLoader loader;
  private final ToManyAttribute attribute;
  private final List<PlannedColumn> columns;
  private final @Nullable EntityReader entities;
  private final int[] keyIndexes;
  private final ResultCohorts cohorts;
  private final Map<Object, List<Element>> byOwner = new HashMap<>();

  ElementReader(EntityLoader loader, ToManyAttribute attribute, Origin origin) {
    this.loader = loader;
    this.attribute = attribute;
    this.cohorts = new ResultCohorts(origin.along(attribute));
    this.columns = CollectionPlan.selected(attribute);
    this.entities =
        attribute.isAssociation()
            ? new EntityReader(
                loader, loader.plans().of(attribute.target()), 1 + columns.size(), cohorts)
            : null;
    this.keyIndexes = IntStream.range(0, attribute.key().size()).toArray();
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    References references = loader.references(cohorts);
    RowLayout layout = RowLayout.of(loader.plans().of(attribute.owner()), columns);
    ResultRow row = new ResultRow(result, layout, references, 1);
    while (next(result)) {
      Object owner = KeyReader.read(attribute.owner().id(), result, keyIndexes, 1);
      Object value = value(result, row);
      if (owner != null && value != null) {
        Element element = new Element(position(row, value), value);
        byOwner.computeIfAbsent(owner, k -> new ArrayList<>()).add(element);
      }
    }
    if (attribute.shape().isIndexed()) {
      byOwner.values().forEach(elements -> elements.sort(BY_INDEX));
    }
  }

  /** By index; elements without one come last. */
  private static final Comparator<Element> BY_INDEX =
      Comparator.comparing(
          Element::position,
          Comparator.nullsLast(Comparator.comparingInt(index -> (Integer) index)));

  private @Nullable Object value(ResultSet result, ResultRow row) throws SQLException {
    if (entities != null) {
      ManagedEntity element = entities.object(result);
      return element.entity();
    }
    RowPart part = attribute.element();
    return row.read(part.attribute(), 1 + columns.size() - part.columns().size());
  }

  private @Nullable Object position(ResultRow row, Object value) throws SQLException {
    Attribute mapKey = attribute.shape().mapKey();
    if (mapKey != null) {
      return mapKey.read((Enhanced) value);
    }
    RowPart part = attribute.shape().position();
    return part == null ? null : row.read(part.attribute(), 1 + attribute.key().size());
  }

  /** Gives a collection what was read for its owner. */
  void fill(ManagedEntity owner) {
    List<Element> found = byOwner.getOrDefault(owner.requiredId(), List.of());
    List<Object> elements = new ArrayList<>(found.size());
    List<@Nullable Object> positions = new ArrayList<>(found.size());
    for (Element element : found) {
      elements.add(element.value());
      positions.add(element.position());
    }
    boolean told = attribute.kind() == CollectionKind.MAP || hasGaps(positions);
    owner.collection(attribute).fill(elements, told ? positions : null);
  }

  private boolean hasGaps(List<@Nullable Object> indexes) {
    for (int i = 0; attribute.shape().isIndexed() && i < indexes.size(); i++) {
      if (!Integer.valueOf(i).equals(indexes.get(i))) {
        return true;
      }
    }
    return false;
  }
}
