package org.rowanorm.context;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhanced;

/** The state of an object whose id is anything but a whole number. */
final class KeyedEntity extends ManagedEntity {

  private @Nullable Object key;

  KeyedEntity(Provenance provenance, Enhanced entity, Status status, @Nullable Object key) {
    super(provenance, entity, status);
    this.key = key;
    hasId(key != null);
  }

  @Override
  public @Nullable Object id() {
    return key;
  }

  @Override
  void id(@Nullable Object newId) {
    key = newId;
    hasId(newId != null);
  }

  @Override
  int hash() {
    return Objects.hashCode(key);
  }
}
