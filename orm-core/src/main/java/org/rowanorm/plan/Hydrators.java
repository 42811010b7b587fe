package org.rowanorm.plan;

import java.lang.invoke.MethodHandles.Lookup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rowanorm.entity.Hydrator;
import org.rowanorm.entity.Linkage;
import org.rowanorm.mapping.EntityModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the hydrators of entities: generated, or reflective where no class can be defined. Layouts
 * of the same places share one, whichever tables their rows come from. Thread-safe.
 */
final class Hydrators {

  private static final Logger LOG = LoggerFactory.getLogger("org.rowanorm.boot");

  /** Those of an entity by the places of its columns in a row. */
  private final Map<EntityModel, Map<List<Integer>, Hydrator>> made = new ConcurrentHashMap<>();

  /** What makes and fills objects from rows of a layout. */
  Hydrator of(RowLayout layout, List<Integer> positions) {
    return made.computeIfAbsent(layout.plan().model(), model -> new ConcurrentHashMap<>(2))
        .computeIfAbsent(positions, places -> make(layout));
  }

  private static Hydrator make(RowLayout layout) {
    Class<?> type = layout.plan().model().type();
    Lookup lookup = Linkage.of(type);
    if (lookup == null) {
      throw new IllegalStateException(type + " did not hand over its lookup");
    }
    return layout.plan().model().access().untrapped(make(layout, type, lookup));
  }

  private static Hydrator make(RowLayout layout, Class<?> type, Lookup lookup) {
    try {
      return HydratorGenerator.generate(layout, lookup);
    } catch (ReflectiveOperationException | LinkageError | UnsupportedOperationException e) {
      LOG.warn("No class can be generated for {}: it is hydrated by reflection", type, e);
      return new ReflectiveHydrator(layout, lookup);
    }
  }
}
