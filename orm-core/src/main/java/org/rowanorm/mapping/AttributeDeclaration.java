package org.rowanorm.mapping;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * What was declared of one attribute, before anything is resolved.
 *
 * @param field the field, for its type; its value is never read through it
 * @param value how a value stands in its column
 * @param orderBy null for no order, empty for that of the ids
 * @param id how its values are generated where it is the id, else null
 */
record AttributeDeclaration(
    Field field,
    int slot,
    Kind kind,
    @Nullable IdGeneration id,
    boolean version,
    ValueDeclaration value,
    boolean optional,
    @Nullable ColumnDeclaration column,
    Class<?> target,
    String mappedBy,
    @Nullable String orderBy,
    boolean cascadeRemove,
    boolean orphanRemoval) {

  /** What an attribute holds. */
  enum Kind {
    BASIC,
    TO_ONE,
    TO_MANY
  }

  String name() {
    return field.getName();
  }

  /** The attribute as messages name it: the class that declares it, and its name. */
  String place() {
    return field.getDeclaringClass().getSimpleName() + "." + field.getName();
  }
}
