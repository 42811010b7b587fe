package org.rowanorm.entity;

/**
 * The parameter type of the constructor that the enhancer adds to a class without a no-arg
 * constructor. There is no instance of it: the argument is always null.
 */
public final class Hydrating {
  private Hydrating() {}
}
