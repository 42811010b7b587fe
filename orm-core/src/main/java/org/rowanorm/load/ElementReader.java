package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
import org.rowanorm.mapping.IdModel;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.CollectionPlan;
import org.rowanorm.plan.JoinedReferences;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.RowLayout;

/**
 * Reads the elements of one collection of several owners. The first of its columns are the owner's
 * id, then the index or the key, then the element. For one result.
 */
final class ElementReader extends ResultReader {

  private final EntityLoader loader;
  private final ToManyAttribute attribute;
  private final List<PlannedColumn> columns;
  private final @Nullable EntityReader entities;
  private final int[] keyIndexes;
  private final int first;
  private final Origin origin;
  private final ResultCohorts cohorts;
  private final boolean positioned;
  private final Map<Object, FoundElements> byOwner = new HashMap<>();
  private final List<@Nullable Object> objects = new ArrayList<>(0);
  private @Nullable WaitingRows waiting;
  private @Nullable ResultRow row;
  private @Nullable JoinedReader joined;
  private long elements;

  /** Rows mostly come owner by owner. */
  private @Nullable Object lastOwner;

  private FoundElements ofLast = FoundElements.NONE;

  /** A reader of rows that hold nothing else. */
  ElementReader(EntityLoader loader, ToManyAttribute attribute, Origin origin) {
    this(loader, attribute, origin, 1);
  }

  /** A reader of rows in which the element's columns begin at a number, counted from 1. */
  ElementReader(EntityLoader loader, ToManyAttribute attribute, Origin origin, int first) {
    this.loader = loader;
    this.attribute = attribute;
    this.first = first;
    this.origin = origin.along(attribute);
    this.cohorts = new ResultCohorts(this.origin);
    this.columns = CollectionPlan.selected(attribute);
    this.positioned = attribute.shape().mapKey() != null || attribute.shape().position() != null;
    this.entities =
        attribute.isAssociation()
            ? new EntityReader(
                loader, loader.plans().of(attribute.target()), afterColumns(), cohorts)
            : null;
    this.keyIndexes = IntStream.range(0, attribute.key().size()).toArray();
    if (attribute.refersToUntold()) {
      waiting = new WaitingRows(layout(), loader.references(cohorts), columns, first);
    }
  }

  private RowLayout layout() {
    return RowLayout.of(loader.plans().of(attribute.owner()), columns);
  }

  /** Reads with each element what is joined to it, from the columns after its own. */
  void join(JoinedReferences references) {
    joined = entities == null ? null : entities.join(references, origin);
  }

  /** Notes what the joined references of the elements led to. */
  void sawJoined() {
    if (joined != null) {
      joined.saw(elements);
    }
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    while (next(result)) {
      readRow(result);
    }
  }

  /** Reads the element of the current row, where it has one: an outer join may find none. */
  void readRow(ResultSet result) throws SQLException {
    ManagedEntity state = entities == null ? null : entities.objectOrNull(result);
    Object object = state == null ? null : state.entity();
    WaitingRows rows = waiting;
    if (rows != null) {
      rows.hold(result);
      objects.add(object);
      return;
    }
    Object owner = owner(result);
    if (owner != null) {
      ResultRow current = row(result);
      add(owner, entities == null ? value(current) : object, current);
    }
  }

  /** The key of the owner, which needs no new box where the row before was of the same one. */
  private @Nullable Object owner(ResultSet result) throws SQLException {
    if (!(attribute.ownerKey() instanceof IdModel id) || !id.isNumber()) {
      return KeyReader.read(attribute.ownerKey(), result, keyIndexes, first);
    }
    long number = result.getLong(first);
    if (number == 0 && result.wasNull()) {
      return null;
    }
    return lastOwner instanceof Number last && last.longValue() == number
        ? lastOwner
        : id.ofNumber(number);
  }

  private ResultRow row(ResultSet result) {
    ResultRow current = row;
    if (current == null) {
      current = new ResultRow(result, layout(), loader.references(cohorts), first);
      row = current;
    }
    return current;
  }

  private void add(@Nullable Object owner, @Nullable Object value, AttributeRow from)
      throws SQLException {
    if (owner != null && value != null) {
      if (!owner.equals(lastOwner)) {
        ofLast = byOwner.computeIfAbsent(owner, k -> new FoundElements(positioned));
        lastOwner = owner;
      }
      ofLast.add(value, positioned ? position(from, value) : null);
      elements++;
    }
  }

  /** Puts elements together that had to wait for what they refer to, after the statement. */
  void finish() {
    WaitingRows rows = waiting;
    if (rows == null) {
      return;
    }
    try {
      rows.load(loader, origin);
      for (int i = 0; i < rows.size(); i++) {
        rows.at(i);
        addWaiting(rows, objects.get(i));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("rows that were read have no SQL errors", e);
    }
  }

  private void addWaiting(WaitingRows rows, @Nullable Object object) throws SQLException {
    Object owner = attribute.ownerKey().ofColumns(rows.first(keyIndexes.length));
    Object value = entities == null ? value(rows) : object;
    RowPart position = attribute.shape().position();
    boolean keyless = position != null && position.refersToUntold();
    if (value != null && !(keyless && position(rows, value) == null)) {
      add(owner, value, rows);
    }
  }

  /** The number of the first column after the key, the position and the value. */
  private int afterColumns() {
    return first + columns.size();
  }

  /** How many elements were read. */
  long elements() {
    return elements;
  }

  /** The collection. */
  ToManyAttribute attribute() {
    return attribute;
  }

  private @Nullable Object value(AttributeRow from) throws SQLException {
    RowPart part = attribute.element();
    return from.read(part.attribute(), afterColumns() - part.columns().size());
  }

  private @Nullable Object position(AttributeRow from, Object value) throws SQLException {
    Attribute mapKey = attribute.shape().mapKey();
    if (mapKey != null) {
      return mapKey.read((Enhanced) value);
    }
    RowPart part = attribute.shape().position();
    return part == null ? null : from.read(part.attribute(), first + attribute.key().size());
  }

  /** Gives a collection what was read for its owner. */
  void fill(ManagedEntity owner) {
    boolean indexed = attribute.shape().isIndexed();
    FoundElements found = indexed ? read(owner).sorted() : read(owner);
    boolean told = attribute.kind() == CollectionKind.MAP || (indexed && found.hasGaps());
    owner.collection(attribute).fill(found.values(), told ? found.positions() : null);
  }

  /** What was read for an owner. */
  FoundElements read(ManagedEntity owner) {
    Object key = owner.storedKey(attribute.ownerKey());
    return key == null ? FoundElements.NONE : byOwner.getOrDefault(key, FoundElements.NONE);
  }
}
