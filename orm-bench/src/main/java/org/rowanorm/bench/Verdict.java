package org.rowanorm.bench;

import java.util.OptionalDouble;

/** Whether a target is met, by the rule of the bar. */
enum Verdict {
  MET("met"),
  MISSED("missed"),
  /** The interval is too wide to tell; bytes and statements decide. */
  UNDECIDED("undecided"),
  /** All of a wide interval lies below the limit. */
  UNDECIDED_BELOW("undecided, all below"),
  /** All of a wide interval lies above the limit. */
  UNDECIDED_ABOVE("undecided, all above"),
  NO_TARGET("–");

  private static final double TOLERANCE = 1.05;
  private static final double WIDEST = 0.10;

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /**
   * Of a time: met where the interval lies below 1.05 × the target, undecided where it is wider
   * than ±10 %.
   */
  static Verdict ofTime(Interval interval, OptionalDouble target) {
    if (target.isEmpty()) {
      return NO_TARGET;
    }
    double limit = target.getAsDouble() * TOLERANCE;
    boolean below = interval.high() < limit;
    if (interval.spread() <= WIDEST) {
      return below ? MET : MISSED;
    }
    if (below) {
      return UNDECIDED_BELOW;
    }
    return interval.low() > limit ? UNDECIDED_ABOVE : UNDECIDED;
  }

  /** Of bytes, which are exact. */
  static Verdict ofBytes(double bytes, OptionalDouble target) {
    if (target.isEmpty()) {
      return NO_TARGET;
    }
    return Math.round(bytes) <= target.getAsDouble() ? MET : MISSED;
  }

  @Override
  public String toString() {
    return text;
  }
}
