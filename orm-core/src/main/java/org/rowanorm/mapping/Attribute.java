package org.rowanorm.mapping;

/** One attribute of an entity, at its slot. */
public sealed interface Attribute permits BasicAttribute, ToOneAttribute, ToManyAttribute {

  /** The entity that has it. */
  EntityModel owner();

  /** The name of the field. */
  String name();

  /** The attribute's number in its entity. */
  int slot();

  /** The attribute as messages name it. */
  default String path() {
    return owner().name() + "." + name();
  }
}
