package org.rowanorm.bench;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.rowanorm.bench.work.Comparison;

/** What is measured: both sides, the target, and what was measured earlier on the same work. */
record Operation(String label, Sides sides, Target target, Earlier earlier) {

  /** What is compared: the baseline, which mostly is hand-written JDBC, and Rowan. */
  record Sides(Run baseline, Run rowan) {

    static Sides of(Class<? extends Comparison> type, @Nullable String size) {
      return new Sides(Run.ofSize(type, "jdbc", size), Run.ofSize(type, "rowan", size));
    }

    List<Run> both() {
      return List.of(baseline, rowan);
    }
  }

  /**
   * What was measured earlier, in a run with the peers.
   *
   * @param jdbcBytes what the baseline allocated, where that was noted
   * @param peers Hibernate / Hibernate enhanced / EclipseLink woven / Ebean, to JDBC
   */
  record Earlier(OptionalDouble jdbcBytes, String peers) {

    Earlier(String peers) {
      this(OptionalDouble.empty(), peers);
    }

    Earlier(double jdbcBytes, String peers) {
      this(OptionalDouble.of(jdbcBytes), peers);
    }
  }
}
