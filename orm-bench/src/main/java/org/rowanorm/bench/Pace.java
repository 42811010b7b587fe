package org.rowanorm.bench;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long is measured. */
enum Pace {
  /** Enough for a verdict. */
  FULL(25, 20, 200),
  /** Enough for a verdict on methods that do next to nothing. */
  ACCESSOR(5, 15, 100),
  /** Enough to see that nothing is quite wrong. */
  QUICK(8, 6, 100),
  /** For so much processor time, and no time is measured: what can be told on a busy machine. */
  FACTS(0, 0, 0),
  /** Each method once, in this JVM: enough to see that it runs. */
  SMOKE(0, 1, 0);

  private final int warmups;
  private final int iterations;
  private final int millis;

  Pace(int warmups, int iterations, int millis) {
    this.warmups = warmups;
    this.iterations = iterations;
    this.millis = millis;
  }

  ChainedOptionsBuilder set(ChainedOptionsBuilder options) {
    options.warmupIterations(warmups).measurementIterations(iterations);
    if (this == SMOKE) {
      return options.mode(Mode.SingleShotTime).forks(0);
    }
    TimeValue time = TimeValue.milliseconds(millis);
    return options.mode(Mode.AverageTime).forks(1).warmupTime(time).measurementTime(time);
  }

  @Override
  public String toString() {
    if (this == FACTS) {
      return "5 × 200 ms of processor time after a warm-up of 2 s; times are processor times";
    }
    return iterations
        + " × "
        + millis
        + " ms after a warm-up of "
        + warmups
        + " × "
        + millis
        + " ms";
  }
}
