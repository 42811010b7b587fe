package org.rowanorm.bench;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;
import org.rowanorm.bench.work.Comparison;

/** Takes the number of statements of the checked operation out of the JVM that measures. */
public final class StatementProfiler implements InternalProfiler {

  static final String KEY = "statements";

  @Override
  public String getDescription() {
    return "Statements of the operation, as it was checked";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    String statements = System.getProperty(Comparison.STATEMENTS_PROPERTY);
    return statements == null
        ? List.of()
        : List.of(
            new ScalarResult(
                KEY, Double.parseDouble(statements), "statements", AggregationPolicy.MAX));
  }
}
