package org.rowanorm.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/** The table of a run. */
final class Report {

  private static final double BYTES_TOLERANCE = 0.10;

  private static final List<String> HEAD =
      List.of(
          "operation",
          "JDBC",
          "Rowan",
          "ratio [95 % interval]",
          "of processor time",
          "target",
          "time",
          "bytes",
          "earlier: Hibernate / enhanced / EclipseLink / Ebean");

  private static final String NOTES =
      """

      Ratios are Rowan's time to that of hand-written JDBC in the same round (median of the calmer half
      of a fork's iterations; mean over the rounds). A time target is met where the interval lies below 1.05 × target; it is
      undecided where the interval is wider than ±10 %, and then bytes and statements decide. Targets
      in ns or µs are for Rowan's own time. The ratio of processor time decides nothing: it shows what
      is left of the ratio when other work of the machine and the collector are left out. What Rowan
      sends was checked before each measurement. The
      baseline of "the same, to 1 …" is Rowan with 1 managed object. The processor time of a flush holds
      the commit.
      "earlier" are the peers' ratios as they were measured before, on another day, with the same work
      on H2.
      """;

  private final Samples samples;

  Report(Samples samples) {
    this.samples = samples;
  }

  void print(Collection<Operation> operations, PrintStream out) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEAD);
    operations.forEach(operation -> lines.add(line(operation)));
    Table.print(lines, out);
    out.print(NOTES);
  }

  private List<String> line(Operation operation) {
    Run baseline = operation.sides().baseline();
    Run rowan = operation.sides().rowan();
    Interval ratio = samples.ratio(rowan, baseline);
    Target target = operation.target();
    Verdict time =
        target.ratio().isPresent()
            ? Verdict.ofTime(ratio, target.ratio())
            : Verdict.ofTime(samples.nanos(rowan), target.nanos());
    return List.of(
        operation.label(),
        side(baseline),
        side(rowan),
        ratio.toString(),
        samples.cpuRatio(rowan, baseline).toString(),
        target.toString(),
        isVoid(operation) ? "void: the baseline's bytes are off" : time.toString(),
        Verdict.ofBytes(samples.bytes(rowan), target.bytes()).toString(),
        operation.earlier().peers());
  }

  private String side(Run run) {
    return Text.time(samples.nanos(run).mean()) + ", " + Text.bytes(samples.bytes(run));
  }

  /** Whether the baseline does other work than it did when the bar was measured. */
  private boolean isVoid(Operation operation) {
    OptionalDouble noted = operation.earlier().jdbcBytes();
    double bytes = samples.bytes(operation.sides().baseline());
    return noted.isPresent() && Math.abs(bytes / noted.getAsDouble() - 1) > BYTES_TOLERANCE;
  }
}
