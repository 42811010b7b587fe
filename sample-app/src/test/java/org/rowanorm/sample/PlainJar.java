package org.rowanorm.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** The packaged command once more, with its classes as the compiler makes them: nobody's door. */
final class PlainJar {

  private PlainJar() {}

  /** Compiles the sources and packs them beside the packaged jar, with what else that one holds. */
  static Path beside(Path packaged, Path sources, Path directory) throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    compile(sources, classes);
    Path plain = packaged.resolveSibling("sample-app-plain.jar");
    try (JarFile from = new JarFile(packaged.toFile());
        OutputStream out = Files.newOutputStream(plain);
        JarOutputStream to = new JarOutputStream(out)) {
      Enumeration<JarEntry> entries = from.entries();
      while (entries.hasMoreElements()) {
        String name = entries.nextElement().getName();
        if (!name.endsWith("/") && !name.startsWith("META-INF/rowan/")) {
          to.putNextEntry(new JarEntry(name));
          to.write(name.endsWith(".class") ? read(classes.resolve(name)) : read(from, name));
        }
      }
    }
    return plain;
  }

  private static byte[] read(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  private static byte[] read(JarFile jar, String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  private static void compile(Path sources, Path target) throws IOException {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-d", target.toString(), "-s", target.toString(), "-parameters"));
    options.addAll(List.of("-processor", "org.rowanorm.processor.QueryClassGenerator"));
    options.addAll(List.of("-cp", System.getProperty("java.class.path")));
    try (var files = Files.walk(sources)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(options::add);
    }
    int result =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new));
    assertThat(result).isZero();
  }
}
