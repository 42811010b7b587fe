package org.rowanorm.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A collection of other objects, held together by a foreign key in their table.
 *
 * @param key the foreign key column of the target's table
 * @param mappedBy the target's attribute that writes the key, or null where this one does
 * @param orderBy how a loaded list is sorted
 */
public record ToManyAttribute(
    EntityModel owner,
    String name,
    int slot,
    EntityModel target,
    CollectionKind kind,
    Column key,
    @Nullable ToOneAttribute mappedBy,
    List<SortKey> orderBy,
    boolean cascadeRemove,
    boolean orphanRemoval)
    implements Attribute {

  /** A sort key of a loaded collection: an attribute of the target. */
  public record SortKey(BasicAttribute attribute, boolean descending) {}

  /** Whether this collection writes the foreign key of its elements. */
  public boolean ownsKey() {
    return mappedBy == null;
  }

  @Override
  public String toString() {
    return path();
  }
}
