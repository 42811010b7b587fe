package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.Cardinalities;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.FetchPlan;
import org.rowanorm.plan.FetchTree.Branch;
import org.rowanorm.plan.JoinedReferences;

/**
 * Reads objects together with what their SELECT joins. What a reference leads to is read before the
 * object, so that the reference finds it. For one result.
 */
final class FetchedReader extends ResultReader {

  private final EntityLoader loader;
  private final EntityReader roots;
  private final JoinedReader references;
  private final @Nullable ElementReader elements;
  private final List<ManagedEntity> all;

  /** A reader of a number of objects; 0 where nothing is known of that. */
  FetchedReader(EntityLoader loader, EntityPlan root, FetchPlan plan, Origin origin, int expected) {
    this.loader = loader;
    because(plan.reason(loader.plans().seen())); // what is seen now is what it went by
    this.all = expected == 0 ? new ArrayList<>() : new ArrayList<>(expected);
    this.roots = new EntityReader(loader, root, 1, new ResultCohorts(origin, expected));
    this.references = roots.join(plan.references(), origin);
    int width = root.selection().width();
    for (JoinedReferences.Step step : plan.references().steps()) {
      width += loader.plans().of(step.reference().target()).selection().width();
    }
    Branch branch = plan.collection();
    ToManyAttribute collection = plan.joinedCollection();
    this.elements =
        collection == null ? null : new ElementReader(loader, collection, origin, 1 + width);
    if (elements != null && branch != null) {
      elements.join(plan.beside(branch));
    }
  }

  /** The objects; each once where a collection is joined to them. */
  List<ManagedEntity> all() {
    return all;
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    if (elements == null) {
      while (next(result)) {
        all.add(roots.object(result));
      }
    } else {
      read(result, elements);
    }
    finish();
  }

  private void read(ResultSet result, ElementReader beside) throws SQLException {
    Set<ManagedEntity> once = new HashSet<>();
    ManagedEntity last = null;
    while (next(result)) {
      ManagedEntity state = roots.object(result);
      beside.readRow(result);
      if (state != last && once.add(state)) {
        all.add(state);
      }
      last = state;
    }
  }

  private void finish() {
    Cardinalities seen = loader.plans().seen();
    references.saw(all.size());
    if (elements == null) {
      return;
    }
    seen.saw(elements.attribute(), all.size(), elements.elements());
    elements.sawJoined();
    for (ManagedEntity state : all) {
      if (state.lacks(elements.attribute())) {
        elements.fill(state);
      }
    }
  }
}
