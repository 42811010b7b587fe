package org.rowanorm.agent;

/**
 * One attribute of a mapped class level: a field that is woven. Immutable.
 *
 * @param access the field's access flags
 */
record Attribute(String name, String descriptor, int access) {}
