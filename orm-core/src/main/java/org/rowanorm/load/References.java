package org.rowanorm.load;

import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Cohort;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.Plans;

/**
 * Turns foreign keys into objects: the session's own, or a new one of which only the id is known.
 * New ones of the same attribute and result form a cohort. Not thread-safe.
 */
final class References {

  private final PersistenceContext context;
  private final Plans plans;
  private @Nullable Cohort @Nullable [] cohorts;

  References(PersistenceContext context, Plans plans) {
    this.context = context;
    this.plans = plans;
  }

  Object resolve(ToOneAttribute attribute, Object id) {
    EntityModel target = attribute.target();
    ManagedEntity known = context.find(target, id);
    if (known != null) {
      return known.entity();
    }
    Enhanced entity = plans.of(target).hydrator().instantiate();
    ManagedEntity state = context.takeInReference(target, id, entity);
    cohort(attribute).add(state);
    return entity;
  }

  private Cohort cohort(ToOneAttribute attribute) {
    if (cohorts == null) {
      cohorts = new @Nullable Cohort[attribute.owner().access().slots()];
    }
    Cohort cohort = cohorts[attribute.slot()];
    if (cohort == null) {
      cohort = new Cohort();
      cohorts[attribute.slot()] = cohort;
    }
    return cohort;
  }
}
