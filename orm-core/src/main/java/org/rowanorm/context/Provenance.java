package org.rowanorm.context;

import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.EntityModel;

/**
 * Where objects came from, and what they are: one for all objects of one class that came together,
 * so that each of them holds one reference only. Immutable, but for what the cohort gets later.
 */
final class Provenance {

  private final PersistenceContext context;
  private final EntityModel model;
  private final Origin origin;
  private final @Nullable Cohort cohort;

  /** What one object came by that came alone, or several with their cohort. */
  Provenance(
      PersistenceContext context, EntityModel model, Origin origin, @Nullable Cohort cohort) {
    this.context = context;
    this.model = model;
    this.origin = origin;
    this.cohort = cohort;
  }

  PersistenceContext context() {
    return context;
  }

  EntityModel model() {
    return model;
  }

  Origin origin() {
    return origin;
  }

  @Nullable Cohort cohort() {
    return cohort;
  }

  boolean isOf(ManagedEntity state) {
    return model == state.model() && context == state.context();
  }
}
