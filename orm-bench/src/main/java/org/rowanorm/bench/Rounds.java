package org.rowanorm.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.rowanorm.bench.Sample.Iteration;
import org.rowanorm.bench.enhance.JvmFork;
import org.rowanorm.bench.work.Solo;
import org.rowanorm.bench.work.Solo.Facts;

/**
 * Measures the sides of comparisons in rounds: in each round each side has a JVM of its own, one
 * after the other, and the order of them changes from round to round. So what else the machine does
 * falls on all alike.
 */
final class Rounds {

  private static final String BYTES = "gc.alloc.rate.norm";

  /** Code is compiled before it goes on: else a busy machine measures the interpreter. */
  private static final List<String> JVM = List.of("-Xms1g", "-Xmx1g", "-Xbatch");

  private final Pace pace;
  private final PrintStream out;
  private final List<String> jvm;
  private final Samples samples = new Samples();

  /** Rounds whose JVMs get these arguments besides. */
  Rounds(Pace pace, PrintStream out, String... arguments) {
    this.pace = pace;
    this.out = out;
    jvm = new ArrayList<>(JVM);
    jvm.addAll(List.of(arguments));
  }

  /** Measures all sides of comparisons in so many rounds. */
  Samples run(List<List<Run>> comparisons, int rounds) throws RunnerException {
    for (int round = 1; round <= rounds; round++) {
      out.printf(Locale.ROOT, "Round %d of %d, load %.1f%n", round, rounds, load());
      List<Run> done = new ArrayList<>();
      for (List<Run> comparison : comparisons) {
        List<Run> sides = new ArrayList<>(comparison);
        sides.removeAll(done); // one that an operation before has too
        if (round % 2 == 0) {
          Collections.reverse(sides);
        }
        for (Run run : sides) {
          done.add(run);
          measure(run);
        }
      }
    }
    return samples;
  }

  private void measure(Run run) throws RunnerException {
    if (pace == Pace.FACTS) {
      measureFacts(run);
      return;
    }
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(run.pattern())
            .timeUnit(TimeUnit.NANOSECONDS)
            .threads(1)
            .jvmArgsAppend(jvm.toArray(String[]::new))
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuProfiler.class)
            .addProfiler(StatementProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    run.parameters().forEach(options::param);
    Collection<RunResult> results = new Runner(pace.set(options).build()).run();
    if (results.size() != 1) {
      throw new IllegalStateException(run + " names " + results.size() + " benchmarks");
    }
    Sample sample = sample(results.iterator().next());
    samples.add(run, sample);
    String share = Text.percent(sample.cpuNanos() / sample.nanos());
    out.printf(
        "  %s: %s, of which %s on the processor, %s%n",
        run, Text.time(sample.nanos()), share, Text.bytes(sample.bytes()));
  }

  /** In place of JMH: for so much processor time. Its time is the processor time. */
  private void measureFacts(Run run) {
    List<String> options = new ArrayList<>(jvm);
    options.addAll(List.of(Solo.class.getName(), run.type().getName(), run.method()));
    run.parameters().forEach((name, value) -> options.add(name + "=" + value));
    try {
      Facts facts = Facts.parse(JvmFork.run(JvmFork.classPath(), options));
      Sample sample =
          new Sample(facts.cpuNanos(), facts.cpuNanos(), facts.bytes(), facts.statements());
      samples.add(run, sample);
      out.printf("  %s: %s, %s%n", run, Text.time(sample.cpuNanos()), Text.bytes(sample.bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample sample(RunResult result) {
    List<Iteration> iterations = new ArrayList<>();
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult each : fork.getIterationResults()) {
        iterations.add(
            new Iteration(
                each.getPrimaryResult().getScore(),
                score(each.getSecondaryResults(), CpuProfiler.KEY)));
      }
    }
    return Sample.of(
        iterations,
        score(result.getSecondaryResults(), BYTES),
        score(result.getSecondaryResults(), StatementProfiler.KEY));
  }

  @SuppressWarnings("rawtypes") // as JMH declares them
  private static double score(Map<String, Result> results, String key) {
    return results.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(key))
        .mapToDouble(entry -> entry.getValue().getScore())
        .findFirst()
        .orElse(Double.NaN);
  }

  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
