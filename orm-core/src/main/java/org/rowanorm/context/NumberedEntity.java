package org.rowanorm.context;

import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhanced;

/** The state of an object whose id is a whole number: it is held without a box. */
final class NumberedEntity extends ManagedEntity {

  private long number;

  NumberedEntity(Provenance provenance, Enhanced entity, Status status) {
    super(provenance, entity, status);
  }

  NumberedEntity(Provenance provenance, Enhanced entity, Status status, long number) {
    super(provenance, entity, status);
    this.number = number;
    hasId(true);
  }

  @Override
  public @Nullable Object id() {
    return hasId() ? model().id().ofNumber(number) : null;
  }

  @Override
  void id(@Nullable Object newId) {
    number = newId == null ? 0 : ((Number) newId).longValue();
    hasId(newId != null);
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  int hash() {
    return Long.hashCode(number);
  }

  boolean hasNumber(long other) {
    return number == other;
  }
}
