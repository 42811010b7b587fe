package org.rowanorm.bench;

import java.util.List;
import org.rowanorm.bench.Operation.Earlier;
import org.rowanorm.bench.Operation.Sides;
import org.rowanorm.bench.side.Queries;
import org.rowanorm.bench.side.Texts;
import org.rowanorm.bench.work.BuildBenchmark;
import org.rowanorm.bench.work.ByIdBenchmark;
import org.rowanorm.bench.work.CacheHitBenchmark;
import org.rowanorm.bench.work.ChangeBenchmark;
import org.rowanorm.bench.work.CleanCommitBenchmark;
import org.rowanorm.bench.work.CountBenchmark;
import org.rowanorm.bench.work.DeleteBenchmark;
import org.rowanorm.bench.work.FlushBenchmark;
import org.rowanorm.bench.work.HeldBenchmark;
import org.rowanorm.bench.work.InsertBenchmark;
import org.rowanorm.bench.work.InsertSerialBenchmark;
import org.rowanorm.bench.work.ProjectionBenchmark;
import org.rowanorm.bench.work.QueryBenchmark;
import org.rowanorm.bench.work.SearchBenchmark;
import org.rowanorm.bench.work.ThenOffersBenchmark;
import org.rowanorm.bench.work.ThenVendorsBenchmark;
import org.rowanorm.bench.work.ToOneBenchmark;
import org.rowanorm.bench.work.UnrelatedQueryBenchmark;
import org.rowanorm.bench.work.UpdateBenchmark;
import org.rowanorm.bench.work.WithOffersBenchmark;

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
              Sides.of(HeldBenchmark.class, null),
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
              "100 rows with a to-one, fetched",
              Sides.of(ToOneBenchmark.class, null),
              Target.ratio(1.10),
              new Earlier("4.9 / 3.7 / 3.9 / 2.6")),
          new Operation(
              "100 rows, then their to-one, 2 statements",
              Sides.of(ThenVendorsBenchmark.class, null),
              Target.NONE,
              Earlier.NONE),
          new Operation(
              "100 parents × 10 children, fetched",
              Sides.of(WithOffersBenchmark.class, null),
              Target.ratio(1.15),
              new Earlier("5.6 / 2.6 / 3.1 / 1.3")),
          new Operation(
              "the same, lazily, 2 statements",
              Sides.of(ThenOffersBenchmark.class, null),
              Target.ratio(1.15),
              new Earlier("3.7 / 1.7 / 2.0 / 1.6")),
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
              Sides.of(InsertSerialBenchmark.class, "100"),
              Target.ratio(1.10),
              new Earlier("3.0 / 2.7 / 2.8 / 1.0")),
          new Operation(
              "insert 1,000 (IDENTITY)",
              Sides.of(InsertSerialBenchmark.class, "1000"),
              Target.ratio(1.10),
              Earlier.NONE),
          new Operation(
              "change 1 of 1,000 managed, commit",
              Sides.of(ChangeBenchmark.class, null),
              Target.ratio(1.3),
              new Earlier("89 / 19 / 5.7 / 1.6")),
          new Operation(
              "read and update 100",
              Sides.of(UpdateBenchmark.class, null),
              Target.ratio(1.0),
              new Earlier("3.5 / 2.4 / 2.0 / 0.9")),
          new Operation(
              "read and delete 100",
              Sides.of(DeleteBenchmark.class, null),
              Target.ratio(1.10),
              new Earlier("2.3 / 2.2 / 1.7 / 1.2")),
          new Operation(
              "commit, 10,000 managed, nothing dirty",
              Sides.of(CleanCommitBenchmark.class, null),
              Target.nanos(1_000),
              new Earlier("3.7 ms / 1.2 ms / 0.58 ms / 0.94 ms")),
          new Operation(
              "the same, in a transaction",
              Sides.of(CleanCommitBenchmark.class, "begun", null),
              Target.NONE,
              Earlier.NONE),
          new Operation(
              "flush 1 dirty of 100,000 managed",
              Sides.of(FlushBenchmark.class, "100000"),
              Target.NONE,
              Earlier.NONE),
          new Operation(
              "the same, to 1 dirty of 1",
              Sides.manyToOne(FlushBenchmark.class, "100000"),
              Target.ratio(3),
              Earlier.NONE),
          new Operation(
              "unrelated query, 100,000 managed",
              Sides.of(UnrelatedQueryBenchmark.class, "100000"),
              Target.NONE,
              Earlier.NONE),
          new Operation(
              "the same, to 1 managed",
              Sides.manyToOne(UnrelatedQueryBenchmark.class, "100000"),
              Target.ratio(1.2),
              Earlier.NONE),
          new Operation(
              "dynamic search of 16 shapes",
              Sides.needing(Queries.class, SearchBenchmark.class),
              Target.ratio(0.8),
              new Earlier("6.5 / 15 / 1.7 / 0.8")),
          new Operation(
              "building of a query with 5 conditions",
              Sides.needing(Texts.class, BuildBenchmark.class),
              Target.nanos(3_000),
              Earlier.NONE),
          new Operation(
              "count by 16 shapes",
              Sides.needing(Queries.class, CountBenchmark.class),
              Target.NONE,
              Earlier.NONE),
          new Operation(
              "projection of 100 into a record",
              Sides.ofQueries(ProjectionBenchmark.class, "100"),
              Target.ratio(1.05).bytes(18_000),
              new Earlier(14_500, "1.4 / 1.0 / 1.7 / 1.5")),
          new Operation(
              "projection of 1,000",
              Sides.ofQueries(ProjectionBenchmark.class, "1000"),
              Target.ratio(1.05),
              Earlier.NONE));

  private Operations() {}
}
