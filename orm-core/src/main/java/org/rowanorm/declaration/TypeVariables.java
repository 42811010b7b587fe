package org.rowanorm.declaration;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the type variables of what a class extends and implements stand for in it. Immutable. */
final class TypeVariables {

  private final Map<TypeVariable<?>, Type> arguments = new HashMap<>();

  private TypeVariables() {}

  static TypeVariables of(Class<?> type) {
    TypeVariables variables = new TypeVariables();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      variables.note(c.getGenericSuperclass());
      variables.noteInterfaces(c);
    }
    return variables;
  }

  private void noteInterfaces(Class<?> type) {
    for (Type above : type.getGenericInterfaces()) {
      note(above);
      noteInterfaces(erase(above));
    }
  }

  private void note(@Nullable Type above) {
    if (above instanceof ParameterizedType parent) {
      TypeVariable<?>[] names = erase(parent).getTypeParameters();
      for (int i = 0; i < names.length; i++) {
        arguments.put(names[i], parent.getActualTypeArguments()[i]);
      }
    }
  }

  /** What the class gives for a type parameter of what it extends or implements. */
  Type argument(Class<?> generic, int index) {
    return resolve(generic.getTypeParameters()[index]);
  }

  /** A type without the variables that are known. */
  Type resolve(Type type) {
    if (type instanceof TypeVariable<?> variable) {
      Type argument = arguments.get(variable);
      return argument == null || argument == type ? variable : resolve(argument);
    }
    if (type instanceof ParameterizedType parameterized) {
      List<Type> resolved =
          Arrays.stream(parameterized.getActualTypeArguments()).map(this::resolve).toList();
      return new Resolved((Class<?>) parameterized.getRawType(), resolved);
    }
    return type;
  }

  /** The class of a type; a variable or a wildcard is its first bound. */
  static Class<?> erase(Type type) {
    if (type instanceof Class<?> known) {
      return known;
    }
    if (type instanceof ParameterizedType parameterized) {
      return (Class<?>) parameterized.getRawType();
    }
    if (type instanceof TypeVariable<?> variable) {
      return erase(variable.getBounds()[0]);
    }
    if (type instanceof WildcardType wildcard) {
      return erase(wildcard.getUpperBounds()[0]);
    }
    Class<?> component = erase(((GenericArrayType) type).getGenericComponentType());
    return Array.newInstance(component, 0).getClass();
  }

  /** A generic class with its arguments resolved. */
  private record Resolved(Class<?> raw, List<Type> arguments) implements ParameterizedType {

    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return raw.getDeclaringClass();
    }

    @Override
    public String toString() {
      return raw.getName()
          + arguments.stream().map(Type::getTypeName).collect(Collectors.joining(", ", "<", ">"));
    }
  }
}
