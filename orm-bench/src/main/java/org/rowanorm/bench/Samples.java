package org.rowanorm.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

  /** The statements of one side, or not a number. */
  double statements(Run run) {
    return of(run).stream().mapToDouble(Sample::statements).max().orElse(Double.NaN);
  }

  /** The times of one side as multiples of those of another in the same round. */
  Interval ratio(Run run, Run baseline) {
    return ratio(run, baseline, Sample::nanos);
  }

  /** The times of one side as parts of what they may be: those of another one and so much more. */
  Interval ofAllowed(Run run, Run baseline, double moreNanos) {
    List<Double> parts = new ArrayList<>();
    for (int round = 0; round < of(run).size(); round++) {
      parts.add(of(run).get(round).nanos() / (of(baseline).get(round).nanos() + moreNanos));
    }
    return Interval.of(parts);
  }

  /**
   * The processor time of one side above that of another one in the same round: median and range.
   */
  String cpuAbove(Run run, Run baseline) {
    double[] above = new double[of(run).size()];
    for (int round = 0; round < above.length; round++) {
      above[round] = of(run).get(round).cpuNanos() - of(baseline).get(round).cpuNanos();
    }
    Arrays.sort(above);
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f … %.2f) ns",
        above[above.length / 2],
        above[0],
        above[above.length - 1]);
  }

  /** The processor times of one side. */
  Interval cpuNanos(Run run) {
    return Interval.of(of(run).stream().map(Sample::cpuNanos).toList());
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
