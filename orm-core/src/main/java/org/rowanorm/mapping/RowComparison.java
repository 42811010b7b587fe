package org.rowanorm.mapping;

import java.util.Set;
import org.rowanorm.annotation.OptimisticLocking.Compared;

/**
 * By which values beside the id the row of an object is found, where no version tells of changes.
 *
 * @param compared which of them an UPDATE compares
 * @param leaves the attributes that can be compared
 */
public record RowComparison(Compared compared, Set<ColumnAttribute> leaves) {

  /** Copies the set. */
  public RowComparison {
    leaves = Set.copyOf(leaves);
  }

  /** Whether an UPDATE compares all of them; else those that it writes. */
  public boolean isOfAll() {
    return compared == Compared.ALL;
  }
}
