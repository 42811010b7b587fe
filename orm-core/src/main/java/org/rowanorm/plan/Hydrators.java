package org.rowanorm.plan;

import java.lang.invoke.MethodHandles.Lookup;
import org.rowanorm.entity.Hydrator;
import org.rowanorm.entity.Linkage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the hydrator of an entity: generated, or reflective where no class can be defined. */
final class Hydrators {

  private static final Logger LOG = LoggerFactory.getLogger("org.rowanorm.boot");

  private Hydrators() {}

  static Hydrator make(RowLayout layout) {
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
