package org.rowanorm.bench.enhance;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.rowanorm.agent.RowanAgent;

/** From the start of the JVM of an application to its end, with the agent and without. */
public final class StartUp {

  /** How the application is started. */
  public enum Way {
    /** Enhanced by the build, without any agent. */
    BUILT,
    /** The same, with an agent that does nothing. */
    IDLE,
    /** As it was compiled, with Rowan's agent. */
    AGENT
  }

  /** What one start took, and the processor time of all threads of the JVM. */
  public record Time(double nanos, double cpuNanos) {}

  private static final int WARM_UPS = 1;

  private final Path folder;
  private final Map<Way, List<Time>> times = new EnumMap<>(Way.class);
  private String result = "";

  private StartUp(Path folder) {
    this.folder = folder;
  }

  /**
   * The times of each way, round by round: in each round each way once, in turns.
   *
   * @param classes of the application
   */
  public static Map<Way, List<Time>> measure(int classes, int rounds) throws IOException {
    Path folder = Files.createTempDirectory("rowan-bench");
    try {
      Application.generate(folder, classes);
      StartUp runs = new StartUp(folder);
      for (int round = -WARM_UPS; round < rounds; round++) {
        runs.round(round);
      }
      return runs.times;
    } finally {
      delete(folder);
    }
  }

  private void round(int round) throws IOException {
    List<Way> ways = new ArrayList<>(List.of(Way.values()));
    Collections.rotate(ways, Math.floorMod(round, ways.size()));
    if (round % 2 != 0) {
      Collections.reverse(ways);
    }
    for (Way way : ways) {
      Time time = run(way);
      if (round >= 0) {
        times.computeIfAbsent(way, w -> new ArrayList<>()).add(time);
      }
    }
  }

  private Time run(Way way) throws IOException {
    String jar = way == Way.AGENT ? "plain.jar" : "enhanced.jar";
    String classPath = folder.resolve(jar) + File.pathSeparator + JvmFork.classPath();
    List<String> options = new ArrayList<>();
    if (way != Way.BUILT) {
      Class<?> agent = way == Way.AGENT ? RowanAgent.class : IdleAgent.class;
      options.add("-javaagent:" + jarOf(agent));
    }
    options.add("app.Main");
    long start = System.nanoTime();
    String text = JvmFork.run(classPath, options);
    double nanos = System.nanoTime() - start;
    String[] parts = text.split(" ", -1);
    if (!result.isEmpty() && !result.equals(parts[0])) {
      throw new IllegalStateException(way + " printed " + text + " instead of " + result);
    }
    result = parts[0];
    return new Time(nanos, Double.parseDouble(parts[1]));
  }

  /** A jar that names the agent; its classes lie on the class path with all others. */
  private Path jarOf(Class<?> agent) throws IOException {
    Path jar = folder.resolve(agent.getSimpleName() + ".jar");
    if (Files.notExists(jar)) {
      Manifest manifest = new Manifest();
      Attributes attributes = manifest.getMainAttributes();
      attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
      attributes.putValue("Premain-Class", agent.getName());
      attributes.putValue("Can-Retransform-Classes", "true");
      try (OutputStream out = Files.newOutputStream(jar)) {
        new JarOutputStream(out, manifest).close();
      }
    }
    return jar;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
