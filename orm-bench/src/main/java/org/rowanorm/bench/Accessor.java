package org.rowanorm.bench;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.rowanorm.bench.enhance.AccessorBenchmark;
import org.rowanorm.bench.enhance.FirstWriteBenchmark;
import org.rowanorm.bench.enhance.Side;

/**
 * An access that is measured on the class as each library enhances it.
 *
 * @param nanos the most that Rowan's may take, or empty where it counts what it takes above plain
 *     Java
 */
record Accessor(String label, Class<?> benchmark, String method, OptionalDouble nanos) {

  /** What an access may take above that of plain Java, in ns. */
  static final double ABOVE_PLAIN = 0.5;

  static final List<Accessor> ALL =
      List.of(
          above("get int", "getInt"),
          above("get String", "getString"),
          above("get String, lazily loaded", "getLazy"),
          above("set int, dirty already", "setDirty"),
          new Accessor(
              "first write", FirstWriteBenchmark.class, "firstWrite", OptionalDouble.of(10)));

  private static Accessor above(String label, String method) {
    return new Accessor(label, AccessorBenchmark.class, method, OptionalDouble.empty());
  }

  Run run(Side side) {
    return Run.of(benchmark, method, side.name(), null);
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
