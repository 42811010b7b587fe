package org.rowanorm.plan;

/** What can be asked of collections without reading all their elements. */
public enum ElementQuestion {
  /** How many elements each owner has. */
  SIZE,
  /** How many times each owner has the object of an id. */
  ELEMENT,
  /** Which values equal another one, as the database compares them. */
  VALUE,
  /** What stands at an index or under a key, for each owner. */
  POSITION,
  /** What stands at the indexes from one to below another one. */
  RANGE;

  /** Whether it is answered by numbers, and not by elements. */
  public boolean isCount() {
    return this == SIZE || this == ELEMENT;
  }
}
