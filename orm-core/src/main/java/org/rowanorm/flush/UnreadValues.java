package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.entity.Access;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.plan.DistinctColumns;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.Plans;

/**
 * Sees to it that the unique values are known that rows give up which were never read, where other
 * rows may take them: the order of a flush depends on them. For one flush.
 */
final class UnreadValues {

  private final PersistenceContext context;
  private final Plans plans;
  private final List<ManagedEntity> unread = new ArrayList<>(0);

  UnreadValues(PersistenceContext context, Plans plans) {
    this.context = context;
    this.plans = plans;
  }

  /** Loads these rows, in one statement for each entity. */
  void load() {
    for (ManagedEntity row : context.removed()) {
      if (uniques(row).stream().anyMatch(key -> isUnread(row, key))) {
        unread.add(row);
      }
    }
    for (ManagedEntity row : context.dirty()) {
      if (!row.isRead() && writesUnique(row)) {
        unread.add(row);
      }
    }
    if (!unread.isEmpty()) {
      Map<EntityModel, Set<ManagedEntity>> takers = takers();
      unread.removeIf(row -> !mayBeTaken(row, takers.get(row.model().root())));
      context.loadUnread(unread);
    }
  }

  private Map<EntityModel, Set<ManagedEntity>> takers() {
    Map<EntityModel, Set<ManagedEntity>> takers = new HashMap<>();
    List<ManagedEntity> all = new ArrayList<>(context.pending());
    context.dirty().stream().filter(this::writesUnique).forEach(all::add);
    for (ManagedEntity row : all) {
      takers.computeIfAbsent(row.model().root(), root -> new HashSet<>()).add(row);
    }
    return takers;
  }

  private static boolean mayBeTaken(ManagedEntity row, @Nullable Set<ManagedEntity> takers) {
    return takers != null && takers.size() > (takers.contains(row) ? 1 : 0);
  }

  private static boolean isUnread(ManagedEntity row, DistinctColumns key) {
    Access access = row.model().access();
    return key.columns().stream()
        .map(PlannedColumn::source)
        .anyMatch(
            source ->
                access.readArmed(row.entity(), source.slot())
                    && access.read(row.entity(), source.slot()) == null);
  }

  private boolean writesUnique(ManagedEntity row) {
    List<DistinctColumns> uniques = uniques(row);
    if (uniques.isEmpty()) {
      return false;
    }
    BitSet written = DirtyColumns.of(plans.of(row.model()), row);
    return uniques.stream().anyMatch(key -> key.touches(written));
  }

  /** The keys beside the id, which is always known. */
  private List<DistinctColumns> uniques(ManagedEntity row) {
    EntityPlan plan = plans.of(row.model());
    return plan.distinctColumns().subList(1, plan.distinctColumns().size());
  }
}
