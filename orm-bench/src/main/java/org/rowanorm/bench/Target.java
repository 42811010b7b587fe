package org.rowanorm.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What Rowan must reach: the line of an operation in the bar.
 *
 * @param ratio the most that its time may be as a multiple of the baseline's, if that counts
 * @param nanos the most that its time may be, if that counts
 * @param bytes the most that it may allocate, if that counts
 */
record Target(OptionalDouble ratio, OptionalDouble nanos, OptionalDouble bytes) {

  static Target ratio(double most) {
    return new Target(OptionalDouble.of(most), OptionalDouble.empty(), OptionalDouble.empty());
  }

  static Target nanos(double most) {
    return new Target(OptionalDouble.empty(), OptionalDouble.of(most), OptionalDouble.empty());
  }

  Target bytes(double most) {
    return new Target(ratio, nanos, OptionalDouble.of(most));
  }

  @Override
  public String toString() {
    String time =
        ratio.isPresent()
            ? String.format(Locale.ROOT, "≤ %.2f", ratio.getAsDouble())
            : "≤ " + Text.time(nanos.getAsDouble());
    return bytes.isEmpty() ? time : time + ", ≤ " + Text.bytes(bytes.getAsDouble());
  }
}
