package org.rowanorm.plan;

import java.lang.invoke.MethodHandles.Lookup;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Binder;
import org.rowanorm.entity.Linkage;
import org.rowanorm.mapping.EntityModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Generates the binders of entities when they are first asked for. Thread-safe. */
final class Binders {

  private static final Logger LOG = LoggerFactory.getLogger("org.rowanorm.boot");

  private final Map<EntityModel, Optional<Binder>> made = new ConcurrentHashMap<>();

  /** What writes objects into rows of the first table, or null where nothing is generated. */
  @Nullable Binder of(EntityPlan plan) {
    return made.computeIfAbsent(plan.model(), model -> make(plan)).orElse(null);
  }

  /**
   * None where code of the user would run while rows are bound, nor where what a row holds depends
   * on more than its object.
   */
  private static Optional<Binder> make(EntityPlan plan) {
    EntityModel model = plan.model();
    boolean ofObjectAlone =
        plan.tables().get(0).inserted().stream().noneMatch(PlannedColumn::isForeignKeyOfCollection);
    Lookup lookup = Linkage.of(model.type());
    if (!ofObjectAlone
        || lookup == null
        || model.access().hasProperties()
        || !model.id().isSimple()) {
      return Optional.empty();
    }
    try {
      return Optional.of(BinderGenerator.generate(plan, lookup));
    } catch (ReflectiveOperationException | LinkageError | UnsupportedOperationException e) {
      LOG.warn("No class can be generated for {}: its values are bound one by one", model, e);
      return Optional.empty();
    }
  }
}
