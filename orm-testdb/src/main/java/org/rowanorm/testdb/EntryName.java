package org.rowanorm.testdb;

import java.io.IOException;
import java.nio.file.Path;

/** Turns the names in an archive into paths that stay inside a directory. Stateless. */
final class EntryName {

  private EntryName() {}

  /** The path of an entry below {@code directory}; a name that leads out of it is refused. */
  static Path below(Path directory, String name) throws IOException {
    return checked(directory, directory.resolve(name), name);
  }

  /** The target of a link at {@code link}; one that leads out of {@code directory} is refused. */
  static Path linkTarget(Path directory, Path link, String target) throws IOException {
    checked(directory, link.resolveSibling(target), target);
    return Path.of(target);
  }

  private static Path checked(Path directory, Path path, String name) throws IOException {
    Path normal = path.normalize();
    if (!normal.startsWith(directory.normalize())) {
      throw new IOException("Archive entry '%s' leads out of %s".formatted(name, directory));
    }
    return normal;
  }
}
