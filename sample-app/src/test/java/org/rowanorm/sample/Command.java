package org.rowanorm.sample;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged command, run as a user runs it: in a JVM of its own. */
final class Command {

  private static final int MOST_SECONDS = 60;

  private final Path directory;
  private final Path jar;
  private final List<String> options;

  /** What a run ended with. */
  record Outcome(int exitCode, String out, String err) {

    /** What it printed, with all times made alike. */
    String outWithoutTimes() {
      return out.replaceAll("\\d+\\.\\d ms", "# ms");
    }
  }

  private Command(Path directory, Path jar, List<String> options) {
    this.directory = directory;
    this.jar = jar;
    this.options = options;
  }

  /** The command as it is packaged, in a directory of its own. */
  static Command packaged(Path directory) {
    return new Command(directory, packagedJar(), List.of());
  }

  /** The same with classes that nobody has enhanced. */
  static Command plain(Path directory) throws IOException {
    return new Command(directory, plainJar(directory), List.of());
  }

  /** The same with classes that the agent enhances. */
  static Command underTheAgent(Path directory) throws IOException {
    String agent = "-javaagent:" + System.getProperty("sample.agent");
    return new Command(directory, plainJar(directory), List.of(agent));
  }

  private static Path packagedJar() {
    return Path.of(System.getProperty("sample.jar"));
  }

  private static Path plainJar(Path directory) throws IOException {
    return PlainJar.beside(packagedJar(), Path.of(System.getProperty("sample.sources")), directory);
  }

  /** Runs it to its end, and kills it after a minute. */
  Outcome run(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(options);
    line.addAll(List.of("-jar", jar.toString()));
    line.addAll(List.of(arguments));
    Path out = directory.resolve("out.txt");
    Path err = directory.resolve("err.txt");
    Process process =
        new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      process.getOutputStream().close();
      boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
      return new Outcome(ended ? process.exitValue() : -1, text(out), text(err));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, Charset.defaultCharset()).replace("\r\n", "\n");
  }
}
