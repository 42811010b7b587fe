package org.rowanorm.declaration;

import jakarta.persistence.EnumType;
import jakarta.persistence.EnumeratedValue;
import java.lang.reflect.Field;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;
import org.rowanorm.type.NativeEnumType;
import org.rowanorm.type.TypeSet;

/**
 * Finds the column type of an enum: by position, by name, by a value of its own, or native. For one
 * use by one thread.
 */
final class EnumColumns {

  private final TypeSet types;
  private final Faults faults;

  EnumColumns(TypeSet types, Faults faults) {
    this.types = types;
    this.faults = faults;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  @Nullable ColumnType<?> of(ValueDeclaration said) {
    Class<? extends Enum> type = (Class<? extends Enum>) said.javaType();
    Field value = valueField(type);
    if (said.nativeEnum() != null) {
      return nativeEnum(said, type, value);
    }
    if (value != null) {
      return byValue(said, type, value);
    }
    return said.enumerated() == EnumType.STRING
        ? ColumnTypes.enumByName(type)
        : ColumnTypes.enumByOrdinal(type);
  }

  private static @Nullable Field valueField(Class<?> type) {
    for (Field field : type.getDeclaredFields()) {
      if (field.isAnnotationPresent(EnumeratedValue.class)) {
        return field;
      }
    }
    return null;
  }

  private <E extends Enum<E>> @Nullable ColumnType<E> nativeEnum(
      ValueDeclaration said, Class<E> type, @Nullable Field value) {
    ColumnType<String> text = types.enumName();
    if (text == null) {
      faults.add(
          ErrorCode.NO_NATIVE_TYPE,
          "The database has no enum types",
          "at " + said.place() + ", which is annotated with @NativeEnum",
          "use @Enumerated(EnumType.STRING)");
      return null;
    }
    if (said.enumerated() == EnumType.ORDINAL || (value != null && !isText(value))) {
      refuse(
          "@NativeEnum holds text, but " + type.getSimpleName() + " is mapped to numbers",
          said.place(),
          "leave out one of the two");
      return null;
    }
    Map<E, String> labels = value == null ? names(type) : values(said, type, value, String.class);
    return labels == null ? null : new NativeEnumType<>(type, said.nativeEnumName(), labels, text);
  }

  private static boolean isText(Field value) {
    return value.getType() == String.class;
  }

  private static <E extends Enum<E>> Map<E, String> names(Class<E> type) {
    Map<E, String> names = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      names.put(constant, constant.name());
    }
    return names;
  }

  private <E extends Enum<E>> @Nullable ColumnType<E> byValue(
      ValueDeclaration said, Class<E> type, Field value) {
    Class<?> boxed = ValueDeclaration.boxed(value.getType());
    boolean number = boxed == Byte.class || boxed == Short.class || boxed == Integer.class;
    if (!number && !isText(value)) {
      refuse(
          "@EnumeratedValue cannot be on a " + value.getType().getSimpleName(),
          type.getSimpleName() + "." + value.getName(),
          "declare it as String, byte, short or int");
      return null;
    }
    if (said.enumerated() != null && (said.enumerated() == EnumType.STRING) != isText(value)) {
      refuse(
          "@Enumerated("
              + said.enumerated()
              + ") contradicts the @EnumeratedValue of "
              + type.getSimpleName()
              + ", a "
              + value.getType().getSimpleName(),
          said.place(),
          "leave @Enumerated out");
      return null;
    }
    return mapped(said, type, value, types.get(boxed));
  }

  private <E extends Enum<E>, C> @Nullable ColumnType<E> mapped(
      ValueDeclaration said, Class<E> type, Field value, ColumnType<C> column) {
    Map<E, C> values = values(said, type, value, column.javaType());
    return values == null ? null : ColumnTypes.enumByValue(type, values, column);
  }

  private <E extends Enum<E>, C> @Nullable Map<E, C> values(
      ValueDeclaration said, Class<E> type, Field field, Class<C> boxed) {
    Map<E, C> values = new EnumMap<>(type);
    Map<C, E> seen = new HashMap<>();
    try {
      field.setAccessible(true);
      for (E constant : type.getEnumConstants()) {
        C value = boxed.cast(field.get(constant));
        E other = value == null ? constant : seen.put(value, constant);
        if (value == null || other != null) {
          refuse(
              "The @EnumeratedValue of "
                  + type.getSimpleName()
                  + "."
                  + constant
                  + (value == null ? " is null" : ", " + value + ", is also that of " + other),
              said.place(),
              "give each constant a value of its own");
          return null;
        }
        values.put(constant, value);
      }
    } catch (IllegalAccessException | RuntimeException e) {
      refuse(
          "The @EnumeratedValue of " + type.getName() + " cannot be read",
          said.place() + ": " + e.getMessage(),
          "open its package to Rowan");
      return null;
    }
    return values;
  }

  private void refuse(String fact, String place, String remedy) {
    faults.add(ErrorCode.MISPLACED_ANNOTATION, fact, "at " + place, remedy);
  }
}
