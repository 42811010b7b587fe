package org.rowanorm.testdb;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another JVM that runs {@link ServerHolder}, with this one's settings but for those given. */
final class ChildJvm implements AutoCloseable {

  private final Process process;

  private ChildJvm(Process process) {
    this.process = process;
  }

  /** Starts it and waits until its server answers. */
  static ChildJvm holding(
      ServerKind kind, Map<String, String> properties, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("rowan.test.") && !properties.containsKey(name))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ServerHolder.class.getName());
    command.add(kind.name());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    ChildJvm child = new ChildJvm(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    child.awaitReady();
    return child;
  }

  /** The shell and the server, and whatever processes that has. */
  List<ProcessHandle> family() {
    return process.descendants().toList();
  }

  void endNormally() throws IOException {
    process.getOutputStream().close();
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Ends in any case. */
  @Override
  public void close() {
    kill();
  }

  private void awaitReady() throws IOException {
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals(ServerHolder.READY)) {
        return;
      }
    }
    throw new IOException("The child JVM ended before its server answered");
  }
}
