package org.rowanorm.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.RunnerException;
import org.rowanorm.bench.enhance.AgentCost;
import org.rowanorm.bench.enhance.AgentCost.Pass;
import org.rowanorm.bench.enhance.AgentCost.Passes;
import org.rowanorm.bench.enhance.InstanceBytes;
import org.rowanorm.bench.enhance.Side;
import org.rowanorm.bench.enhance.StartUp;
import org.rowanorm.bench.enhance.StartUp.Time;
import org.rowanorm.bench.enhance.StartUp.Way;

/** Measures what enhancement costs and prints it, each part as a table of its own. */
final class EnhancementBench {

  static final String BYTES = "bytes per instance";
  static final String AGENT = "agent per class";
  static final String START = "start-up";

  private static final long MOST_BYTES = 24;
  private static final OptionalDouble MOST_PER_CLASS = OptionalDouble.of(20_000);
  private static final OptionalDouble MOST_START = OptionalDouble.of(1.05);
  private static final int CLASSES = 8_000;

  /** Pairs of starts for each fork that is asked for. */
  private static final int STARTS = 3;

  private final Pattern pattern;
  private final int forks;
  private final boolean quick;
  private final PrintStream out;

  EnhancementBench(Bench.Options options, PrintStream out) {
    this.pattern = options.pattern();
    this.forks = options.forks();
    this.quick = options.pace() == Pace.QUICK;
    this.out = out;
  }

  /** The names of all that can be measured. */
  static List<String> labels() {
    List<String> labels = new ArrayList<>();
    Accessor.ALL.forEach(accessor -> labels.add(accessor.label()));
    labels.addAll(List.of(BYTES, AGENT, START));
    return labels;
  }

  void run() throws RunnerException, IOException {
    if (labels().stream().noneMatch(this::isChosen)) {
      throw new IllegalArgumentException("No part's name holds " + pattern);
    }
    List<Accessor> accessors =
        Accessor.ALL.stream().filter(accessor -> isChosen(accessor.label())).toList();
    if (!accessors.isEmpty()) {
      accessors(accessors);
    }
    if (isChosen(BYTES)) {
      bytes(InstanceBytes.measure());
    }
    if (isChosen(AGENT)) {
      agent();
    }
    if (isChosen(START)) {
      startUp(StartUp.measure(CLASSES, quick ? 1 : STARTS * forks));
    }
  }

  private boolean isChosen(String label) {
    return pattern.matcher(label).find();
  }

  private void accessors(List<Accessor> accessors) throws RunnerException {
    Pace pace = quick ? Pace.QUICK : Pace.ACCESSOR;
    Samples samples =
        new Rounds(pace, out).run(accessors.stream().map(Accessor::runs).toList(), forks);
    title(forks + " forks of each side, interleaved, each " + pace);
    List<List<String>> times = new ArrayList<>();
    List<List<String>> cpu = new ArrayList<>();
    times.add(head("access", "target", "verdict"));
    cpu.add(head("processor time of", "Rowan above plain"));
    for (Accessor accessor : accessors) {
      String above = samples.cpuAbove(accessor.run(Side.ROWAN), accessor.run(Side.PLAIN));
      times.add(
          line(
              accessor,
              run -> samples.nanos(run).mean(),
              accessor.target(),
              accessor.verdict(samples).toString()));
      cpu.add(line(accessor, run -> samples.cpuNanos(run).mean(), above));
    }
    Table.print(times, out);
    out.println();
    Table.print(cpu, out);
  }

  private static List<String> head(String first, String... last) {
    List<String> cells = new ArrayList<>(List.of(first));
    for (Side side : Side.values()) {
      cells.add(side.toString());
    }
    cells.addAll(List.of(last));
    return cells;
  }

  private static List<String> line(Accessor accessor, ToDoubleFunction<Run> nanos, String... last) {
    List<String> cells = new ArrayList<>(List.of(accessor.label()));
    for (Run run : accessor.runs()) {
      cells.add(Text.time(nanos.applyAsDouble(run)));
    }
    cells.addAll(List.of(last));
    return cells;
  }

