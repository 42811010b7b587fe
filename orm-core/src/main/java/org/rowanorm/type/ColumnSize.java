package org.rowanorm.type;

/**
 * How large the values of a column may be; what a kind of column does not know is not heeded.
 *
 * @param length the greatest number of characters or bytes
 * @param precision the digits of a decimal
 * @param scale the digits of a decimal after the point
 * @param seconds the digits of a second after the point
 */
public record ColumnSize(int length, int precision, int scale, int seconds) {

  /** The size of a column of which nothing was said. */
  public static final ColumnSize UNSAID = new ColumnSize(255, 38, 2, 6);
}
