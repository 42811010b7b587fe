package org.rowanorm.dialect;

/** What not every database can do, and nothing else can stand for. */
public enum Feature {
  /** A derived table that speaks of the tables before it. */
  LATERAL("lateral joins"),
  /** Locks that let others read. */
  SHARED_LOCKS("shared locks"),
  /** Groups by the place of an item, which a computed item with values in it needs. */
  GROUPS_BY_PLACE("groups by what is computed with values");

  private final String words;

  Feature(String words) {
    this.words = words;
  }

  /** What messages call it. */
  public String words() {
    return words;
  }
}
