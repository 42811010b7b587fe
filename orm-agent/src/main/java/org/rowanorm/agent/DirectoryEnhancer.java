package org.rowanorm.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * Enhances the class files of one folder in place: the door of build tools. Writes nothing unless
 * every class can be enhanced, and then only the files that change, and the index of the mapped
 * classes. Not thread-safe.
 */
public final class DirectoryEnhancer {

  /**
   * What a walk has done.
   *
   * @param classes the class files seen
   * @param changed those written
   * @param plain mapped classes elsewhere, not enhanced, whose fields were touched
   */
  public record Result(int classes, int changed, SortedSet<String> plain) {}

  private final Path directory;
  private final List<Path> classPath;

  /**
   * @param directory the folder with the packages
   * @param classPath what else the classes refer to, folders and jars
   */
  public DirectoryEnhancer(Path directory, List<Path> classPath) {
    this.directory = directory;
    this.classPath = List.copyOf(classPath);
  }

  /**
   * Enhances all classes of the folder.
   *
   * @throws EnhancementException naming the first class, in the order of paths, that cannot be
   */
  public Result enhance() throws IOException {
    try (ClassPath source = source()) {
      Enhancer enhancer = new Enhancer(source, this::contains);
      List<Path> files = files();
      MappedClassIndex index = new MappedClassIndex();
      Map<Path, byte[]> changed = changes(files, enhancer, index);
      for (Map.Entry<Path, byte[]> entry : changed.entrySet()) {
        Files.write(entry.getKey(), entry.getValue());
      }
      index.write(directory);
      return new Result(files.size(), changed.size(), enhancer.plainMappedClasses());
    }
  }

  /**
   * The names of the classes that ought to be enhanced and are not, in the order of paths: those
   * that {@link #enhance} would write. Writes nothing.
   *
   * @throws EnhancementException naming the first class that cannot be enhanced
   */
  public List<String> missing() throws IOException {
    try (ClassPath source = source()) {
      Enhancer enhancer = new Enhancer(source, this::contains);
      return changes(files(), enhancer, new MappedClassIndex()).keySet().stream()
          .map(file -> name(file).replace('/', '.'))
          .toList();
    }
  }

  private ClassPath source() throws IOException {
    List<Path> elements = new ArrayList<>();
    elements.add(directory);
    elements.addAll(classPath);
    return new ClassPath(elements);
  }

  private Map<Path, byte[]> changes(List<Path> files, Enhancer enhancer, MappedClassIndex index)
      throws IOException {
    Map<Path, byte[]> changed = new LinkedHashMap<>();
    for (Path file : files) {
      byte[] original = Files.readAllBytes(file);
      byte[] enhanced = enhancer.enhance(name(file), original);
      index.add(original);
      if (enhanced != null) {
        changed.put(file, enhanced);
      }
    }
    return changed;
  }

  private boolean contains(String className) {
    return Files.exists(directory.resolve(className.replace('.', '/') + ".class"));
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".class") && Files.isRegularFile(file))
          .sorted()
          .toList();
    }
  }

  private String name(Path file) {
    String path = directory.relativize(file).toString().replace('\\', '/');
    return path.substring(0, path.length() - ".class".length());
  }
}
