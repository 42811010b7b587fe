package org.rowanorm.mapping;

import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhancement;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.NotEnhancedException;

/** Refuses classes that are not enhanced, or were for another version, before they are mapped. */
final class EnhancementCheck {

  /** Where the agent, which cannot throw, leaves its failures: class name, @, loader's hash. */
  private static final String FAILURE = "org.rowanorm.agent.failure.";

  private EnhancementCheck() {}

  static void check(List<Class<?>> entities) {
    List<String> plain = new ArrayList<>();
    for (Class<?> entity : entities) {
      initialize(entity);
      for (Class<?> c = entity; c != null; c = c.getSuperclass()) {
        checkLevel(c, plain);
      }
    }
    if (!plain.isEmpty()) {
      throw new NotEnhancedException(
          ErrorCode.NOT_ENHANCED,
          null,
          "Not enhanced: " + String.join(", ", plain),
          "start the JVM with -javaagent:orm-agent-<version>-agent.jar,",
          "or run the goal enhance of orm-maven-plugin in the build");
    }
  }

  private static void checkLevel(Class<?> level, List<String> plain) {
    boolean mapped =
        level.isAnnotationPresent(Entity.class)
            || level.isAnnotationPresent(MappedSuperclass.class);
    if (!mapped) {
      return;
    }
    Enhancement mark = level.getDeclaredAnnotation(Enhancement.class);
    if (mark == null) {
      String failure = agentFailure(level);
      if (failure != null) {
        throw new NotEnhancedException(
            ErrorCode.NOT_ENHANCED,
            null,
            "The agent could not enhance " + level.getName(),
            failure);
      }
      if (!plain.contains(level.getName())) {
        plain.add(level.getName());
      }
    } else if (mark.version() != Enhancement.CONTRACT) {
      throw new NotEnhancedException(
          ErrorCode.STALE_ENHANCEMENT,
          null,
          level.getName()
              + " was enhanced for contract "
              + mark.version()
              + ", this version of Rowan needs "
              + Enhancement.CONTRACT,
          "rebuild it with the orm-maven-plugin or the agent of the same version as orm-core");
    }
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
