package org.rowanorm.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.RunnerException;

/** Runs the benchmarks and prints how Rowan stands to hand-written JDBC and to its targets. */
public final class Bench {

  private static final int FORKS = 5;
  private static final String USAGE =
      """
      java -jar orm-bench/target/benchmarks.jar [--enhancement] [--quick] [--forks <n>] [<pattern>]
        --enhancement  what enhancement costs, beside the peers, in place of the operations
        --quick      one fork of each side and short: a smoke run, without intervals
        --forks <n>  so many forks of each side, in as many rounds; 5 if not given, which is the
                     least for a verdict
        <pattern>    only operations whose name holds this regular expression; their names are
      """;

  /** What the command line asks for. */
  record Options(Pace pace, int forks, Pattern pattern, boolean enhancement) {

    static Options parse(String... arguments) {
      Pace pace = Pace.FULL;
      boolean enhancement = false;
      int forks = 0;
      String pattern = "";
      for (Iterator<String> rest = Arrays.asList(arguments).iterator(); rest.hasNext(); ) {
        String argument = rest.next();
        if (argument.equals("--quick")) {
          pace = Pace.QUICK;
        } else if (argument.equals("--enhancement")) {
          enhancement = true;
        } else if (argument.equals("--forks") && rest.hasNext()) {
          forks = Integer.parseInt(rest.next());
        } else if (argument.startsWith("-")) {
          throw new IllegalArgumentException("No such option: " + argument);
        } else {
          pattern = argument;
        }
      }
      int most = pace == Pace.QUICK ? 1 : FORKS;
      return new Options(
          pace,
          forks > 0 ? forks : most,
          Pattern.compile(pattern, Pattern.CASE_INSENSITIVE),
          enhancement);
    }

    List<Operation> operations() {
      List<Operation> chosen =
          Operations.ALL.stream()
              .filter(operation -> pattern.matcher(operation.label()).find())
              .toList();
      if (chosen.isEmpty()) {
        throw new IllegalArgumentException("No operation's name holds " + pattern);
      }
      return chosen;
    }
  }

  private Bench() {}

  /** Runs what the arguments ask for. */
  public static void main(String... arguments) throws RunnerException, IOException {
    System.setProperty("jmh.ignoreLock", "true"); // builds on the same machine run the smoke test
    try {
      run(Options.parse(arguments), System.out);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(usage());
      System.exit(2);
    }
  }

  private static void run(Options options, PrintStream out) throws RunnerException, IOException {
    if (options.enhancement()) {
      new EnhancementBench(options, out).run();
      return;
    }
    List<Operation> operations = options.operations();
    Samples samples = new Rounds(options.pace(), out).run(operations, options.forks());
    out.printf(
        Locale.ROOT,
        "%nJava %s, %d processors, load %.1f; %d forks of each side, interleaved, each %s%n%n",
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        Rounds.load(),
        options.forks(),
        options.pace());
    new Report(samples).print(operations, out);
  }

  private static String usage() {
    StringBuilder text = new StringBuilder(USAGE);
    Operations.ALL.forEach(
        operation -> text.append(" ".repeat(17)).append(operation.label()).append('\n'));
    text.append("               or, with --enhancement\n");
    EnhancementBench.labels()
        .forEach(label -> text.append(" ".repeat(17)).append(label).append('\n'));
    return text.toString();
  }
}
