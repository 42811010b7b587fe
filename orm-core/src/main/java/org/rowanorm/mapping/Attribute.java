package org.rowanorm.mapping;

import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhanced;

/** One attribute of an entity, or of an embeddable in one. */
public sealed interface Attribute
    permits ColumnAttribute, ValueAttribute, ToManyAttribute, InverseToOneAttribute {

  /** The entity that declares it. */
  EntityModel owner();

  /** Its name; within an embeddable the path from the entity, such as {@code address.street}. */
  String name();

  /** Where its value stands. */
  Place place();

  /** The number of the slot that holds it, or the embeddable that it is part of. */
  default int slot() {
    return place().slot();
  }

  /** Its value in an object, without any trap. */
  default @Nullable Object read(Enhanced entity) {
    return place().read(entity);
  }

  /** The attribute as messages name it. */
  default String path() {
    return owner().name() + "." + name();
  }
}
