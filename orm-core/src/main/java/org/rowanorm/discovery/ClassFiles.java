package org.rowanorm.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleReader;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the class files below one folder, which may lie in a jar or a module. Stateless. */
final class ClassFiles {

  private static final String SUFFIX = ".class";

  private ClassFiles() {}

  /**
   * The class files of a package and those below it, by the names of the classes; null where this
   * kind of address cannot be listed.
   *
   * @param folder the address of the package's folder
   * @param path the path of the package, with slashes
   */
  static @Nullable SortedMap<String, byte[]> below(URL folder, String path) throws IOException {
    if (folder.getProtocol().equals("file")) {
      return inFolder(Path.of(URI.create(folder.toString())), path);
    }
    URLConnection connection = folder.openConnection();
    connection.setUseCaches(false); // a cached jar is shared with others, and never closed
    if (!(connection instanceof JarURLConnection jar)) {
      return null;
    }
    try (JarFile file = jar.getJarFile()) {
      return inJar(file, jar.getEntryName() == null ? "" : jar.getEntryName(), path);
    }
  }

  /** The class files of a package and those below it in a named module. */
  static SortedMap<String, byte[]> below(ModuleReader module, String path) throws IOException {
    String folder = path.isEmpty() ? "" : path + '/';
    List<String> found;
    try (Stream<String> names = module.list()) {
      found = names.filter(name -> name.startsWith(folder) && name.endsWith(SUFFIX)).toList();
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String name : found) {
      try (InputStream in = module.open(name).orElseThrow()) {
        files.put(className(name), in.readAllBytes());
      }
    }
    return files;
  }

  /** The bytes behind an address. */
  static byte[] read(URL address) throws IOException {
    URLConnection connection = address.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return in.readAllBytes();
    }
  }

  private static SortedMap<String, byte[]> inFolder(Path folder, String path) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    List<Path> found;
    try (Stream<Path> walk = Files.walk(folder)) {
      found = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : found) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      if (name.endsWith(SUFFIX)) {
        files.put(className(path.isEmpty() ? name : path + '/' + name), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static SortedMap<String, byte[]> inJar(JarFile jar, String entry, String path)
      throws IOException {
    String folder = entry.isEmpty() || entry.endsWith("/") ? entry : entry + '/';
    String root = folder.substring(0, folder.length() - (path.isEmpty() ? 0 : path.length() + 1));
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (JarEntry file : (Iterable<JarEntry>) jar.stream()::iterator) {
      String name = file.getName();
      if (name.startsWith(folder) && name.endsWith(SUFFIX)) {
        try (InputStream in = jar.getInputStream(file)) {
          files.put(className(name.substring(root.length())), in.readAllBytes());
        }
      }
    }
    return files;
  }

  private static String className(String file) {
    return file.substring(0, file.length() - SUFFIX.length()).replace('/', '.');
  }
}
