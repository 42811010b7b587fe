package org.rowanorm.mapping;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the type variables of superclasses stand for, seen from one class. Immutable. */
final class DeclaredTypes {

  private static final Map<Class<?>, Class<?>> WRAPPERS =
      Stream.of(
              Boolean.class,
              Byte.class,
              Short.class,
              Integer.class,
              Long.class,
              Float.class,
              Double.class,
              Character.class)
          .collect(
              Collectors.toMap(
                  wrapper -> java.lang.invoke.MethodType.methodType(wrapper).unwrap().returnType(),
                  wrapper -> wrapper));

  private final Map<TypeVariable<?>, Type> variables = new HashMap<>();

  private DeclaredTypes() {}

  /** As a class sees its superclasses and their interfaces. */
  static DeclaredTypes seenFrom(Class<?> type) {
    DeclaredTypes seen = new DeclaredTypes();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      seen.note(c.getGenericSuperclass());
      seen.noteInterfaces(c);
    }
    return seen;
  }

  private void noteInterfaces(Class<?> type) {
    for (Type above : type.getGenericInterfaces()) {
      note(above);
      noteInterfaces(raw(above));
    }
  }

  private void note(@Nullable Type above) {
    if (above instanceof ParameterizedType generic) {
      TypeVariable<?>[] parameters = raw(generic).getTypeParameters();
      for (int i = 0; i < parameters.length; i++) {
        variables.put(parameters[i], generic.getActualTypeArguments()[i]);
      }
    }
  }

  /** The type of a field. */
  Type of(Field field) {
    return resolve(field.getGenericType());
  }

  /** What a type parameter of an interface stands for, or its bound. */
  Type argument(Class<?> generic, int index) {
    return resolve(generic.getTypeParameters()[index]);
  }

  /** A type without variables; one that stands for nothing is its bound. */
  Type resolve(Type type) {
    if (type instanceof TypeVariable<?> variable) {
      Type meant = variables.get(variable);
      return meant == null ? raw(variable) : resolve(meant);
    }
    if (type instanceof ParameterizedType generic) {
      return new Generic(
          raw(generic),
          Stream.of(generic.getActualTypeArguments()).map(this::resolve).toArray(Type[]::new));
    }
    if (type instanceof GenericArrayType array) {
      return raw(resolve(array.getGenericComponentType())).arrayType();
    }
    return type instanceof WildcardType wildcard ? resolve(wildcard.getUpperBounds()[0]) : type;
  }

  /** The class of a type, without its arguments. */
  static Class<?> raw(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    if (type instanceof ParameterizedType generic) {
      return raw(generic.getRawType());
    }
    if (type instanceof TypeVariable<?> variable) {
      return raw(variable.getBounds()[0]);
    }
    if (type instanceof GenericArrayType array) {
      return raw(array.getGenericComponentType()).arrayType();
    }
    return raw(((WildcardType) type).getUpperBounds()[0]);
  }

  /** The wrapper of a primitive; any other class itself. */
  static Class<?> boxed(Class<?> type) {
    return WRAPPERS.getOrDefault(type, type);
  }

  /** A class with arguments. */
  private record Generic(Class<?> type, Type[] arguments) implements ParameterizedType {

    @Override
    public Type[] getActualTypeArguments() {
      return arguments.clone();
    }

    @Override
    public Type getRawType() {
      return type;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return type.getDeclaringClass();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ParameterizedType generic
          && generic.getRawType() == type
          && Arrays.equals(generic.getActualTypeArguments(), arguments);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(arguments) ^ type.hashCode();
    }

    @Override
    public String toString() {
      return type.getName()
          + Stream.of(arguments)
              .map(Type::getTypeName)
              .collect(Collectors.joining(", ", "<", ">"));
    }
  }
}
