package org.rowanorm.context;

import org.rowanorm.entity.Enhanced;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.ToManyAttribute;

/**
 * An object that an owning reference held before it was written, or that an owning collection holds
 * which is new again since its insert was taken back.
 */
public record Orphan(ManagedEntity owner, Attribute attribute, Enhanced object) {

  /** Whether its owner does not hold it any more. */
  public boolean isLeft() {
    if (attribute instanceof ToManyAttribute collection) {
      return isNew()
          && owner.collection(collection).elements().stream().noneMatch(it -> it == object);
    }
    return attribute.read(owner.entity()) != object;
  }

  private boolean isNew() {
    ManagedEntity state = ManagedEntity.behind(object);
    return state != null && state.isPending();
  }
}
