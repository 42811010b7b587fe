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
  private boolean withAgent = true;

  /** What a run ended with. */
  record Outcome(int exitCode, String out, String err) {

    /** What it printed, with all times made alike. */
    String outWithoutTimes() {
      return out.replaceAll("\\d+\\.\\d ms", "# ms");
    }
  }

  /** A command that runs in a directory of its own. */
  Command(Path directory) {
    this.directory = directory;
  }

  Command withoutAgent() {
    withAgent = false;
    return this;
  }

  /** Runs it to its end, and kills it after a minute. */
  Outcome run(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (withAgent) {
      line.add("-javaagent:" + System.getProperty("sample.agent"));
    }
    line.addAll(List.of("-jar", System.getProperty("sample.jar")));
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
