package org.rowanorm.session;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.mapping.UniqueKey;

/** Takes natural ids as users give them apart. Stateless. */
final class NaturalIdValue {

  private NaturalIdValue() {}

  /** The natural id of an entity. */
  static UniqueKey keyOf(EntityModel model) {
    UniqueKey key = model.naturalId();
    if (key == null) {
      throw new QueryException(
          ErrorCode.NO_NATURAL_ID,
          null,
          model.name() + " has no natural id",
          "in getByNaturalId(" + model.name() + ", ...)",
          "annotate the attributes that it consists of with @NaturalId");
    }
    return key;
  }

  /**
   * The key of what a user gives: the value of the only attribute, or the values of several by
   * their names.
   */
  static Object of(UniqueKey key, Object given) {
    List<UniqueKey.Part> parts = key.parts();
    @Nullable Object[] values = new @Nullable Object[parts.size()];
    for (int i = 0; i < values.length; i++) {
      UniqueKey.Part part = parts.get(i);
      Object value =
          given instanceof Map<?, ?> byName
              ? byName.get(part.leaf().name())
              : parts.size() == 1 ? given : null;
      boolean object =
          part.leaf() instanceof ToOneAttribute toOne && toOne.target().type().isInstance(value);
      values[i] =
          object && value instanceof Enhanced entity
              ? part.leaf().columnValue(entity, part.number())
              : value;
      requireType(key, part, values[i]);
    }
    Object made = key.ofColumns(values);
    if (made == null) {
      throw new IllegalStateException("a part of " + key + " is null");
    }
    return made;
  }

  private static void requireType(UniqueKey key, UniqueKey.Part part, @Nullable Object value) {
    Class<?> type = part.column().type().javaType();
    if (!type.isInstance(value)) {
      throw new QueryException(
          ErrorCode.WRONG_VALUE_TYPE,
          null,
          part.leaf().path()
              + " is of type "
              + type.getSimpleName()
              + ", not "
              + (value == null ? "null" : value.getClass().getSimpleName()),
          "in getByNaturalId(" + key.owner().name() + ", ...)",
          key.parts().size() == 1
              ? "give a value of that type"
              : "give a map of the values of "
                  + String.join(
                      ", ", key.parts().stream().map(p -> p.leaf().name()).distinct().toList()));
    }
  }
}
