package org.rowanorm.bench;

import java.util.ArrayList;
import java.util.List;
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

  static final Target NONE =
      new Target(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

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
    List<String> parts = new ArrayList<>();
    ratio.ifPresent(most -> parts.add(String.format(Locale.ROOT, "≤ %.2f", most)));
    nanos.ifPresent(most -> parts.add("≤ " + Text.time(most)));
    bytes.ifPresent(most -> parts.add("≤ " + Text.bytes(most)));
    return parts.isEmpty() ? "–" : String.join(", ", parts);
  }
}
