package org.rowanorm.mapping;

import jakarta.persistence.CascadeType;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an association hands on of what is done to its owner. That it hands on {@code PERSIST} need
 * not be said: whatever a session's object leads to is taken in. Immutable and thread-safe.
 *
 * @param types those that were declared
 */
public record Cascades(Set<CascadeType> types) {

  /** Nothing but what need not be said. */
  public static final Cascades NONE = new Cascades(Set.of());

  /** Copies the set. */
  public Cascades {
    types = Set.copyOf(types);
  }

  /** What was declared; {@code ALL} is all of them. */
  public static Cascades of(Collection<CascadeType> declared) {
    if (declared.isEmpty()) {
      return NONE;
    }
    return new Cascades(
        declared.contains(CascadeType.ALL)
            ? EnumSet.allOf(CascadeType.class)
            : EnumSet.copyOf(declared));
  }

  /** Whether something is handed on. */
  public boolean has(CascadeType type) {
    return types.contains(type);
  }
}
