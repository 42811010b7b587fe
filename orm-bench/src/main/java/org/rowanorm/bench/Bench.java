package org.rowanorm.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import org.rowanorm.bench.item.Database;
import org.rowanorm.bench.side.Libraries;
import org.rowanorm.bench.side.Library;

/** Runs the benchmarks and prints how Rowan stands to hand-written JDBC and to its targets. */
public final class Bench {

  private static final int FORKS = 5;
  private static final String USAGE =
      """
      java -jar orm-bench/target/benchmarks.jar [--enhancement] [--peers] [--mysql <url>]
          [--quick | --facts] [--forks <n>] [<pattern>]
        --enhancement  what enhancement costs, beside the peers, in place of the operations
        --peers      the peers too, each on the same work; they are in the jar of orm-bench-peers
        --h2         on an H2 in memory, which is the default
        --mysql <url>  on a MySQL in place of it; the tables of the benchmarks are made anew there
        --facts      processor time, bytes and statements only, one fork of each side: what can be
                     told on a busy machine
        --quick      one fork of each side and short: a smoke run, without intervals
        --forks <n>  so many forks of each side, in as many rounds; 5 if not given, which is the
                     least for a verdict
        <pattern>    only operations whose name holds this regular expression; their names are
      """;

  /** What the command line asks for. */
  record Options(
      Pace pace,
      int forks,
      Pattern pattern,
      boolean enhancement,
      boolean withPeers,
      @Nullable String url) {

    static Options parse(String... arguments) {
      Pace pace = Pace.FULL;
      boolean enhancement = false;
      boolean withPeers = false;
      String url = null;
      int forks = 0;
      String pattern = "";
      for (Iterator<String> rest = Arrays.asList(arguments).iterator(); rest.hasNext(); ) {
        String argument = rest.next();
        if (argument.equals("--quick")) {
          pace = Pace.QUICK;
        } else if (argument.equals("--facts")) {
          pace = Pace.FACTS;
        } else if (argument.equals("--enhancement")) {
          enhancement = true;
        } else if (argument.equals("--peers")) {
          withPeers = true;
        } else if (argument.equals("--h2")) {
          url = null;
        } else if (argument.equals("--mysql") && rest.hasNext()) {
          url = rest.next();
        } else if (argument.equals("--forks") && rest.hasNext()) {
          forks = Integer.parseInt(rest.next());
        } else if (argument.startsWith("-")) {
          throw new IllegalArgumentException("No such option: " + argument);
        } else {
          pattern = argument;
        }
      }
      int most = pace == Pace.QUICK || pace == Pace.FACTS ? 1 : FORKS;
      return new Options(
          pace,
          forks > 0 ? forks : most,
          Pattern.compile(pattern, Pattern.CASE_INSENSITIVE),
          enhancement,
          withPeers,
          url);
    }

    List<Library> peers() {
      List<Library> peers = Libraries.all().stream().filter(Library::isPeer).toList();
      if (withPeers && peers.isEmpty()) {
        throw new IllegalArgumentException(
            "No peers in this jar; build the other one: mvn -Ppeers -pl orm-bench-peers -am package");
      }
      return withPeers ? peers : List.of();
    }

    String[] jvm() {
      return url == null ? new String[0] : new String[] {"-D" + Database.URL_PROPERTY + "=" + url};
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
    List<Library> peers = options.peers();
    List<List<Run>> runs = operations.stream().map(each -> each.runs(peers)).toList();
    Samples samples = new Rounds(options.pace(), out, options.jvm()).run(runs, options.forks());
    out.printf(
        Locale.ROOT,
        "%nJava %s, %d processors, load %.1f; %d forks of each side, interleaved, each %s%n%n",
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        Rounds.load(),
        options.forks(),
        options.pace());
    new Report(samples).print(operations, out);
    if (!peers.isEmpty()) {
      new PeerReport(samples, peers).print(operations, out);
    }
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
