package org.rowanorm.testdb;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs other programs to their end. Stateless. */
final class Program {

  static final Path NO_INPUT = Path.of("/dev/null");

  private static final long LIMIT_SECONDS = 300;
  private static final int TAIL = 2000;

  private Program() {}

  /** Runs a program, which must end well: a failure tells the end of what the program said. */
  static void run(List<String> command, Path input) throws IOException {
    Path log = Files.createTempFile("rowan-testdb-", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(input.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      int exit = await(process, command);
      if (exit != 0) {
        throw new IOException("Exit %d of %s%n%s".formatted(exit, command, tail(log)));
      }
    } finally {
      Files.delete(log);
    }
  }

  /** The end of a log, as far as it is there and can be read. */
  static String tail(Path log) {
    try {
      String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
      return text.substring(Math.max(0, text.length() - TAIL));
    } catch (IOException e) {
      return "(no log: " + e + ")";
    }
  }

  private static int await(Process process, List<String> command) throws IOException {
    try {
      if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      throw new IOException("Not done in %d s: %s".formatted(LIMIT_SECONDS, command));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted: " + command);
    } finally {
      process.destroyForcibly();
    }
  }
}
