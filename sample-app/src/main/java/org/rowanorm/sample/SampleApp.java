package org.rowanorm.sample;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.RowanException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: tells the {@link Story} on the database it is given. */
@Command(
    name = "sample-app",
    description = {
      "Runs the example of Rowan's README and prints each step, the SQL it sends with its"
          + " parameters, and the result.",
      "It creates the tables User and Book where they are missing, and deletes the rows it adds."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples of URLs:",
      "  jdbc:h2:mem:seed",
      "  jdbc:mysql://localhost:3306/test",
      "  jdbc:mariadb://localhost:3306/test",
      "  jdbc:postgresql://localhost:5432/test",
      "",
      "Exit code: 0 after the whole story, 1 if it failed, 2 for wrong arguments."
    })
final class SampleApp implements Callable<Integer> {

  private static final String DEFAULT_URL = "jdbc:h2:mem:seed";

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = DEFAULT_URL,
      description = "The JDBC URL of the database (default: ${DEFAULT-VALUE}, in memory).")
  private String url = DEFAULT_URL;

  @Option(names = "--user", paramLabel = "NAME", description = "The name to log in with.")
  private @Nullable String user;

  @Option(names = "--password", paramLabel = "WORD", description = "The password to log in with.")
  private @Nullable String password;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Prints this help.")
  private boolean help;

  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    // HikariCP, the pool behind Rowan.connect, takes its settings from here
    System.setProperty("hikaricp.configurationFile", "/hikari.properties");
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new SampleApp())
        .setParameterExceptionHandler((e, arguments) -> refuse(e))
        .setExecutionExceptionHandler((e, command, parsed) -> fail(e, command));
  }

  @Override
  public Integer call() {
    if (!url.startsWith("jdbc:")) {
      throw new ParameterException(
          spec.commandLine(), "Not a JDBC URL: '" + url + "'; it looks like " + DEFAULT_URL);
    }
    Narrator narrator = new Narrator(spec.commandLine().getOut());
    narrator.title("The story of Rowan on " + withoutOptions(url));
    Story.tell(url, user, password, narrator);
    return 0;
  }

  /** What stands before the options of a URL, which may hold a password. */
  private static String withoutOptions(String url) {
    return url.split("[?;]", 2)[0];
  }

  private static int refuse(ParameterException error) {
    PrintWriter err = error.getCommandLine().getErr();
    err.println(error.getMessage());
    err.println("    --help lists the options");
    return CommandLine.ExitCode.USAGE;
  }

  /** An error of Rowan says itself what to do; any other is a bug and needs its stack trace. */
  private static int fail(Exception error, CommandLine command) throws Exception {
    if (!(error instanceof RowanException)) {
      throw error;
    }
    command.getErr().println();
    command.getErr().println(error.getMessage());
    return CommandLine.ExitCode.SOFTWARE;
  }
}
