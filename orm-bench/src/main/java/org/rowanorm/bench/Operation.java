package org.rowanorm.bench;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What is measured: both sides, the target, and what was measured earlier on the same work. */
enum Operation {
  BY_ID(
      "find by id, fresh session",
      Sides.of(ByIdBenchmark.class, null),
      Target.ratio(1.15).bytes(3_500),
      new Earlier(2_600, "2.1 / 1.9 / 1.9 / 1.7")),
  BY_ID_KNOWN(
      "find by id already in the session",
      Sides.of(KnownByIdBenchmark.class, null),
      Target.nanos(30).bytes(24),
      new Earlier("42 / 21 / 100 / 19")),
  CACHE_HIT(
      "second-level hit, fresh session",
      Sides.of(CacheHitBenchmark.class, null),
      Target.nanos(250).bytes(400),
      new Earlier(77, "417 / 547 / 54 / 42")),
  QUERY_1(
      "query of 1",
      Sides.of(QueryBenchmark.class, "1"),
      Target.ratio(1.25),
      new Earlier("3.0 / 3.0 / 2.4 / 2.7")),
  QUERY_10(
      "query of 10",
      Sides.of(QueryBenchmark.class, "10"),
      Target.ratio(1.15),
      new Earlier("4.7 / 3.0 / 1.8 / 1.8")),
  QUERY_100(
      "query of 100",
      Sides.of(QueryBenchmark.class, "100"),
      Target.ratio(1.10).bytes(40_000),
      new Earlier(31_000, "7.2 / 4.7 / 4.3 / 3.0")),
  QUERY_1000(
      "query of 1,000",
      Sides.of(QueryBenchmark.class, "1000"),
      Target.ratio(1.10).bytes(360_000),
      new Earlier(287_000, "5.7 / 6.2 / 3.6 / 2.2")),
  INSERT_1(
      "insert 1 (assigned id)",
      Sides.of(InsertBenchmark.class, "1"),
      Target.ratio(1.25),
      new Earlier("3.1 / – / 1.6 / 1.6")),
  INSERT_100(
      "insert 100 (assigned)",
      Sides.of(InsertBenchmark.class, "100"),
      Target.ratio(1.15),
      new Earlier("3.0 / 1.7 / 1.1 / 0.6–1.6")),
  INSERT_1000(
      "insert 1,000 (assigned)",
      Sides.of(InsertBenchmark.class, "1000"),
      Target.ratio(1.15),
      new Earlier("6.3 / 2.5 / 2.9 / 2.2")),
  INSERT_IDENTITY_100(
      "insert 100 (IDENTITY), 1 batch",
      Sides.of(InsertSerialBenchmark.class, null),
      Target.ratio(1.10),
      new Earlier("3.0 / 2.7 / 2.8 / 1.0")),
  CHANGE_1_OF_1000(
      "change 1 of 1,000 managed, commit",
      Sides.of(ChangeBenchmark.class, null),
      Target.ratio(1.3),
      new Earlier("89 / 19 / 5.7 / 1.6")),
  COMMIT_CLEAN(
      "commit, 10,000 managed, nothing dirty",
      Sides.of(CleanCommitBenchmark.class, null),
      Target.nanos(1_000),
      new Earlier("3.7 ms / 1.2 ms / 0.58 ms / 0.94 ms")),
  COMMIT_CLEAN_BEGUN(
      "the same, in a transaction",
      new Sides(
          new Run(CleanCommitBenchmark.class, "jdbc", null),
          new Run(CleanCommitBenchmark.class, "rowanBegun", null)),
      Target.NONE,
      new Earlier("–")),
  FLUSH_1_OF_100000(
      "flush 1 dirty of 100,000 managed, to 1 dirty of 1",
      new Sides(
          new Run(FlushBenchmark.class, "rowan", "1"),
          new Run(FlushBenchmark.class, "rowan", "100000")),
      Target.ratio(3),
      new Earlier("–"));

  /** What is compared: the baseline, which mostly is hand-written JDBC, and Rowan. */
  record Sides(Run baseline, Run rowan) {

    static Sides of(Class<? extends Comparison> type, @Nullable String size) {
      return new Sides(new Run(type, "jdbc", size), new Run(type, "rowan", size));
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

  final String label;
  final Sides sides;
  final Target target;
  final Earlier earlier;

  Operation(String label, Sides sides, Target target, Earlier earlier) {
    this.label = label;
    this.sides = sides;
    this.target = target;
    this.earlier = earlier;
  }
}
