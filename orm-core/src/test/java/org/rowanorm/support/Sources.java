package org.rowanorm.support;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Classes compiled from text at test time, so that no build step has touched them. */
public final class Sources extends ClassLoader {

  private final Map<String, byte[]> classes;

  private Sources(Map<String, byte[]> classes, ClassLoader parent) {
    super(parent);
    this.classes = classes;
  }

  /** The class files of sources, given as name and text in turn, by class name. */
  public static Map<String, byte[]> compile(String... namesAndTexts) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, ByteArrayOutputStream> made = new HashMap<>();
    JavaFileManager files = inMemory(compiler, made);
    List<JavaFileObject> units = new java.util.ArrayList<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      units.add(source(namesAndTexts[i], namesAndTexts[i + 1]));
    }
    boolean done =
        compiler
            .getTask(null, files, null, List.of("-parameters", "-proc:none"), null, units)
            .call();
    if (!done) {
      throw new IllegalArgumentException("the source does not compile");
    }
    Map<String, byte[]> classes = new TreeMap<>();
    made.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  /** A loader of class files, which are defined as they are. */
  public static Sources loader(Map<String, byte[]> classes) {
    return loader(classes, Sources.class.getClassLoader());
  }

  /** The same for class files that see what another loader does. */
  public static Sources loader(Map<String, byte[]> classes, ClassLoader parent) {
    return new Sources(classes, parent);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  /** The names of all its classes. */
  public Set<String> names() {
    return classes.keySet();
  }

  /** A class by its name. */
  public Class<?> get(String name) {
    try {
      return loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JavaFileObject source(String name, String text) {
    URI uri = URI.create("string:///" + name.replace('.', '/') + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private static JavaFileManager inMemory(
      JavaCompiler compiler, Map<String, ByteArrayOutputStream> made) {
    return new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
      @Override
      public JavaFileObject getJavaFileForOutput(
          Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
        URI uri = URI.create("memory:///" + name.replace('.', '/') + ".class");
        return new SimpleJavaFileObject(uri, kind) {
          @Override
          public OutputStream openOutputStream() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            made.put(name, bytes);
            return bytes;
          }
        };
      }
    };
  }
}
