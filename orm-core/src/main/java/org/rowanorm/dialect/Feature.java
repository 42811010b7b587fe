package org.rowanorm.dialect;

/** What not every database can do, and nothing else can stand for. */
public enum Feature {
  /** A derived table that speaks of the tables before it. */
  LATERAL("lateral joins"),
  /** Locks that let others read. */
  SHARED_LOCKS("shared locks"),
  /** Rows of an UPDATE or DELETE as its result. */
  RETURNING("returning");

  private final String words;

  Feature(String words) {
    this.words = words;
  }

  /** What messages call it. */
  public String words() {
    return words;
  }
}
