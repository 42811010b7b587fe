package org.rowanorm.plan;

import java.util.BitSet;

/**
 * The columns by which a row is found beside its id and version, by their indexes. Not changed
 * after it was made.
 *
 * @param equal those that must hold a value
 * @param nulls those that must be null
 */
public record RowMatch(BitSet equal, BitSet nulls) {

  /** None. */
  public static final RowMatch NONE = new RowMatch(new BitSet(0), new BitSet(0));

  /** Whether there is none. */
  public boolean isNone() {
    return equal.isEmpty() && nulls.isEmpty();
  }
}
