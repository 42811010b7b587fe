package org.rowanorm.declaration;

import jakarta.persistence.Access;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rowanorm.annotation.Json;
import org.rowanorm.entity.ComponentAccess;
import org.rowanorm.error.ErrorCode;

/**
 * Refuses annotations that map an attribute and stand where there is none: on a field of a class
 * whose getters count, on a getter of one whose fields do, on a method that is no getter.
 */
final class StrayAnnotations {

  private StrayAnnotations() {}

  /** What carries the attributes of a mapped class. */
  static Set<AnnotatedElement> members(Class<?> mapped) {
    org.rowanorm.entity.Access access = org.rowanorm.entity.Access.of(mapped);
    Set<AnnotatedElement> members = new HashSet<>();
    for (int slot = 0; slot < access.slots(); slot++) {
      members.add(access.slot(slot).member());
    }
    return members;
  }

  /** What carries the parts of an embeddable. */
  static Set<AnnotatedElement> parts(ComponentAccess component) {
    Set<AnnotatedElement> members = new HashSet<>();
    for (int part = 0; part < component.parts(); part++) {
      members.add(component.slot(part).member());
    }
    return members;
  }

  static void refuse(Class<?> mapped, Set<AnnotatedElement> members, Faults faults) {
    for (Class<?> level = mapped; level != null; level = level.getSuperclass()) {
      if (isMapped(level)) {
        for (AccessibleObject member : declared(level)) {
          if (!members.contains(member) && !isIgnored((Member) member)) {
            refuse((Member) member, member, faults);
          }
        }
      }
    }
  }

  private static boolean isMapped(Class<?> level) {
    return level.isAnnotationPresent(Entity.class)
        || level.isAnnotationPresent(MappedSuperclass.class)
        || level.isAnnotationPresent(Embeddable.class);
  }

  private static List<AccessibleObject> declared(Class<?> level) {
    List<AccessibleObject> declared = new ArrayList<>(List.of(level.getDeclaredFields()));
    declared.addAll(List.of(level.getDeclaredMethods()));
    return declared;
  }

  /** Bridges carry copies of annotations, and so do the accessors of records. */
  private static boolean isIgnored(Member member) {
    boolean ofRecord = member.getDeclaringClass().isRecord() && member instanceof Method;
    return member.isSynthetic() || ofRecord;
  }

  private static void refuse(Member member, AnnotatedElement element, Faults faults) {
    if (element.isAnnotationPresent(Transient.class)) {
      return;
    }
    for (Annotation annotation : element.getAnnotations()) {
      if (isMapping(annotation.annotationType())) {
        faults.add(
            ErrorCode.STRAY_ANNOTATION,
            "@" + annotation.annotationType().getSimpleName() + " stands where no attribute is",
            "at "
                + member.getDeclaringClass().getSimpleName()
                + "."
                + member.getName()
                + (member instanceof Field ? "" : "()"),
            "annotate all fields of a class or all its getters, as its @Id is; for exceptions"
                + " add @Access");
        return;
      }
    }
  }

  /** Whether it is for fields too: those for methods alone map nothing. */
  private static boolean isMapping(Class<? extends Annotation> kind) {
    Target target = kind.getAnnotation(Target.class);
    boolean known =
        kind.getPackage().equals(Transient.class.getPackage())
            || kind.getPackage().equals(Json.class.getPackage());
    return known
        && kind != Access.class
        && target != null
        && List.of(target.value()).contains(ElementType.FIELD);
  }
}
