package org.rowanorm.bench;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One fork of one side: time, processor time and bytes of one operation, and the statements that it
 * sent when it was checked, which is not a number where nobody counted. The times are medians of
 * the half of the iterations that got most of the processor, so that a burst of other work counts
 * little; on a quiet machine that is any half.
 */
record Sample(double nanos, double cpuNanos, double bytes, double statements) {

  /** The time and processor time of one operation in one iteration. */
  record Iteration(double nanos, double cpuNanos) {

    double share() {
      return cpuNanos / nanos;
    }
  }

  static Sample of(List<Iteration> iterations, double bytes, double statements) {
    List<Iteration> calm =
        iterations.stream()
            .sorted(Comparator.comparingDouble(Iteration::share).reversed())
            .limit((iterations.size() + 1) / 2)
            .toList();
    return new Sample(
        median(calm, Iteration::nanos), median(calm, Iteration::cpuNanos), bytes, statements);
  }

  private static double median(List<Iteration> iterations, ToDoubleFunction<Iteration> measure) {
    double[] sorted = iterations.stream().mapToDouble(measure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
