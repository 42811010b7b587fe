package org.rowanorm.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured of each side, round by round. Not thread-safe. */
final class Samples {

  private final Map<Run, List<Sample>> byRun = new HashMap<>();

  void add(Run run, Sample sample) {
    byRun.computeIfAbsent(run, r -> new ArrayList<>()).add(sample);
  }

  List<Sample> of(Run run) {
    return byRun.getOrDefault(run, List.of());
  }

  /** The times of one side. */
  Interval nanos(Run run) {
    return Interval.of(of(run).stream().map(Sample::nanos).toList());
  }

  /** The bytes of one side. */
  double bytes(Run run) {
    return of(run).stream().mapToDouble(Sample::bytes).average().orElse(Double.NaN);
  }

  /** The times of one side as multiples of those of another in the same round. */
  Interval ratio(Run run, Run baseline) {
    return ratio(run, baseline, Sample::nanos);
  }

  /** The processor times of one side as multiples of those of another in the same round. */
  Interval cpuRatio(Run run, Run baseline) {
    return ratio(run, baseline, Sample::cpuNanos);
  }

  private Interval ratio(Run run, Run baseline, ToDoubleFunction<Sample> measure) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < of(run).size(); round++) {
      double mine = measure.applyAsDouble(of(run).get(round));
      ratios.add(mine / measure.applyAsDouble(of(baseline).get(round)));
    }
    return Interval.of(ratios);
  }
}
