package org.rowanorm.plan;

/** What can be asked of a collection without its elements. */
public enum ElementQuestion {
  /** How many there are. */
  SIZE,
  /** Whether one of them has a certain id. */
  ELEMENT,
  /** Which one stands at an index. */
  INDEX
}
