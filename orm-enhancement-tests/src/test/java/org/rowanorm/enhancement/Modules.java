package org.rowanorm.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.rowanorm.agent.DirectoryEnhancer;
import org.rowanorm.agent.PlainClasses;

/** Modules of class files that a test makes, each of which comes through one door by itself. */
final class Modules {

  private static final String IMPORTS = "import jakarta.persistence.*; import java.util.*; ";

  private final Door door;
  private final Path folder;

  Modules(Door door, Path folder) {
    this.door = door;
    this.folder = folder;
  }

  /** A folder that a test fills itself. */
  Path module(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  /** Compiles sources without a package, which see those of other modules, into a folder. */
  Path compile(String name, List<Path> others, String... sources) throws IOException {
    return compile(name, List.of("--release", "17"), others, sources);
  }

  Path compile(String name, List<String> options, List<Path> others, String... sources)
      throws IOException {
    Path module = module(name);
    List<String> all = new ArrayList<>(List.of("-g", "-d", module.toString(), "-cp"));
    StringBuilder classPath = new StringBuilder(ChildJvm.classPath());
    others.forEach(other -> classPath.append(java.io.File.pathSeparator).append(other));
    all.add(classPath.toString());
    all.addAll(options);
    if (!options.contains("-processorpath")) {
      all.add("-proc:none");
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<Source> units =
        IntStream.range(0, sources.length).mapToObj(i -> new Source(sources[i], i)).toList();
    try (var files = compiler.getStandardFileManager(null, null, null)) { // or jars stay open
      boolean compiled = compiler.getTask(messages, files, null, all, null, units).call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
    return module;
  }

  /** Lets a module through the build's door; the agent's stands open anyway. */
  void enhance(Path module, Path... others) throws IOException {
    if (door == Door.BUILD) {
      assertThat(new DirectoryEnhancer(module, List.of(others)).enhance().plain()).isEmpty();
      assertThat(PlainClasses.in(module)).isEmpty(); // or the agent would do it after all
    }
  }

  /** A loader of modules that have come through the door. */
  URLClassLoader load(Path... modules) throws IOException {
    for (Path module : modules) {
      if (Files.isDirectory(module)) {
        enhance(module, modules);
      }
    }
    return loader(getClass().getClassLoader(), modules);
  }

  static URLClassLoader loader(ClassLoader parent, Path... modules) {
    return new URLClassLoader(Arrays.stream(modules).map(Modules::url).toArray(URL[]::new), parent);
  }

  /** Packs a folder. */
  Path jar(Path module) throws IOException {
    Path jar = folder.resolve(module.getFileName() + " 1.0.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        var files = Files.walk(module)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = module.relativize(file).toString().replace('\\', '/');
        entries.putNextEntry(new JarEntry(name));
        entries.write(Files.readAllBytes(file));
      }
    }
    return jar;
  }

  /** What the agent has left of a class that it could not enhance. */
  static String failure(String name, ClassLoader loader) {
    int hash = System.identityHashCode(loader);
    return System.clearProperty(
        "org.rowanorm.agent.failure." + name + "@" + Integer.toHexString(hash));
  }

  private static URL url(Path element) {
    try {
      return element.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(element.toString(), e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text, int number) {
      super(URI.create("string:///Source" + number + ".java"), Kind.SOURCE);
      boolean imports = !text.startsWith("package ") && !text.startsWith("module ");
      this.text =
          imports ? IMPORTS + text : text.replaceFirst("(package [\\w.]+;)", "$1 " + IMPORTS);
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
      return simpleName.equals("module-info") == text.startsWith("module ")
          && !simpleName.equals("package-info");
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
