package org.rowanorm.mapping;

/** An attribute whose value stands in one column. */
public record BasicAttribute(
    EntityModel owner, String name, int slot, Class<?> javaType, Column column, boolean version)
    implements Attribute {

  @Override
  public String toString() {
    return path();
  }
}
