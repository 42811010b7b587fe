package org.rowanorm.mapping;

/** Who makes the ids of an entity. */
public enum IdGeneration {
  /** The user sets it. */
  ASSIGNED,
  /** The database makes it when the row is inserted. */
  IDENTITY,
  /** A random UUID is set when the object is added. */
  UUID,
  /** It is taken from a sequence or a table of counters when the object is added. */
  COUNTED
}
