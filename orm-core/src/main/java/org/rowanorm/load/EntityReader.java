package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Cohort;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Status;
import org.rowanorm.entity.Access;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.PlannedColumn;

/**
 * Reads rows of one entity into managed objects: a row that the session has already is the object
 * that it has. For one result.
 */
final class EntityReader extends ResultReader {

  private final EntityLoader loader;
  private final EntityPlan plan;
  private final int first;
  private final int idColumn;
  private final References references;
  private final List<Object> objects = new ArrayList<>();
  private @Nullable ManagedEntity firstLoaded;
  private @Nullable Cohort cohort;
  private @Nullable ResultRow row;

  EntityReader(EntityLoader loader, EntityPlan plan, int first) {
    this.loader = loader;
    this.plan = plan;
    this.first = first;
    this.idColumn = first + plan.idIndex();
    this.references = new References(loader.context(), loader.plans());
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    while (next(result)) {
      objects.add(object(result).entity());
    }
  }

  /** The objects of the rows, in their order. */
  List<Object> objects() {
    return objects;
  }

  /** A cohort is made for the second object that comes new: one alone has nobody to load for. */
  private void joinCohort(ManagedEntity state) {
    ManagedEntity alone = firstLoaded;
    if (alone == null) {
      firstLoaded = state;
      return;
    }
    Cohort joined = cohort;
    if (joined == null) {
      joined = new Cohort();
      joined.add(alone);
      cohort = joined;
    }
    joined.add(state);
  }

  /** The object of the current row, or null where the row has none: an outer join found nothing. */
  @Nullable Object entityOrNull(ResultSet result) throws SQLException {
    return plan.idType().read(result, idColumn) == null ? null : object(result).entity();
  }

  /** The object of the current row. */
  ManagedEntity object(ResultSet result) throws SQLException {
    Object id = plan.idType().read(result, idColumn);
    if (id == null) {
      throw new SQLException("the id column " + plan.idColumn().name() + " is null");
    }
    ManagedEntity state = loader.context().find(plan.model(), id);
    if (state == null) {
      state = loader.context().takeIn(plan.model(), id, plan.hydrator().instantiate());
      boolean done = false;
      try {
        plan.hydrator().hydrate(state.entity(), row(result), first);
        done = true;
      } finally {
        if (!done) {
          loader.context().discard(state);
        }
      }
      state.markLoaded();
      loader.offer(state, plan);
      joinCohort(state);
    } else if (state.status() == Status.HOLLOW) {
      fill(state, result);
    }
    return state;
  }

  /** Fills a reference; what was written to it meanwhile stays. */
  private void fill(ManagedEntity state, ResultSet result) throws SQLException {
    if (!state.isDirty()) {
      plan.hydrator().hydrate(state.entity(), row(result), first);
      state.markLoaded();
      loader.offer(state, plan);
      return;
    }
    Access access = plan.model().access();
    @Nullable Object[] written = new @Nullable Object[access.slots()];
    for (PlannedColumn column : plan.selected()) {
      int slot = column.source().slot();
      written[slot] = access.read(state.entity(), slot);
    }
    plan.hydrator().hydrate(state.entity(), row(result), first);
    state.dirtySlots().stream().forEach(s -> access.write(state.entity(), s, written[s]));
    state.markLoaded();
  }

  private ResultRow row(ResultSet result) {
    ResultRow current = row;
    if (current == null) {
      current = new ResultRow(result, plan, references, first);
      row = current;
    }
    return current;
  }
}
