package org.rowanorm.mapping;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;

/** Finds the column type of a basic attribute. */
final class AttributeTypes {

  private static final Map<Class<?>, Class<?>> WRAPPERS = new HashMap<>();

  static {
    WRAPPERS.put(boolean.class, Boolean.class);
    WRAPPERS.put(byte.class, Byte.class);
    WRAPPERS.put(short.class, Short.class);
    WRAPPERS.put(int.class, Integer.class);
    WRAPPERS.put(long.class, Long.class);
    WRAPPERS.put(float.class, Float.class);
    WRAPPERS.put(double.class, Double.class);
    WRAPPERS.put(char.class, Character.class);
  }

  private final Map<Class<?>, ColumnType<?>> byJavaType;

  AttributeTypes(Map<Class<?>, ColumnType<?>> byJavaType) {
    this.byJavaType = byJavaType;
  }

  /** The column type, or null, with a fault, where there is none. */
  @Nullable ColumnType<?> of(AttributeDeclaration.Basic said, Faults faults) {
    Class<?> type = said.member().type();
    Class<?> wrapper = WRAPPERS.getOrDefault(type, type);
    if (said.version() && !(wrapper == Integer.class || wrapper == Long.class)) {
      faults.add(
          ErrorCode.UNSUPPORTED_TYPE,
          "A version cannot be of type " + type.getSimpleName(),
          "at " + said.place(),
          "declare it as int or long");
      return null;
    }
    ColumnType<?> found = wrapper.isEnum() ? enumType(said, wrapper) : byJavaType.get(wrapper);
    if (found == null) {
      faults.add(
          ErrorCode.UNSUPPORTED_TYPE,
          "No column type for " + type.getName(),
          "at " + said.place(),
          "use a type that Rowan knows, mark the field @Transient,"
              + " or annotate it as an association");
      return null;
    }
    if (said.lob() && type == String.class) {
      return ColumnTypes.TEXT;
    }
    return said.lob() && type == byte[].class ? ColumnTypes.BLOB : found;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static ColumnType<?> enumType(AttributeDeclaration.Basic said, Class<?> type) {
    return said.enumByName()
        ? ColumnTypes.enumByName((Class<Enum>) type)
        : ColumnTypes.enumByOrdinal((Class<Enum>) type);
  }

  /** The digits after the point where the mapping gives none: none for whole numbers, else two. */
  static int scale(ColumnType<?> type, ColumnDeclaration column) {
    if (column.precision() != 0 || column.scale() != 0) {
      return column.scale();
    }
    return type.javaType() == BigInteger.class ? 0 : 2;
  }
}
