package org.rowanorm.mapping;

import java.lang.invoke.MethodHandle;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an entity, the classes above it and its listeners want to be told. Immutable and
 * thread-safe, as far as the user's listeners are.
 */
public final class Callbacks {

  private final Map<Moment, List<MethodHandle>> byMoment;

  /** Callbacks; each takes the object. */
  public Callbacks(Map<Moment, List<MethodHandle>> byMoment) {
    this.byMoment = new EnumMap<>(Moment.class);
    byMoment.forEach((moment, handles) -> this.byMoment.put(moment, List.copyOf(handles)));
  }

  /** Whether anybody wants to be told. */
  public boolean has(Moment moment) {
    return byMoment.containsKey(moment);
  }

  /** Calls all in their order: listeners first, superclasses first. What one throws goes on. */
  public void call(Moment moment, Object entity) {
    for (MethodHandle handle : byMoment.getOrDefault(moment, List.of())) {
      try {
        handle.invokeExact(entity);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
