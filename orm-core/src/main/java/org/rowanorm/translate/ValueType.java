package org.rowanorm.translate;

import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.type.ColumnType;

/**
 * What a value of a query is: one in a column, or an object.
 *
 * @param column how it is bound and read; of an object, its id
 * @param entity the entity of an object, or null
 * @param name what messages call it
 */
public record ValueType(ColumnType<?> column, @Nullable EntityModel entity, String name) {

  /** The objects of an entity; where their id has several columns, they cannot be compared. */
  static ValueType of(EntityModel entity) {
    return new ValueType(entity.id().columns().get(0).type(), entity, entity.name());
  }

  static ValueType of(ColumnType<?> column, String name) {
    return new ValueType(column, null, name);
  }

  /** The Java type of the value. */
  public Class<?> javaType() {
    return entity == null ? column.javaType() : entity.type();
  }
}
