package org.rowanorm.mapping;

import jakarta.persistence.CascadeType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A collection of other objects, held together by a foreign key in their table.
 *
 * @param key the foreign key columns of the target's table, in the order of the owner's id
 * @param mappedBy the target's attribute that writes the key, or null where this one does
 * @param orderBy how a loaded list is sorted
 */
public record ToManyAttribute(
    EntityModel owner,
    String name,
    Place place,
    EntityModel target,
    CollectionKind kind,
    List<Column> key,
    @Nullable ToOneAttribute mappedBy,
    List<SortKey> orderBy,
    Cascades cascades,
    boolean orphanRemoval)
    implements Attribute {

  /** Copies the lists. */
  public ToManyAttribute {
    key = List.copyOf(key);
    orderBy = List.copyOf(orderBy);
  }

  /** A sort key of a loaded collection: an attribute of the target. */
  public record SortKey(BasicAttribute attribute, boolean descending) {}

  /** Whether the elements are deleted with their owner. */
  public boolean cascadeRemove() {
    return cascades.has(CascadeType.REMOVE);
  }

  /** Whether its key may be null. */
  public boolean nullable() {
    return key.stream().allMatch(Column::nullable);
  }

  /** Whether this collection writes the foreign key of its elements. */
  public boolean ownsKey() {
    return mappedBy == null;
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
}
