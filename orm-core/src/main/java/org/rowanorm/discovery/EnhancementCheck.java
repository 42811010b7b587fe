package org.rowanorm.discovery;

import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhancement;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.NotEnhancedException;

/** Refuses classes that are not enhanced, or were for another version, before they are mapped. */
public final class EnhancementCheck {

  /** Where the agent, which cannot throw, leaves its failures: class name, @, loader's hash. */
  private static final String FAILURE = "org.rowanorm.agent.failure.";

  private final Set<Class<?>> plain = new LinkedHashSet<>();
  private final Set<Class<?>> enhanced = new LinkedHashSet<>();

  private EnhancementCheck() {}

  /** Checks entities and their mapped superclasses, and logs how they were enhanced. */
  public static void check(List<Class<?>> entities) {
    EnhancementCheck check = new EnhancementCheck();
    for (Class<?> entity : entities) {
      initialize(entity);
      check.addLevels(entity);
    }
    if (!check.plain.isEmpty()) {
      throw check.refusal(entities);
    }
    check.enhanced.forEach(StaleLevel::refuse);
    EnhancementMode.log(check.enhanced);
  }

  private void addLevels(Class<?> entity) {
    for (Class<?> level = entity; level != null; level = level.getSuperclass()) {
      if (level.isAnnotationPresent(Entity.class)
          || level.isAnnotationPresent(MappedSuperclass.class)) {
        boolean marked = level.getDeclaredAnnotation(Enhancement.class) != null;
        (marked ? enhanced : plain).add(level);
      }
    }
  }

  private NotEnhancedException refusal(List<Class<?>> entities) {
    for (Class<?> level : plain) {
      String failure = agentFailure(level);
      if (failure != null) {
        return new NotEnhancedException(
            ErrorCode.NOT_ENHANCED,
            null,
            "The agent could not enhance " + level.getName(),
            failure);
      }
    }
    NotEnhancedException mixed = mixed(entities);
    return mixed != null
        ? mixed
        : new NotEnhancedException(
            ErrorCode.NOT_ENHANCED,
            null,
            "Not enhanced: " + String.join(", ", plain.stream().map(Class::getName).toList()),
            "start the JVM with -javaagent:orm-agent-<version>-agent.jar,",
            "or run the goal enhance of orm-maven-plugin in the build");
  }

  /** The refusal of the first entity that is enhanced at some levels only, or null. */
  private @Nullable NotEnhancedException mixed(List<Class<?>> entities) {
    for (Class<?> entity : entities) {
      EnhancementCheck one = new EnhancementCheck();
      one.addLevels(entity);
      if (!one.plain.isEmpty() && !one.enhanced.isEmpty()) {
        List<String> details = new ArrayList<>();
        one.enhanced.forEach(level -> details.add("enhanced: " + place(level)));
        one.plain.forEach(level -> details.add("not enhanced: " + place(level)));
        details.add("run the goal enhance of orm-maven-plugin in the modules of both, in order,");
        details.add("or let the agent cover the packages of both");
        return new NotEnhancedException(
            ErrorCode.NOT_ENHANCED,
            null,
            entity.getName() + " is enhanced in part only",
            details.toArray(String[]::new));
      }
    }
    return null;
  }

  private static String place(Class<?> level) {
    var source = level.getProtectionDomain().getCodeSource();
    Object location = source == null ? null : source.getLocation();
    return location == null ? level.getName() : level.getName() + " in " + location;
  }

  private static @Nullable String agentFailure(Class<?> type) {
    int loader = System.identityHashCode(type.getClassLoader());
    return System.getProperty(FAILURE + type.getName() + "@" + Integer.toHexString(loader));
  }

  /** Runs the static initialiser, which hands the class's lookup over. */
  private static void initialize(Class<?> type) {
    try {
      Class.forName(type.getName(), true, type.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a loaded class is not found: " + type, e);
    }
  }
}
