package org.rowanorm.entity;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reflection knows of the attribute in one slot of an entity, or in one part of an embeddable.
 * Immutable.
 *
 * @param level the class that declares it
 * @param member its field, or its getter: what carries its annotations
 * @param setter the setter that goes with a getter, else null
 */
public record Slot(String name, Class<?> level, AccessibleObject member, @Nullable Method setter) {

  /** The slots of one class level, in their order. */
  static List<Slot> of(Class<?> level, Enhancement mark) {
    String[] names = mark.attributes();
    int fields = names.length - mark.properties().length;
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      slots.add(
          i < fields
              ? of(field(level, names[i]))
              : property(level, names[i], mark.properties()[i - fields]));
    }
    return slots;
  }

  static Slot of(Field field) {
    return new Slot(field.getName(), field.getDeclaringClass(), field, null);
  }

  private static Slot property(Class<?> level, String name, String getterName) {
    Method getter = method(level, getterName);
    String setter = "set" + getterName.substring(getterName.startsWith("is") ? 2 : 3);
    return new Slot(name, level, getter, method(level, setter, getter.getReturnType()));
  }

  /** A method that is no bridge to another one. */
  private static Method method(Class<?> level, String name, Class<?>... parameters) {
    for (Method method : level.getDeclaredMethods()) {
      if (method.getName().equals(name)
          && !method.isSynthetic()
          && List.of(method.getParameterTypes()).equals(List.of(parameters))) {
        return method;
      }
    }
    throw gone(level, name + "()");
  }

  private static Field field(Class<?> level, String name) {
    for (Field field : level.getDeclaredFields()) {
      if (field.getName().equals(name)) {
        return field;
      }
    }
    throw gone(level, name);
  }

  private static IllegalStateException gone(Class<?> level, String member) {
    return new IllegalStateException(
        level.getName() + " is enhanced for a member that it lacks: " + member);
  }

  /** Its type, erased. */
  public Class<?> type() {
    return member instanceof Field field ? field.getType() : getter().getReturnType();
  }

  /** Its type as its class declares it. */
  public Type genericType() {
    return member instanceof Field field ? field.getGenericType() : getter().getGenericReturnType();
  }

  /** Whether it is reached by getter and setter. */
  public boolean isProperty() {
    return setter != null;
  }

  private Method getter() {
    return (Method) member;
  }
}
