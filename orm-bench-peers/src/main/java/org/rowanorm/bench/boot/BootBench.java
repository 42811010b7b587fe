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
import org.rowanorm.bench.enhance.JvmFork;

/** Measures how long libraries take to start, each time in a JVM of its own, in turns. */
public final class BootBench {

  /** What one start took, in ms: of the clock, and of all threads on the processor. */
  record Time(double millis, double cpuMillis) {}

  private static final List<Integer> SIZES = List.of(5, 100, 105);
  private static final int ROUNDS = 5;
  private static final String FOUND = "found3";

  private BootBench() {}

  /** Runs so many rounds, 5 if not given, and prints a line for each number of classes. */
  public static void main(String... arguments) throws IOException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
    PrintStream out = System.out;
    out.printf("| classes | library | ms | processor ms | to Rowan's |%n|--:|---|--:|--:|--:|%n");
    for (int size : SIZES) {
      print(size, measure(size, rounds), out);
    }
  }

  /** The times of each library, in rounds. */
  static Map<Starter, List<Time>> measure(int classes, int rounds) throws IOException {
    Path folder = Files.createTempDirectory("rowan-boot");
    try {
      BootClasses.generate(folder, classes);
      Map<Starter, List<Time>> times = new EnumMap<>(Starter.class);
      for (int round = 0; round < rounds; round++) {
        List<Starter> turn = new ArrayList<>(List.of(Starter.values()));
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
    double rowan = median(times, Starter.ROWAN, Time::cpuMillis);
    for (Starter starter : times.keySet()) {
      double cpu = median(times, starter, Time::cpuMillis);
      out.printf(
          Locale.ROOT,
          "| %d | %s | %.0f | %.0f | %.1f |%n",
          size,
          starter,
          median(times, starter, Time::millis),
          cpu,
          cpu / rowan);
    }
  }

  private static double median(
      Map<Starter, List<Time>> times, Starter starter, ToDoubleFunction<Time> measure) {
    double[] sorted =
        times.getOrDefault(starter, List.of()).stream().mapToDouble(measure).sorted().toArray();
    return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(Double.NaN);
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
