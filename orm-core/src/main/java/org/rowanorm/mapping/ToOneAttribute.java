package org.rowanorm.mapping;

/**
 * A reference to one other object, whose id stands in a column of this entity's table.
 *
 * @param column the foreign key; its type is that of the target's id
 */
public record ToOneAttribute(
    EntityModel owner,
    String name,
    int slot,
    EntityModel target,
    Column column,
    boolean cascadeRemove,
    boolean orphanRemoval)
    implements Attribute {

  @Override
  public String toString() {
    return path();
  }
}
