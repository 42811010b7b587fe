package org.rowanorm.jdbc;

/**
 * How many rows a statement gave last time: room for so many is made at once when it is run again.
 * A hint, which threads may write over each other.
 */
public final class ExpectedRows {

  /** More is not made room for before it is there. */
  private static final int MOST = 4096;

  private int last;

  /** The number of rows, or 0 where nothing is known. */
  public int number() {
    return last;
  }

  /** Notes how many rows there were. */
  public void saw(long rows) {
    int now = (int) Math.min(rows, MOST);
    if (now != last) { // else the processors would hand the line to and fro
      last = now;
    }
  }
}
