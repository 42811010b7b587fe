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

  /** The basic attribute that is the key of a map, of its rows or of its elements, or null. */
  public @Nullable BasicAttribute basicKey() {
    Attribute key = position == null ? mapKey : position.attribute();
    return kind == CollectionKind.MAP && key instanceof BasicAttribute basic ? basic : null;
  }

  /** Whether the database can be asked what stands under a key of a map. */
  public boolean isAskedByKey() {
    BasicAttribute key = basicKey();
    return key != null && key.isFoundByValue();
  }

  /** Whether a value could be a key of it; for maps that can be asked. */
  public boolean isKey(Object value) {
    BasicAttribute key = basicKey();
    return key != null && key.column().type().javaType().isInstance(value);
  }
}
