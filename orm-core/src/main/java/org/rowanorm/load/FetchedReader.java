package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.Cardinalities;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.FetchPlan;
import org.rowanorm.plan.FetchTree.Branch;

/**
 * Reads objects together with what their SELECT joins. What a reference leads to is read before the
 * object, so that the reference finds it. For one result.
 */
final class FetchedReader extends ResultReader {

  /** What reads the targets of a joined reference. */
  private record Joined(Branch branch, EntityReader reader) {}

  private final EntityLoader loader;
  private final EntityReader roots;
  private final List<Joined> references = new ArrayList<>();
  private final @Nullable ElementReader elements;
  private final List<Joined> elementReferences = new ArrayList<>();
  private final List<ManagedEntity> all = new ArrayList<>();

  FetchedReader(EntityLoader loader, EntityPlan root, FetchPlan plan, Origin origin) {
    this.loader = loader;
    because(plan.reason(loader.plans().seen())); // what is seen now is what it went by
    this.roots = new EntityReader(loader, root, 1, new ResultCohorts(origin));
    int column = add(plan.references(), 1 + root.selection().width(), origin, references);
    ToManyAttribute collection = plan.joinedCollection();
    this.elements =
        collection == null ? null : new ElementReader(loader, collection, origin, column);
    if (elements != null) {
      add(plan.elementReferences(), elements.end(), origin, elementReferences);
    }
  }

  private int add(List<Branch> branches, int first, Origin origin, List<Joined> readers) {
    int column = first;
    for (Branch branch : branches) {
      EntityModel target = branch.target();
      if (target != null) {
        EntityPlan of = loader.plans().of(target);
        ResultCohorts cohorts = new ResultCohorts(origin.below(branch.path()));
        readers.add(new Joined(branch, new EntityReader(loader, of, column, cohorts)));
        column += of.selection().width();
      }
    }
    return column;
  }

  /** The objects; each once where a collection is joined to them. */
  List<ManagedEntity> all() {
    return all;
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    Set<ManagedEntity> once = new LinkedHashSet<>();
    ManagedEntity last = null;
    while (next(result)) {
      read(references, result);
      ManagedEntity state = roots.object(result);
      if (elements != null) {
        read(elementReferences, result);
        elements.readRow(result);
      }
      if (elements == null || (state != last && once.add(state))) {
        all.add(state);
      }
      last = state;
    }
    finish();
  }

  /** The farthest first. */
  private static void read(List<Joined> references, ResultSet result) throws SQLException {
    for (int i = references.size() - 1; i >= 0; i--) {
      references.get(i).reader().objectOrNull(result);
    }
  }

  private void finish() {
    Cardinalities seen = loader.plans().seen();
    references.forEach(one -> seen.saw(one.branch().attribute(), all.size(), one.reader().read()));
    if (elements == null) {
      return;
    }
    seen.saw(elements.attribute(), all.size(), elements.elements());
    elementReferences.forEach(
        one -> seen.saw(one.branch().attribute(), elements.elements(), one.reader().read()));
    for (ManagedEntity state : all) {
      if (state.lacks(elements.attribute())) {
        elements.fill(state);
      }
    }
  }
}
