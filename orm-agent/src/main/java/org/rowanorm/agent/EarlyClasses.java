package org.rowanorm.agent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which classes were loaded before the agent came. They can gain no members any more, so
 * nobody may be sent to their accessors. Holds no class and no loader; immutable.
 */
final class EarlyClasses {

  private final Map<ClassLoader, Set<String>> names = new WeakHashMap<>();

  EarlyClasses(Class<?>... loaded) {
    for (Class<?> type : loaded) {
      ClassLoader loader = type.getClassLoader();
      if (loader != null && !type.isArray() && !type.isHidden()) {
        Set<String> known = names.get(loader);
        if (known == null) {
          known = new HashSet<>();
          names.put(loader, known);
        }
        known.add(type.getName());
      }
    }
  }

  /** The names of the classes that a loader defined, or its parents did. */
  Set<String> seenBy(ClassLoader loader) {
    Set<String> seen = new HashSet<>();
    for (@Nullable ClassLoader at = loader; at != null; at = at.getParent()) {
      seen.addAll(names.getOrDefault(at, Set.of()));
    }
    return seen;
  }

  /** All of them, by the loader that defined them. */
  Map<ClassLoader, Set<String>> byLoader() {
    return new HashMap<>(names);
  }
}
