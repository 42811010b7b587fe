package org.rowanorm.mapping;

import org.jspecify.annotations.Nullable;

/**
 * What a collection tells its elements apart by.
 *
 * @param position the columns of the index of a list, or of the key of a map; null where there are
 *     none
 * @param mapKey the attribute of the elements that is the key of a map, or null
 */
public record CollectionShape(
    CollectionKind kind, @Nullable RowPart position, @Nullable Attribute mapKey) {

  /** Whether it is a list whose elements have an index in the database. */
  public boolean isIndexed() {
    return kind == CollectionKind.LIST && position != null;
  }
}
