package org.rowanorm.mapping;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;

/**
 * One attribute as a class declares it. Immutable.
 *
 * @param declaring the class that declares it
 * @param type its type, with type variables resolved for the class that is mapped
 * @param generic the same with its type arguments
 * @param annotations what bears its annotations
 */
record Member(
    Class<?> declaring, String name, Class<?> type, Type generic, AnnotatedElement annotations) {

  /** The attribute in a slot of a mapped class. */
  static Member of(Class<?> mapped, Access access, int slot) {
    return of(mapped, access.field(slot));
  }

  /** A field, as a class or one of its subclasses sees it. */
  static Member of(Class<?> mapped, Field field) {
    Type resolved = TypeVariables.of(mapped).resolve(field.getGenericType());
    Class<?> type = TypeVariables.erase(resolved);
    return new Member(
        field.getDeclaringClass(),
        field.getName(),
        // an array of a variable, or a variable without bounds, is what the field holds
        type == Object.class ? field.getType() : type,
        resolved,
        field);
  }

  <A extends Annotation> @Nullable A annotation(Class<A> kind) {
    return annotations.getAnnotation(kind);
  }

  boolean has(Class<? extends Annotation> kind) {
    return annotations.isAnnotationPresent(kind);
  }

  /** The class that a type argument stands for, or {@code void.class} where it is not known. */
  Class<?> argument(int index) {
    if (generic instanceof ParameterizedType parameterized) {
      Type[] arguments = parameterized.getActualTypeArguments();
      if (index < arguments.length) {
        Class<?> erased = TypeVariables.erase(arguments[index]);
        return erased == Object.class ? void.class : erased;
      }
    }
    return void.class;
  }

  /** The attribute as messages name it: the class that declares it, and its name. */
  String place() {
    return declaring.getSimpleName() + "." + name;
  }
}
