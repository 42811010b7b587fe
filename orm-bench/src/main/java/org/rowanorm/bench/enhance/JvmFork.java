package org.rowanorm.bench.enhance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class in another JVM, to its end. Stateless. */
public final class JvmFork {

  private JvmFork() {}

  /** The class path of this JVM. */
  public static String classPath() {
    return System.getProperty("java.class.path");
  }

  /**
   * What it prints, without the line end.
   *
   * @param options of the JVM, and then the main class and its arguments
   * @throws IllegalStateException where it fails
   */
  public static String run(String classPath, List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms512m", "-Xmx512m", "-cp", classPath));
    command.addAll(options);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] printed = process.getInputStream().readAllBytes();
    String text = new String(printed, StandardCharsets.UTF_8).strip();
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + "\n" + text);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return text;
  }
}
