package org.rowanorm.declaration;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Slot;

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

  /** An attribute, as a class or one of its subclasses sees it. */
  static Member of(Class<?> mapped, Slot slot) {
    Type resolved = TypeVariables.of(mapped).resolve(slot.genericType());
    Class<?> type = TypeVariables.erase(resolved);
    return new Member(
        slot.level(),
        slot.name(),
        // an array of a variable, or a variable without bounds, is what the attribute holds
        type == Object.class ? slot.type() : type,
        resolved,
        slot.member());
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

  /**
   * What a collection holds, as if it were an attribute of that type.
   *
   * @param index the number of the type argument that stands for it
   */
  Member part(int index, Class<?> part) {
    Type said = part;
    if (generic instanceof ParameterizedType parameterized) {
      Type argument = parameterized.getActualTypeArguments()[index];
      said = TypeVariables.erase(argument) == part ? argument : part;
    }
    return new Member(declaring, name, part, said, annotations);
  }

  /** The same without its annotations. */
  Member plain() {
    return new Member(declaring, name, type, generic, NONE);
  }

  private static final AnnotatedElement NONE =
      new AnnotatedElement() {
        @Override
        public <A extends Annotation> @Nullable A getAnnotation(Class<A> kind) {
          return null;
        }

        @Override
        public Annotation[] getAnnotations() {
          return new Annotation[0];
        }

        @Override
        public Annotation[] getDeclaredAnnotations() {
          return new Annotation[0];
        }
      };

  /** The attribute as messages name it: the class that declares it, and its name. */
  String place() {
    return declaring.getSimpleName() + "." + name;
  }
}
