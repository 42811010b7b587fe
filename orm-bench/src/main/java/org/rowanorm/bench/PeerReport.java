package org.rowanorm.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.rowanorm.bench.side.Library;

/** The table of a run with all sides. */
final class PeerReport {

  private static final String NOTES =
      """

      Each cell: the ratio of time to that of the first side in the same round, that of processor time
      in brackets, bytes of one operation, and statements (as the driver is called; a batch is one).
      """;

  private final Samples samples;
  private final List<Library> peers;

  PeerReport(Samples samples, List<Library> peers) {
    this.samples = samples;
    this.peers = peers;
  }

  void print(Collection<Operation> operations, PrintStream out) {
    out.println();
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("operation", "JDBC", "Rowan"));
    peers.forEach(peer -> head.add(peer.label()));
    lines.add(head);
    operations.forEach(operation -> lines.add(line(operation)));
    Table.print(lines, out);
    out.print(NOTES);
  }

  private List<String> line(Operation operation) {
    Run baseline = operation.sides().baseline();
    Run rowan = operation.sides().rowan();
    List<String> cells = new ArrayList<>();
    cells.add(operation.label());
    cells.add(Text.time(samples.nanos(baseline).mean()) + rest(baseline));
    cells.add(cell(rowan, baseline));
    for (Library peer : peers) {
      cells.add(operation.sides().has(peer) ? cell(rowan.on(peer.label()), baseline) : "–");
    }
    return cells;
  }

  private String cell(Run run, Run baseline) {
    return String.format(
        Locale.ROOT,
        "%s (%s)%s",
        times(samples.ratio(run, baseline)),
        times(samples.cpuRatio(run, baseline)),
        rest(run));
  }

  private static String times(Interval ratio) {
    return String.format(Locale.ROOT, ratio.mean() < 10 ? "%.2f" : "%.0f", ratio.mean());
  }

  private String rest(Run run) {
    double statements = samples.statements(run);
    return ", "
        + Text.bytes(samples.bytes(run))
        + (Double.isNaN(statements) ? "" : ", " + Math.round(statements));
  }
}
