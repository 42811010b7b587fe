package org.rowanorm.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.rowanorm.bench.side.Libraries;
import org.rowanorm.bench.side.Library;
import org.rowanorm.bench.side.Queries;
import org.rowanorm.bench.side.Side;
import org.rowanorm.bench.work.Comparison;

/** What is measured: the sides, the target, and what was measured earlier on the same work. */
record Operation(String label, Sides sides, Target target, Earlier earlier) {

  /**
   * What is compared: the baseline, which mostly is hand-written JDBC, and Rowan.
   *
   * @param needs the operations that a library must have to take part; none where only these two do
   */
  record Sides(Run baseline, Run rowan, @Nullable Class<? extends Queries> needs) {

    static Sides of(Class<? extends Comparison<?>> type, @Nullable String size) {
      return of(type, "run", size);
    }

    static Sides of(Class<? extends Comparison<?>> type, String method, @Nullable String size) {
      return new Sides(
          Run.of(type, method, Libraries.BASELINE, size),
          Run.of(type, method, Libraries.ROWAN, size),
          Side.class);
    }

    /** One that also those take part in who have queries only. */
    static Sides ofQueries(Class<? extends Comparison<?>> type, @Nullable String size) {
      Sides sides = of(type, size);
      return new Sides(sides.baseline, sides.rowan, Queries.class);
    }

    /** One in which those take part who have certain operations. */
    static Sides needing(Class<? extends Queries> needs, Class<? extends Comparison<?>> type) {
      Sides sides = of(type, null);
      return new Sides(sides.baseline, sides.rowan, needs);
    }

    /** Rowan's own, with many objects in place of one. */
    static Sides manyToOne(Class<? extends Comparison<?>> type, String many) {
      return new Sides(
          Run.of(type, "run", Libraries.ROWAN, "1"),
          Run.of(type, "run", Libraries.ROWAN, many),
          null);
    }

    boolean has(Library library) {
      return needs != null && library.has(needs);
    }
  }

  /** All that is run: the baseline, Rowan, and those of the peers that take part. */
  List<Run> runs(List<Library> peers) {
    List<Run> runs = new ArrayList<>(List.of(sides.baseline, sides.rowan));
    peers.stream().filter(sides::has).forEach(peer -> runs.add(sides.rowan.on(peer.label())));
    return runs;
  }

  /**
   * What was measured earlier, in a run with the peers.
   *
   * @param jdbcBytes what the baseline allocated, where that was noted
   * @param peers Hibernate / Hibernate enhanced / EclipseLink woven / Ebean, to JDBC
   */
  record Earlier(OptionalDouble jdbcBytes, String peers) {

    static final Earlier NONE = new Earlier("–");

    Earlier(String peers) {
      this(OptionalDouble.empty(), peers);
    }

    Earlier(double jdbcBytes, String peers) {
      this(OptionalDouble.of(jdbcBytes), peers);
    }
  }
}
