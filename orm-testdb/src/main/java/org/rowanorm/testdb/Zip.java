package org.rowanorm.testdb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks a part of a zip or jar file. Stateless. */
final class Zip {

  private Zip() {}

  /**
   * Unpacks the files below {@code prefix} that are wanted, without that prefix; what is in {@code
   * bin} can be run afterwards.
   */
  static void unpack(ZipFile zip, String prefix, Predicate<String> wanted, Path directory)
      throws IOException {
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (entry.isDirectory() || !entry.getName().startsWith(prefix)) {
        continue;
      }
      String name = entry.getName().substring(prefix.length());
      if (wanted.test(name)) {
        unpack(zip, entry, EntryName.below(directory, name));
      }
    }
  }

  private static void unpack(ZipFile zip, ZipEntry entry, Path file) throws IOException {
    Path parent = file.resolveSibling("");
    Files.createDirectories(parent);
    try (InputStream content = zip.getInputStream(entry)) {
      Files.copy(content, file);
    }
    if (parent.endsWith("bin") && !file.toFile().setExecutable(true, false)) {
      throw new IOException("Cannot make %s a program".formatted(file));
    }
  }
}
