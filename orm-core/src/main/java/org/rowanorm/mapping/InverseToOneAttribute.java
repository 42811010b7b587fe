package org.rowanorm.mapping;

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
    boolean cascadeRemove,
    boolean orphanRemoval)
    implements Attribute {

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
