package org.rowanorm.lifecycle;

/** A way that leads from an owner to a part; public, since classes of another loader name it. */
public enum Way {
  /** Many-to-one. */
  TARGET,
  /** One-to-one, with the key. */
  FRONT,
  /** One-to-one, mapped by the part. */
  BACK,
  /** A list of one-to-many, mapped by the part. */
  ELEMENTS,
  /** A list of one-to-many whose key the owner writes. */
  KEYED,
  /** A set of many-to-many. */
  SHARED,
  /** A map of one-to-many, mapped by the part. */
  NAMED,
  /** Many-to-one in an embeddable. */
  LINK,
  /** Many-to-one in the embeddables of an element collection. */
  LINKS;

  /** Whether it may own what it leads to. */
  boolean mayOwn() {
    return this != TARGET && this != SHARED && this != LINK && this != LINKS;
  }
}
