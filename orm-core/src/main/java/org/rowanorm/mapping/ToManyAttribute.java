package org.rowanorm.mapping;

import jakarta.persistence.CascadeType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A collection of other objects or of values.
 *
 * @param element what its elements are; its columns stand in the collection's table
 * @param orderBy how a loaded collection is sorted
 */
public record ToManyAttribute(
    EntityModel owner,
    String name,
    Place place,
    CollectionShape shape,
    CollectionLink link,
    RowPart element,
    List<SortKey> orderBy,
    Cascades cascades,
    boolean orphanRemoval,
    CollectionLoading loading)
    implements Attribute {

  /** Copies the list. */
  public ToManyAttribute {
    orderBy = List.copyOf(orderBy);
  }

  /** A sort key of a loaded collection: an attribute of the target, or of the value. */
  public record SortKey(BasicAttribute attribute, boolean descending) {}

  /** Whether the elements are deleted with their owner. */
  public boolean cascadeRemove() {
    return cascades.has(CascadeType.REMOVE);
  }

  /** The kind of collection. */
  public CollectionKind kind() {
    return shape.kind();
  }

  /** Whether its elements are objects of an entity. */
  public boolean isAssociation() {
    return element.attribute() instanceof ToOneAttribute;
  }

  /** The entity of its elements. */
  public EntityModel target() {
    if (element.attribute() instanceof ToOneAttribute toOne) {
      return toOne.target();
    }
    throw new IllegalStateException(path() + " is a collection of values");
  }

  /** What of the owner {@link #key()} holds: its id, or another key of it. */
  public RowKey ownerKey() {
    return link.owner();
  }

  /** Whether an operation on a part of it loads that part only. */
  public boolean isLarge() {
    return loading != CollectionLoading.WHOLE;
  }

  /** Whether the database can be asked whether it has an element. */
  public boolean isAskedByElement() {
    return kind() != CollectionKind.MAP
        && (isAssociation()
            || (element.attribute() instanceof BasicAttribute value && value.isFoundByValue()));
  }

  /**
   * Whether an element can be removed without the others: a database may take one text for another,
   * and which of equal values goes must be known.
   */
  public boolean isRemovedByElement() {
    if (shape.position() != null || shape.mapKey() != null) {
      return false;
    }
    return isAssociation()
        ? Arrays.stream(target().id().types()).noneMatch(type -> type.javaType() == String.class)
        : kind() == CollectionKind.SET
            && element.attribute() instanceof BasicAttribute value
            && value.isToldByValue();
  }

  /** The columns that hold the owner's key. */
  public List<Column> key() {
    return link.key();
  }

  /** The element's reference that writes the key, or null where there is none. */
  public @Nullable ToOneAttribute mappedBy() {
    return link instanceof CollectionLink.InTarget inTarget ? inTarget.mappedBy() : null;
  }

  /** Whether its key may be null. */
  public boolean nullable() {
    return key().stream().allMatch(Column::nullable);
  }

  /** Whether this collection writes the foreign key in the table of its elements. */
  public boolean ownsKey() {
    return link instanceof CollectionLink.InTarget inTarget && inTarget.mappedBy() == null;
  }

  /** The table with a row for each element, or null where a key of the target holds it together. */
  public CollectionLink.@Nullable InTable table() {
    return link instanceof CollectionLink.InTable inTable ? inTable : null;
  }

  /** Whether this collection writes the rows of a table of its own. */
  public boolean writesRows() {
    return link instanceof CollectionLink.InTable inTable && inTable.mappedBy() == null;
  }

  /** The columns that this collection writes into the table of its elements: key, then position. */
  public List<Column> columnsInTarget() {
    List<Column> columns = new ArrayList<>();
    if (link instanceof CollectionLink.InTarget inTarget) {
      if (inTarget.mappedBy() == null) {
        columns.addAll(inTarget.key());
      }
      if (shape.position() != null) {
        columns.addAll(shape.position().columns());
      }
    }
    return columns;
  }

  /** How many of {@link #columnsInTarget()} are of the key. */
  public int keyColumns() {
    return ownsKey() ? key().size() : 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return path();
  }

  /** Whether its values or their positions refer to objects that its rows alone do not tell. */
  public boolean refersToUntold() {
    RowPart position = shape.position();
    return (position != null && position.refersToUntold())
        || (!isAssociation() && element().refersToUntold());
  }
}
