package org.rowanorm.bench.boot;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.rowanorm.bench.Interval;
import org.rowanorm.bench.enhance.JvmFork;

/** Measures how long libraries take to start, each time in a JVM of its own, in turns. */
public final class BootBench {

  /** What one start took, in ms: of the clock, and of all threads on the processor. */
  record Time(double millis, double cpuMillis) {}

  private static final List<Integer> SIZES = List.of(5, 100, 105);
  private static final int ROUNDS = 5;
  private static final String FOUND = "found3";

  private BootBench() {}

  /**
   * Runs so many rounds, 5 if not given, of the libraries that are named, all if none is, and
   * prints a line for each number of classes and library.
   */
  public static void main(String... arguments) throws IOException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
    List<Starter> starters =
        arguments.length > 1
            ? Arrays.stream(arguments).skip(1).map(Starter::valueOf).toList()
            : List.of(Starter.values());
    PrintStream out = System.out;
    out.printf(
        "| classes | library | ms [95 %%] | median | processor ms |%n|--:|---|--:|--:|--:|%n");
    for (int size : SIZES) {
      print(size, measure(size, rounds, starters), out);
    }
  }

  /** The times of each library, in rounds. */
  static Map<Starter, List<Time>> measure(int classes, int rounds, List<Starter> starters)
      throws IOException {
    Path folder = Files.createTempDirectory("rowan-boot");
    try {
      BootClasses.generate(folder, classes);
      Map<Starter, List<Time>> times = new EnumMap<>(Starter.class);
      for (int round = 0; round < rounds; round++) {
        List<Starter> turn = new ArrayList<>(starters);
        Collections.rotate(turn, round);
        for (Starter starter : turn) {
          times.computeIfAbsent(starter, s -> new ArrayList<>()).add(run(folder, starter, classes));
        }
      }
      return times;
    } finally {
      delete(folder);
    }
  }

  private static Time run(Path folder, Starter starter, int classes) throws IOException {
    List<String> command =
        List.of(
            "-Dorg.jboss.logging.provider=slf4j", // so that Hibernate logs as all others do
            Start.class.getName(),
            starter.name(),
            "" + classes);
    String text = JvmFork.run(BootClasses.classPath(folder, starter), command);
    String[] parts = text.substring(text.lastIndexOf('\n') + 1).split(" ", -1);
    if (!parts[0].equals(FOUND)) {
      throw new IllegalStateException(starter + " printed " + text);
    }
    return new Time(Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
  }

  private static void print(int size, Map<Starter, List<Time>> times, PrintStream out) {
    times.forEach(
        (starter, each) -> {
          Interval millis = Interval.of(each.stream().map(Time::millis).toList());
          out.printf(
              Locale.ROOT,
              "| %d | %s | %.0f [%.0f … %.0f] | %.0f | %.0f |%n",
              size,
              starter,
              millis.mean(),
              millis.low(),
              millis.high(),
              median(each, Time::millis),
              median(each, Time::cpuMillis));
        });
  }

  private static double median(List<Time> times, ToDoubleFunction<Time> measure) {
    double[] sorted = times.stream().mapToDouble(measure).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
