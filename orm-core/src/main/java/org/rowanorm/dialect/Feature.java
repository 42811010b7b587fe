package org.rowanorm.dialect;

/** What not every database can do, and nothing else can stand for. */
public enum Feature {
  /** A derived table that speaks of the tables before it. */
  LATERAL("lateral joins"),
  /** Locks that let others read. */
  SHARED_LOCKS("shared locks"),
  /** An INSERT that gives its rows. */
  INSERT_RETURNING("rows that an insert returns"),
  /** An UPDATE that gives its rows. */
  UPDATE_RETURNING("rows that an update returns"),
  /** A DELETE that gives its rows. */
  DELETE_RETURNING("rows that a delete returns");

  private final String words;

  Feature(String words) {
    this.words = words;
  }

  /** What messages call it. */
  public String words() {
    return words;
  }
}
