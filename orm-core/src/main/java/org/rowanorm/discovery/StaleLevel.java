package org.rowanorm.discovery;

import jakarta.persistence.Access;
import jakarta.persistence.Transient;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.Enhancement;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.NotEnhancedException;

/**
 * Refuses an enhanced class that no longer fits this version of Rowan, its own fields or its
 * superclass.
 */
final class StaleLevel {

  private static final String ENTRY = "$rowan_entry";
  private static final String REBUILD = "rebuild it from its sources (mvn clean)";

  private StaleLevel() {}

  static void refuse(Class<?> level) {
    Enhancement mark = level.getDeclaredAnnotation(Enhancement.class);
    if (mark.version() != Enhancement.CONTRACT) {
      throw stale(
          level.getName()
              + " was enhanced for contract "
              + mark.version()
              + ", this version of Rowan needs "
              + Enhancement.CONTRACT,
          "rebuild it with the orm-maven-plugin or the agent of the same version as orm-core");
    }
    refuseOtherAttributes(level, mark);
    refuseOtherSuperclass(level);
  }

  private static void refuseOtherAttributes(Class<?> level, Enhancement mark) {
    Set<String> woven = new LinkedHashSet<>(List.of(mark.attributes()));
    Set<String> declared = hasFieldsOnly(level) ? fields(level) : present(level, mark);
    if (!declared.equals(woven)) {
      throw stale(
          level.getName() + " has other attributes than when it was enhanced",
          "then: " + String.join(", ", woven),
          "now: " + String.join(", ", declared),
          REBUILD + ", and enhance it after every other tool that changes its fields");
    }
  }

  /** Whether nothing in it or above asks for getters. */
  private static boolean hasFieldsOnly(Class<?> level) {
    for (Class<?> c = level; c != null; c = c.getSuperclass()) {
      Enhancement mark = c.getDeclaredAnnotation(Enhancement.class);
      if (c.isAnnotationPresent(Access.class) || (mark != null && mark.properties().length > 0)) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> fields(Class<?> level) {
    Set<String> declared = new LinkedHashSet<>();
    for (Field field : level.getDeclaredFields()) {
      if (isAttribute(field)) {
        declared.add(field.getName());
      }
    }
    return declared;
  }

  /**
   * The attributes whose fields or getters are still there. Which others there should be only the
   * enhancer knows, who knows all the rules of access types.
   */
  private static Set<String> present(Class<?> level, Enhancement mark) {
    Set<String> fields = fields(level);
    Set<String> methods = new LinkedHashSet<>();
    for (Method method : level.getDeclaredMethods()) {
      methods.add(method.getName());
    }
    Set<String> present = new LinkedHashSet<>();
    String[] names = mark.attributes();
    int first = names.length - mark.properties().length;
    for (int i = 0; i < names.length; i++) {
      boolean there =
          i < first ? fields.contains(names[i]) : methods.contains(mark.properties()[i - first]);
      if (there) {
        present.add(names[i]);
      }
    }
    return present;
  }

  /** The enhancer's own rule, seen from outside. */
  private static boolean isAttribute(Field field) {
    return !Modifier.isStatic(field.getModifiers())
        && !Modifier.isTransient(field.getModifiers())
        && !field.isSynthetic()
        && !field.getName().startsWith("$")
        && !field.isAnnotationPresent(Transient.class);
  }

  private static void refuseOtherSuperclass(Class<?> level) {
    Class<?> above = enhancedAbove(level);
    boolean root = declaresEntry(level);
    if (above != null && root) {
      throw stale(
          level.getName()
              + " was enhanced before its superclass "
              + above.getName()
              + " was mapped",
          REBUILD + ", after the module of its superclass");
    }
    if ((above == null && !root) || !Enhanced.class.isAssignableFrom(level)) {
      throw stale(
          level.getName() + " was enhanced below a mapped superclass that is none any more",
          REBUILD);
    }
  }

  private static boolean declaresEntry(Class<?> level) {
    for (Field field : level.getDeclaredFields()) {
      if (field.getName().equals(ENTRY)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Class<?> enhancedAbove(Class<?> level) {
    for (Class<?> c = level.getSuperclass(); c != null; c = c.getSuperclass()) {
      if (c.getDeclaredAnnotation(Enhancement.class) != null) {
        return c;
      }
    }
    return null;
  }

  private static NotEnhancedException stale(String fact, String... details) {
    return new NotEnhancedException(ErrorCode.STALE_ENHANCEMENT, null, fact, details);
  }
}
