package org.rowanorm.store;

/** How much a seller may decide. */
public enum Grade {
  JUNIOR,
  SENIOR
}
