package org.rowanorm.bench;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.rowanorm.bench.enhance.AccessorBenchmark;
import org.rowanorm.bench.enhance.Side;

/**
 * An access that is measured on the class as each library enhances it.
 *
 * @param nanos the most that Rowan's may take, or empty where it counts what it takes above plain
 *     Java
 */
record Accessor(String label, String method, OptionalDouble nanos) {

  /** What an access may take above that of plain Java, in ns. */
  static final double ABOVE_PLAIN = 0.5;

  static final List<Accessor> ALL =
      List.of(
          new Accessor("get int", "getInt", OptionalDouble.empty()),
          new Accessor("get String", "getString", OptionalDouble.empty()),
          new Accessor("get String, lazily loaded", "getLazy", OptionalDouble.empty()),
          new Accessor("set int, dirty already", "setDirty", OptionalDouble.empty()),
          new Accessor("first write, and clean again", "firstWrite", OptionalDouble.of(10)));

  Run run(Side side) {
    return Run.of(AccessorBenchmark.class, method, side.name(), null);
  }

  List<Run> runs() {
    return Arrays.stream(Side.values()).map(this::run).toList();
  }

  String target() {
    return nanos.isPresent()
        ? "≤ " + Text.time(nanos.getAsDouble())
        : "≤ plain + " + Text.time(ABOVE_PLAIN);
  }

  Verdict verdict(Samples samples) {
    Run rowan = run(Side.ROWAN);
    return nanos.isPresent()
        ? Verdict.ofTime(samples.nanos(rowan), nanos)
        : Verdict.ofTime(
            samples.ofAllowed(rowan, run(Side.PLAIN), ABOVE_PLAIN), OptionalDouble.of(1));
  }
}
