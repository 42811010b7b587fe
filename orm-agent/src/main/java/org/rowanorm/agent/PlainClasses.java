package org.rowanorm.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the mapped classes and embeddables of a folder that nobody has enhanced yet; loads none.
 * Stateless.
 */
public final class PlainClasses {

  private PlainClasses() {}

  /** The names of those whose files, in this folder or below, are not enhanced. */
  public static SortedSet<String> in(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.find(folder, Integer.MAX_VALUE, PlainClasses::isClassFile)) {
      files = found.toList();
    }
    SortedSet<String> plain = new TreeSet<>();
    for (Path path : files) {
      byte[] file = Files.readAllBytes(path);
      ConstantPool pool = ConstantPool.of(file);
      if (pool != null && pool.annotated()) {
        ClassShape shape = ShapeReader.read(file);
        if (shape.isPlain()) {
          plain.add(shape.name().replace('/', '.'));
        }
      }
    }
    return plain;
  }

  private static boolean isClassFile(Path file, BasicFileAttributes attributes) {
    return attributes.isRegularFile() && file.toString().endsWith(".class");
  }
}
