package org.rowanorm.mapping;

/** Who makes the ids of an entity. */
public enum IdGeneration {
  /** The user sets it. */
  ASSIGNED,
  /** The database makes it when the row is inserted. */
  IDENTITY,
  /** A random UUID is set when the object is added. */
  UUID,
  /** A UUID of version 7, greater than those before, is set when the object is added. */
  UUID7,
  /** It is taken from a sequence or a table of counters when the object is added. */
  COUNTED
}
