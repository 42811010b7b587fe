package org.rowanorm.enhancement;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Runs a main class in another JVM, to its end. */
final class ChildJvm {

  private ChildJvm() {}

  /** What it prints, to either stream. */
  static String run(String classPath, List<String> options, String... mainAndArguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-Xverify:all", "-XX:-UseSharedSpaces", "-Xlog:disable"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath));
    command.addAll(List.of(mainAndArguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** Copies classes as they were compiled, and what runs tests in another JVM, into a folder. */
  static Path copy(Path folder, String... names) throws IOException {
    List<String> all = new ArrayList<>(List.of(names));
    all.add(RunTests.class.getName());
    all.add(H2.class.getName());
    for (String name : all) {
      Path file = Path.of(name.replace('.', '/') + ".class");
      Files.createDirectories(folder.resolve(file).getParent());
      Files.copy(Woven.plain().resolve(file), folder.resolve(file));
    }
    return folder;
  }

  /** The class path of this JVM with another folder in the place of this module's classes. */
  static String classPathWith(Path folder) {
    List<String> elements =
        new ArrayList<>(Arrays.asList(classPath().split(File.pathSeparator, -1)));
    elements.removeIf(element -> Path.of(element).equals(Woven.plain()));
    elements.add(0, folder.toString());
    return String.join(File.pathSeparator, elements);
  }

  /** The option that starts Rowan's agent, which lies on the class path anyway. */
  static String rowanAgent(Path folder) throws IOException {
    return rowanAgent(folder, "org.rowanorm.enhancement");
  }

  static String rowanAgent(Path folder, String packages) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", "org.rowanorm.agent.RowanAgent");
    attributes.putValue("Can-Retransform-Classes", "true");
    Path jar = folder.resolve("rowan-agent.jar");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
    return "-javaagent:" + jar + "=packages=" + packages;
  }
}
