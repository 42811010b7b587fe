package org.rowanorm.bench;

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
      java -jar orm-bench/target/benchmarks.jar [--quick] [--forks <n>] [<pattern>]
        --quick      one fork of each side and short: a smoke run, without intervals
        --forks <n>  so many forks of each side, in as many rounds; 5 if not given, which is the
                     least for a verdict
        <pattern>    only operations whose name holds this regular expression; their names are
      """;

  /** What the command line asks for. */
  record Options(Pace pace, int forks, Pattern pattern) {

    static Options parse(String... arguments) {
      Pace pace = Pace.FULL;
      int forks = 0;
      String pattern = "";
      for (Iterator<String> rest = Arrays.asList(arguments).iterator(); rest.hasNext(); ) {
        String argument = rest.next();
        if (argument.equals("--quick")) {
          pace = Pace.QUICK;
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
          pace, forks > 0 ? forks : most, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
    }

    List<Operation> operations() {
      return Operations.ALL.stream()
          .filter(operation -> pattern.matcher(operation.label()).find())
          .toList();
    }
  }

  private Bench() {}

  /** Runs what the arguments ask for. */
  public static void main(String... arguments) throws RunnerException {
    System.setProperty("jmh.ignoreLock", "true"); // builds on the same machine run the smoke test
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      usage(System.err);
      return;
    }
    List<Operation> operations = options.operations();
    if (operations.isEmpty()) {
      usage(System.err);
      return;
    }
    run(options, operations, System.out);
  }

  private static void run(Options options, List<Operation> operations, PrintStream out)
      throws RunnerException {
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

  private static void usage(PrintStream out) {
    out.print(USAGE);
    Operations.ALL.forEach(operation -> out.println("                 " + operation.label()));
  }
}