  private void bytes(Map<Side, Long> bytes) {
    title("Bytes of one instance with six attributes, by JOL");
    List<String> line = new ArrayList<>(List.of(BYTES));
    bytes.values().forEach(each -> line.add(Text.bytes(each)));
    double above = bytes.getOrDefault(Side.ROWAN, 0L) - bytes.getOrDefault(Side.PLAIN, 0L);
    line.add("≤ plain + " + Text.bytes(MOST_BYTES));
    line.add(Verdict.ofBytes(above, OptionalDouble.of(MOST_BYTES)).toString());
    Table.print(List.of(head("", "target", "verdict"), line), out);
  }

  private void agent() throws IOException {
    List<Passes> passes = new ArrayList<>();
    for (int fork = 0; fork < forks; fork++) {
      passes.add(AgentCost.measure());
    }
    title(
        "The agent on "
            + passes.get(0).first().classes()
            + " classes of Hibernate, mean of each of "
            + forks
            + " JVMs");
    Interval first = interval(passes, each -> each.first().nanos());
    Table.print(
        List.of(
            List.of("per class", "time", "processor time", "99th percentile", "target", "verdict"),
            pass(
                "as a JVM has just started",
                passes.stream().map(Passes::first).toList(),
                "≤ " + Text.time(MOST_PER_CLASS.getAsDouble()),
                Verdict.ofTime(first, MOST_PER_CLASS)),
            pass(
                "when all is compiled",
                passes.stream().map(Passes::last).toList(),
                "–",
                Verdict.NO_TARGET)),
        out);
  }

  private static List<String> pass(
      String label, List<Pass> passes, String target, Verdict verdict) {
    return List.of(
        label,
        times(interval(passes, Pass::nanos)),
        times(interval(passes, Pass::cpuNanos)),
        Text.time(interval(passes, Pass::p99).mean()),
        target,
        verdict.toString());
  }

  private void startUp(Map<Way, List<Time>> times) {
    List<Time> built = times.getOrDefault(Way.BUILT, List.of());
    List<Time> idle = times.getOrDefault(Way.IDLE, List.of());
    List<Time> agent = times.getOrDefault(Way.AGENT, List.of());
    title(
        String.format(
            Locale.ROOT,
            "Start to end of an application of %,d classes, %d rounds",
            CLASSES,
            built.size()));
    Interval ratio = ratio(agent, built, Time::nanos);
    Table.print(
        List.of(
            List.of("", "time", "ratio", "of processor time", "target", "verdict"),
            List.of("enhanced by the build", seconds(built), "–", "–", "–", "–"),
            List.of(
                "the same, with an agent that does nothing",
                seconds(idle),
                ratio(idle, built, Time::nanos).toString(),
                ratio(idle, built, Time::cpuNanos).toString(),
                "–",
                "–"),
            List.of(
                "with Rowan's agent",
                seconds(agent),
                ratio.toString(),
                ratio(agent, built, Time::cpuNanos).toString(),
                "≤ 1.05",
                Verdict.ofTime(ratio, MOST_START).toString())),
        out);
  }

  private static String seconds(List<Time> times) {
    return Text.time(interval(times, Time::nanos).mean());
  }

  private static Interval ratio(
      List<Time> times, List<Time> others, ToDoubleFunction<Time> measure) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < times.size(); round++) {
      ratios.add(
          measure.applyAsDouble(times.get(round)) / measure.applyAsDouble(others.get(round)));
    }
    return Interval.of(ratios);
  }

  private static <T> Interval interval(List<T> values, ToDoubleFunction<T> measure) {
    return Interval.of(values.stream().map(measure::applyAsDouble).toList());
  }

  private static String times(Interval interval) {
    return Double.isInfinite(interval.high())
        ? Text.time(interval.mean())
        : Text.time(interval.mean())
            + " ["
            + Text.time(interval.low())
            + " … "
            + Text.time(interval.high())
            + "]";
  }

  private void title(String text) {
    out.printf(Locale.ROOT, "%n%s; load %.1f%n%n", text, Rounds.load());
  }
}
