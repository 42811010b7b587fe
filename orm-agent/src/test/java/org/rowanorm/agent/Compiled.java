package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Class files, compiled in memory from sources; by name with dots. */
record Compiled(SortedMap<String, byte[]> files) {

  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|interface|enum|record|@interface) (\\w+)");
  private static final String IMPORTS = "import jakarta.persistence.*; import java.util.*; ";

  /** Compiles sources, each of one top-level type; mapping annotations are imported. */
  static Compiled of(String... sources) {
    return of(List.of("--release", "17"), sources);
  }

  static Compiled of(List<String> options, String... sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-proc:none", "-g"));
    Memory memory = new Memory(compiler.getStandardFileManager(messages, Locale.ROOT, null));
    List<Source> units = Arrays.stream(sources).map(Source::new).toList();
    compiler.getTask(null, memory, messages, all, null, units).call();
    assertThat(messages.getDiagnostics())
        .filteredOn(message -> message.getKind() == Diagnostic.Kind.ERROR)
        .isEmpty();
    return new Compiled(memory.files());
  }

  byte[] file(String name) {
    return files.get(name);
  }

  /** These and others, which win. */
  Compiled with(Map<String, byte[]> others) {
    TreeMap<String, byte[]> all = new TreeMap<>(files);
    all.putAll(others);
    return new Compiled(all);
  }

  Compiled without(String name) {
    TreeMap<String, byte[]> rest = new TreeMap<>(files);
    rest.remove(name);
    return new Compiled(rest);
  }

  /** These class files first, then the class path of the tests. */
  ClassFileSource source() {
    ClassFileSource others = ClassFileSource.of(Compiled.class.getClassLoader());
    return name -> {
      byte[] file = files.get(name.replace('/', '.'));
      return file == null ? others.find(name) : file;
    };
  }

  Enhancer enhancer() {
    return new Enhancer(source());
  }

  /** One enhanced class file, or null. */
  byte[] enhance(String name) {
    return enhancer().enhance(name, file(name));
  }

  /** All class files, those enhanced that need it. */
  Compiled enhanced() {
    Enhancer enhancer = enhancer();
    TreeMap<String, byte[]> changed = new TreeMap<>();
    files.forEach(
        (name, file) -> {
          byte[] enhanced = enhancer.enhance(name, file);
          if (enhanced != null) {
            changed.put(name, enhanced);
          }
        });
    return with(changed);
  }

  void writeTo(Path folder) {
    files.forEach(
        (name, file) -> {
          Path path = folder.resolve(name.replace('.', '/') + ".class");
          try {
            Files.createDirectories(path.getParent());
            Files.write(path, file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///" + path(text) + ".java"), Kind.SOURCE);
      Matcher declared = PACKAGE.matcher(text);
      this.text =
          declared.find()
              ? declared.group() + IMPORTS + text.substring(declared.end())
              : IMPORTS + text;
    }

    private static String path(String text) {
      Matcher declared = PACKAGE.matcher(text);
      String folder = declared.find() ? declared.group(1).replace('.', '/') + '/' : "";
      Matcher type = TYPE.matcher(text);
      assertThat(type.find()).isTrue();
      return folder + type.group(1);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final TreeMap<String, ByteArrayOutputStream> written = new TreeMap<>();

    Memory(StandardJavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, Kind kind, FileObject sibling) {
      URI uri = URI.create("memory:///" + className.replace('.', '/') + ".class");
      return new SimpleJavaFileObject(uri, kind) {
        @Override
        public OutputStream openOutputStream() {
          return written.computeIfAbsent(className, name -> new ByteArrayOutputStream());
        }
      };
    }

    SortedMap<String, byte[]> files() {
      TreeMap<String, byte[]> files = new TreeMap<>();
      written.forEach((name, bytes) -> files.put(name, bytes.toByteArray()));
      return files;
    }
  }
}
