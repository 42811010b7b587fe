package org.rowanorm.context;

/** Where an object stands in its session. */
public enum Status {
  /** Added, not inserted yet. */
  PENDING(0),
  /** Known by its id only; its row was not read. */
  HOLLOW(1),
  /** Loaded, or inserted by a flush. */
  MANAGED(2),
  /** To be deleted by the next flush. */
  REMOVED(3),
  /** Deleted by a flush: there is no row, so it is new to every session. */
  DELETED(4),
  /** Taken out of the session; a pending object that was let go of is new again. */
  DETACHED(5);

  private static final Status[] BY_NUMBER = values();

  private final int number;

  Status(int number) {
    this.number = number;
  }

  /** What stands for it in three bits. */
  int number() {
    return number;
  }

  /** The one that three bits stand for. */
  static Status of(int number) {
    return BY_NUMBER[number];
  }

  /** Whether the session stands behind an object no longer. */
  public boolean isOut() {
    return this == DELETED || this == DETACHED;
  }
}
