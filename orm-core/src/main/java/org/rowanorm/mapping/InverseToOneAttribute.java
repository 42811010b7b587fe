package org.rowanorm.mapping;

import jakarta.persistence.CascadeType;
import org.jspecify.annotations.Nullable;

/**
 * The side of a one-to-one association without the foreign key: the object whose reference names
 * this one. Its slot stays trapped until it is read.
 *
 * @param mappedBy the reference of the other side, which writes the key
 */
public record InverseToOneAttribute(
    EntityModel owner,
    String name,
    Place place,
    EntityModel target,
    ToOneAttribute mappedBy,
    Cascades cascades,
    boolean orphanRemoval)
    implements Attribute {

  /** Whether the other object is deleted with its owner. */
  public boolean cascadeRemove() {
    return cascades.has(CascadeType.REMOVE);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return path();
  }
}
