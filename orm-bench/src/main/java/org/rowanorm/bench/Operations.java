package org.rowanorm.bench;

import java.util.List;
import org.rowanorm.bench.Operation.Earlier;
import org.rowanorm.bench.Operation.Sides;
import org.rowanorm.bench.work.ByIdBenchmark;
import org.rowanorm.bench.work.CacheHitBenchmark;
import org.rowanorm.bench.work.ChangeBenchmark;
import org.rowanorm.bench.work.CleanCommitBenchmark;
import org.rowanorm.bench.work.FlushBenchmark;
import org.rowanorm.bench.work.InsertBenchmark;
import org.rowanorm.bench.work.InsertSerialBenchmark;
import org.rowanorm.bench.work.KnownByIdBenchmark;
import org.rowanorm.bench.work.QueryBenchmark;

/** All that is measured, in the order of the bar. */
final class Operations {

  static final List<Operation> ALL =
      List.of(
          new Operation(
              "find by id, fresh session",
              Sides.of(ByIdBenchmark.class, null),
              Target.ratio(1.15).bytes(3_500),
              new Earlier(2_600, "2.1 / 1.9 / 1.9 / 1.7")),
          new Operation(
              "find by id already in the session",
              Sides.of(KnownByIdBenchmark.class, null),
              Target.nanos(30).bytes(24),
              new Earlier("42 / 21 / 100 / 19")),
          new Operation(
              "second-level hit, fresh session",
              Sides.of(CacheHitBenchmark.class, null),
              Target.nanos(250).bytes(400),
              new Earlier(77, "417 / 547 / 54 / 42")),
          new Operation(
              "query of 1",
              Sides.of(QueryBenchmark.class, "1"),
              Target.ratio(1.25),
              new Earlier("3.0 / 3.0 / 2.4 / 2.7")),
          new Operation(
              "query of 10",
              Sides.of(QueryBenchmark.class, "10"),
              Target.ratio(1.15),
              new Earlier("4.7 / 3.0 / 1.8 / 1.8")),
          new Operation(
              "query of 100",
              Sides.of(QueryBenchmark.class, "100"),
              Target.ratio(1.10).bytes(40_000),
              new Earlier(31_000, "7.2 / 4.7 / 4.3 / 3.0")),
          new Operation(
              "query of 1,000",
              Sides.of(QueryBenchmark.class, "1000"),
              Target.ratio(1.10).bytes(360_000),
              new Earlier(287_000, "5.7 / 6.2 / 3.6 / 2.2")),
          new Operation(
              "insert 1 (assigned id)",
              Sides.of(InsertBenchmark.class, "1"),
              Target.ratio(1.25),
              new Earlier("3.1 / – / 1.6 / 1.6")),
          new Operation(
              "insert 100 (assigned)",
              Sides.of(InsertBenchmark.class, "100"),
              Target.ratio(1.15),
              new Earlier("3.0 / 1.7 / 1.1 / 0.6–1.6")),
          new Operation(
              "insert 1,000 (assigned)",
              Sides.of(InsertBenchmark.class, "1000"),
              Target.ratio(1.15),
              new Earlier("6.3 / 2.5 / 2.9 / 2.2")),
          new Operation(
              "insert 100 (IDENTITY), 1 batch",
              Sides.of(InsertSerialBenchmark.class, null),
              Target.ratio(1.10),
              new Earlier("3.0 / 2.7 / 2.8 / 1.0")),
          new Operation(
              "change 1 of 1,000 managed, commit",
              Sides.of(ChangeBenchmark.class, null),
              Target.ratio(1.3),
              new Earlier("89 / 19 / 5.7 / 1.6")),
          new Operation(
              "commit, 10,000 managed, nothing dirty",
              Sides.of(CleanCommitBenchmark.class, null),
              Target.nanos(1_000),
              new Earlier("3.7 ms / 1.2 ms / 0.58 ms / 0.94 ms")),
          new Operation(
              "the same, in a transaction",
              new Sides(
                  Run.ofSize(CleanCommitBenchmark.class, "jdbc", null),
                  Run.ofSize(CleanCommitBenchmark.class, "rowanBegun", null)),
              Target.NONE,
              new Earlier("–")),
          new Operation(
              "flush 1 dirty of 100,000 managed, to 1 dirty of 1",
              new Sides(
                  Run.ofSize(FlushBenchmark.class, "rowan", "1"),
                  Run.ofSize(FlushBenchmark.class, "rowan", "100000")),
              Target.ratio(3),
              new Earlier("–")));

  private Operations() {}
}
