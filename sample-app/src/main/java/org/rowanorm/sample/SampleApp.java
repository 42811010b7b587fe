package org.rowanorm.sample;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ConstraintViolationException;
import org.rowanorm.error.RowanException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

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
      converter = JdbcUrl.class,
      description = "The JDBC URL of the database (default: ${DEFAULT-VALUE}, in memory).")
  private String url = DEFAULT_URL;

  @Option(names = "--user", paramLabel = "NAME", description = "The name to log in with.")
  private @Nullable String user;

  @Option(
      names = "--password",
      paramLabel = "WORD",
      arity = "0..1",
      interactive = true,
      prompt = "Password: ",
      description = "The password to log in with; asked for where WORD is left out.")
  private @Nullable String password;

  public static void main(String[] arguments) {
    // HikariCP, the pool behind Rowan.connect, takes its settings from here
    System.setProperty("hikaricp.configurationFile", "/hikari.properties");
    System.exit(commandLine().execute(arguments));
  }

  private static CommandLine commandLine() {
    CommandLine line = new CommandLine(new SampleApp());
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Prints this help.")
                .build());
    return line.setParameterExceptionHandler((e, arguments) -> refuse(e))
        .setExecutionExceptionHandler((e, command, parsed) -> fail(e, command));
  }

  @Override
  public Integer call() {
    Narrator narrator = new Narrator(System.out);
    narrator.title("The story of Rowan on " + withoutOptions(url));
    Story.tell(url, user, password, narrator);
    return CommandLine.ExitCode.OK;
  }

  /** What stands before the options of a URL, which may hold a password. */
  private static String withoutOptions(String url) {
    return url.split("[?;]", 2)[0];
  }

  private static int refuse(ParameterException error) {
    PrintWriter err = error.getCommandLine().getErr();
    err.println(error.getMessage());
    UnmatchedArgumentException.printSuggestions(error, err);
    err.println("    --help lists the options");
    return CommandLine.ExitCode.USAGE;
  }

  /** An error of Rowan says itself what to do; any other is a bug and needs its stack trace. */
  private static int fail(Exception error, CommandLine command) throws Exception {
    if (!(error instanceof RowanException)) {
      throw error;
    }
    PrintWriter err = command.getErr();
    err.println();
    err.println(error.getMessage());
    if (error instanceof ConstraintViolationException) {
      err.println();
      err.println(
          "If an earlier run was interrupted, its user 5 and book 1 are still there: delete them.");
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Refuses what no driver can take. */
  static final class JdbcUrl implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (!text.startsWith("jdbc:")) {
        throw new TypeConversionException(
            "'" + text + "' is not a JDBC URL, such as " + DEFAULT_URL);
      }
      return text;
    }
  }
}
