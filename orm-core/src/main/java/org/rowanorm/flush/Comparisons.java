package org.rowanorm.flush;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.RowComparison;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.Plans;
import org.rowanorm.plan.RowMatch;

/**
 * Says by which values the rows of objects are found whose entities have them compared. The first
 * statement of a flush for a row compares; those after it find what that one has left. For one
 * flush.
 */
final class Comparisons {

  private final Plans plans;
  private Set<ManagedEntity> written = Set.of();

  Comparisons(Plans plans) {
    this.plans = plans;
  }

  /**
   * What the row of an object must hold to be updated.
   *
   * @param columns the columns that are written because of attributes of the object
   */
  RowMatch ofUpdate(ManagedEntity row, BitSet columns) {
    RowComparison comparison = row.model().comparison();
    if (comparison == null || !row.isDirty()) {
      return RowMatch.NONE; // a collection of another object may still write its key
    }
    boolean all = comparison.isOfAll();
    return match(row, column -> all || columns.get(column.index()));
  }

  /** What the row of an object must hold to be deleted. */
  RowMatch ofDelete(ManagedEntity row) {
    return row.model().comparison() == null ? RowMatch.NONE : match(row, column -> true);
  }

  private RowMatch match(ManagedEntity row, Predicate<PlannedColumn> wanted) {
    if (!row.isRead() || row.isPending() || written.contains(row)) {
      return RowMatch.NONE;
    }
    written = written.isEmpty() ? new HashSet<>() : written;
    written.add(row);
    BitSet equal = new BitSet();
    BitSet nulls = new BitSet();
    for (PlannedColumn column : plans.of(row.model()).compared()) {
      if (wanted.test(column) && isKnown(row, (ColumnAttribute) column.source())) {
        boolean isNull = column.type().toImage(held(row, column)) == null;
        (isNull ? nulls : equal).set(column.index());
      }
    }
    return new RowMatch(equal, nulls);
  }

  /** Whether it is known what the row held when it was read. */
  private static boolean isKnown(ManagedEntity row, ColumnAttribute leaf) {
    int slot = leaf.slot();
    if (row.isDirty(slot)) {
      boolean known =
          row.model().attribute(slot) instanceof EmbeddedAttribute
              ? row.storedLeaves(slot) != null
              : row.knowsBase(slot);
      return known && isValue(leaf, row.stored(leaf));
    }
    return !(leaf instanceof BasicAttribute basic && row.lacks(basic));
  }

  /** What was noted of a value that can change in place may be of another kind than the value. */
  private static boolean isValue(ColumnAttribute leaf, @Nullable Object noted) {
    return noted == null
        || !(leaf instanceof BasicAttribute basic)
        || !basic.column().type().isMutable()
        || basic.column().type().javaType().isInstance(noted);
  }

  /** What a column of the row of an object held when it was read. */
  static @Nullable Object held(ManagedEntity row, PlannedColumn column) {
    ColumnAttribute leaf = (ColumnAttribute) column.source();
    if (leaf instanceof ToOneAttribute reference) {
      Object deferred = row.deferredKey(reference);
      if (deferred != null) {
        return Objects.requireNonNull(reference.key().columnValues(deferred))[column.part()];
      }
    }
    return leaf.columnValue(row.stored(leaf), column.part());
  }
}
