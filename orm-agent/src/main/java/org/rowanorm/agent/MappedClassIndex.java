package org.rowanorm.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The list of the mapped classes and converters of one folder, which the core reads instead of all
 * class files. The same classes give the same bytes. Not thread-safe.
 */
final class MappedClassIndex {

  private final SortedSet<String> names = new TreeSet<>();

  /** Adds a class if it is mapped, or may be a converter of attributes. */
  void add(byte[] file) {
    ConstantPool pool = ConstantPool.of(file);
    if (pool != null && (pool.annotated() || pool.converter())) {
      ClassShape shape = ShapeReader.read(file);
      if (shape.isMapped() || pool.converter()) {
        names.add(shape.name().replace('/', '.'));
      }
    }
  }

  /**
   * Writes the index of a folder where it is another one; where nothing is mapped there is none.
   */
  void write(Path folder) throws IOException {
    Path index = folder.resolve(Contract.INDEX);
    if (names.isEmpty()) {
      Files.deleteIfExists(index);
      return;
    }
    String text = String.join("\n", names) + '\n';
    if (!Files.exists(index) || !Files.readString(index).equals(text)) {
      Files.createDirectories(index.resolveSibling("."));
      Files.writeString(index, text, StandardCharsets.UTF_8);
    }
  }
}
