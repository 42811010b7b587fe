package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityTable;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.RowMatch;
import org.rowanorm.plan.TablePlan;

/**
 * Tells which objects have, get or lose a row in a table where an object may have none: there is a
 * row where one of its columns is not null. Where the session does not know whether there is one,
 * the database is asked, once for all of them. For one use by one thread.
 */
final class OptionalRows {

  /** Whether a column holds a value, as far as the session knows. */
  private enum Held {
    VALUE,
    NULL,
    UNKNOWN
  }

  private final PersistenceContext context;
  private final EntityPlan plan;
  private final int number;
  private final TablePlan table;

  OptionalRows(PersistenceContext context, EntityPlan plan, int number) {
    this.context = context;
    this.plan = plan;
    this.number = number;
    this.table = plan.tables().get(number);
  }

  /** Those of some new objects that get a row. */
  List<ManagedEntity> inserted(
      List<ManagedEntity> rows, Map<ManagedEntity, Set<Attribute>> postponed) {
    return rows.stream()
        .filter(row -> hasValue(row, postponed.getOrDefault(row, Set.of()), new BitSet()))
        .toList();
  }

  /** Those of some objects to delete that may have a row. */
  List<ManagedEntity> deleted(List<ManagedEntity> rows) {
    return rows.stream().filter(row -> stored(row) != Held.NULL && key(row) != null).toList();
  }

  /** The steps for objects in which some columns of the table changed. */
  List<Step> changed(List<ManagedEntity> rows, BitSet columns) {
    List<ManagedEntity> there = new ArrayList<>();
    List<ManagedEntity> absent = new ArrayList<>();
    List<ManagedEntity> gone = new ArrayList<>();
    List<ManagedEntity> asked = new ArrayList<>();
    for (ManagedEntity row : rows) {
      Held stored = row.isPending() ? before(row, columns) : stored(row);
      if (now(row) == Held.NULL) {
        if (stored != Held.NULL && key(row) != null) {
          gone.add(row);
        }
      } else {
        (stored == Held.UNKNOWN ? asked : stored == Held.VALUE ? there : absent).add(row);
      }
    }
    ask(asked, there, absent);
    List<Step> steps = new ArrayList<>();
    absent.removeIf(row -> !hasValue(row, Set.of(), new BitSet()));
    if (!absent.isEmpty()) {
      steps.add(new Step.Insert(plan, number, absent, Map.of()));
    }
    if (!there.isEmpty()) {
      steps.add(new Step.Update(plan, number, there, columns, RowMatch.NONE));
    }
    if (!gone.isEmpty()) {
      steps.add(new Step.Delete(plan, number, gone, RowMatch.NONE));
    }
    return steps;
  }

  private void ask(
      List<ManagedEntity> asked, List<ManagedEntity> there, List<ManagedEntity> absent) {
    if (!asked.isEmpty()) {
      List<Object> keys =
          asked.stream().map(this::key).filter(Objects::nonNull).distinct().toList();
      Set<Object> found = context.loader().keysInTable(plan.model(), number, keys);
      for (ManagedEntity row : asked) {
        Object key = key(row);
        (key != null && found.contains(key) ? there : absent).add(row);
      }
    }
  }

  private @Nullable Object key(ManagedEntity row) {
    return ReferredKeys.stored(row, table.owner());
  }

  /** Whether a new object's row was inserted without some columns, which come after. */
  private Held before(ManagedEntity row, BitSet columns) {
    return hasValue(row, Set.of(), columns) ? Held.VALUE : Held.NULL;
  }

  /** Whether an object holds a value for one of the columns, but for those left out. */
  private boolean hasValue(ManagedEntity row, Set<Attribute> without, BitSet leftOut) {
    for (PlannedColumn column : table.values()) {
      boolean counts = !without.contains(column.source()) && !leftOut.get(column.index());
      if (counts && column.source().read(row.entity()) != null) {
        return true;
      }
    }
    return false;
  }

  /** Whether an object holds a value, or may hold one that is not loaded. */
  private Held now(ManagedEntity row) {
    Held held = Held.NULL;
    for (PlannedColumn column : table.values()) {
      Attribute source = column.source();
      boolean loaded = row.isPending() || row.isDirty(source.slot());
      Held one = loaded ? held(source.read(row.entity())) : stored(row, source);
      if (one == Held.VALUE) {
        return one;
      }
      held = one == Held.UNKNOWN ? one : held;
    }
    return held;
  }

  /** Whether the database has a row: certain where a value is, or where one cannot be null. */
  private Held stored(ManagedEntity row) {
    boolean never = false;
    for (PlannedColumn column : table.values()) {
      Held one = stored(row, column.source());
      if (one == Held.VALUE) {
        return one;
      }
      boolean required = !column.column().nullable() || table.kind() == EntityTable.Kind.REFERENCE;
      never |= one == Held.NULL && required;
    }
    return never ? Held.NULL : Held.UNKNOWN;
  }

  private static Held stored(ManagedEntity row, Attribute source) {
    int slot = source.slot();
    if (row.isDirty(slot)) {
      return row.knowsBase(slot) ? held(base(row, source)) : Held.UNKNOWN;
    }
    boolean lacks = source instanceof BasicAttribute basic && row.lacks(basic);
    if (lacks || !row.isRead()) {
      return Held.UNKNOWN;
    }
    return held(
        source instanceof ToOneAttribute toOne ? row.keyOf(toOne) : source.read(row.entity()));
  }

  private static @Nullable Object base(ManagedEntity row, Attribute source) {
    @Nullable Object @Nullable [] leaves = row.storedLeaves(source.slot());
    if (leaves != null && row.model().attribute(source.slot()) instanceof EmbeddedAttribute whole) {
      return leaves[whole.leaves().indexOf((ColumnAttribute) source)];
    }
    return row.base(source.slot());
  }

  private static Held held(@Nullable Object value) {
    return value == null ? Held.NULL : Held.VALUE;
  }
}
