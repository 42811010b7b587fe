package org.rowanorm.bench;

import java.util.List;
import java.util.Locale;

/**
 * A mean and the interval that holds it with 95 % probability, both of the logarithms, since times
 * and ratios are multiples. With a single value there is no interval: it is unbounded.
 */
public record Interval(double low, double mean, double high) {

  /** Quantiles of Student's distribution for 95 %, by degrees of freedom from 1. */
  private static final double[] STUDENT = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045
  };

  private static final double NORMAL = 1.96;

  /** That of so many values, which are above zero. */
  public static Interval of(List<Double> values) {
    double[] logs = values.stream().mapToDouble(Math::log).toArray();
    double mean = 0;
    for (double log : logs) {
      mean += log / logs.length;
    }
    if (logs.length < 2) {
      return new Interval(0, Math.exp(mean), Double.POSITIVE_INFINITY);
    }
    double squares = 0;
    for (double log : logs) {
      squares += (log - mean) * (log - mean);
    }
    double error = Math.sqrt(squares / (logs.length - 1) / logs.length);
    double quantile = logs.length - 2 < STUDENT.length ? STUDENT[logs.length - 2] : NORMAL;
    double half = quantile * error;
    return new Interval(Math.exp(mean - half), Math.exp(mean), Math.exp(mean + half));
  }

  /** Half its width as a part of the mean. */
  public double spread() {
    return (high - low) / 2 / mean;
  }

  /** As a ratio. */
  @Override
  public String toString() {
    return Double.isInfinite(high)
        ? String.format(Locale.ROOT, "%.2f", mean)
        : String.format(Locale.ROOT, "%.2f [%.2f … %.2f]", mean, low, high);
  }
}
