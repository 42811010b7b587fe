package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.rowanorm.context.Origin;
import org.rowanorm.plan.Cardinalities;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.JoinedReferences;
import org.rowanorm.plan.JoinedReferences.Step;

/**
 * Reads what references lead to that a SELECT joins, before the objects that have them: so each
 * reference finds its object. For one result.
 */
final class JoinedReader {

  /** What reads the targets of one reference. */
  private record Joined(Step step, EntityReader reader) {}

  private final Cardinalities seen;
  private final List<Joined> all = new ArrayList<>();

  /**
   * A reader of references.
   *
   * @param first the number of their first column, from 1
   * @param origin that of the objects that have them
   */
  JoinedReader(EntityLoader loader, JoinedReferences references, int first, Origin origin) {
    this.seen = loader.plans().seen();
    int column = first;
    for (Step step : references.steps()) {
      EntityPlan target = loader.plans().of(step.reference().target());
      ResultCohorts cohorts = new ResultCohorts(origin.below(step.path()));
      all.add(new Joined(step, new EntityReader(loader, target, column, cohorts)));
      column += target.selection().width();
    }
  }

  /** Reads the current row, the farthest first. */
  void read(ResultSet result) throws SQLException {
    for (int i = all.size() - 1; i >= 0; i--) {
      all.get(i).reader().objectOrNull(result);
    }
  }

  /** Notes what the references of so many objects led to. */
  void saw(long owners) {
    all.forEach(one -> seen.saw(one.step().reference(), owners, one.reader().read()));
  }
}
