package org.rowanorm.context;

import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.mapping.EntityModel;

/**
 * Finds a session's objects of one entity and takes new ones in, while a result is read: what is
 * the same for all its rows is looked up once. Not thread-safe.
 */
public final class Intake {

  private final PersistenceContext context;
  private final IdentityMap held;
  private final Provenance provenance;

  Intake(PersistenceContext context, EntityModel model, Origin origin) {
    this.context = context;
    this.held = context.maps().of(model);
    this.provenance = context.alone(model, origin);
  }

  /** The state of the object of a row, or null where the session has none. */
  public @Nullable ManagedEntity find(Object id) {
    ManagedEntity found = held.get(id);
    return found == null && context.holdsMore() ? context.find(provenance.model(), id) : found;
  }

  /** {@link #find(Object)} of an id that is a whole number, without a box. */
  public @Nullable ManagedEntity find(long number) {
    ManagedEntity found = held.get(number);
    return found == null && context.holdsMore() ? context.find(provenance.model(), number) : found;
  }

  /** Takes in a new object. */
  public ManagedEntity takeIn(Object id, Enhanced entity) {
    return takeIn(ManagedEntity.of(provenance, entity, Status.MANAGED, id));
  }

  /** {@link #takeIn(Object, Enhanced)} with an id that is a whole number. */
  public ManagedEntity takeIn(long number, Enhanced entity) {
    return takeIn(new NumberedEntity(provenance, entity, Status.MANAGED, number));
  }

  private ManagedEntity takeIn(ManagedEntity state) {
    held.put(state);
    context.note(state);
    return state;
  }
}
