package org.rowanorm.testdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Fills a named directory once per machine: a lock on a file keeps other processes out meanwhile,
 * and an atomic rename publishes the result, so that a directory which is there is complete.
 * Thread-safe.
 */
final class UnpackCache {

  /** A file lock is held by the JVM as a whole: between its threads this one decides. */
  private static final Object IN_JVM = new Object();

  private final Path root;

  UnpackCache(Path root) {
    this.root = root;
  }

  /** Puts the content of an entry into an empty directory. */
  @FunctionalInterface
  interface Filling {
    void into(Path directory) throws IOException;
  }

  /** A name that is another one whenever one of the inputs that shape the content is. */
  static String name(String prefix, List<String> inputs) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(String.join("\0", inputs).getBytes(StandardCharsets.UTF_8));
      return prefix + "-" + HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** The directory of that name, filled now if it is not there yet. */
  Path get(String name, Filling filling) throws IOException {
    Path directory = root.resolve(name);
    if (Files.isDirectory(directory)) {
      return directory;
    }
    Files.createDirectories(root);
    synchronized (IN_JVM) {
      try (FileChannel file =
              FileChannel.open(
                  root.resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = file.lock()) {
        if (lock.isValid() && !Files.isDirectory(directory)) {
          fill(directory, filling);
        }
      }
    }
    return directory;
  }

  private void fill(Path directory, Filling filling) throws IOException {
    Path part = directory.resolveSibling(directory.getFileName() + ".part");
    FileTrees.delete(part);
    Files.createDirectory(part);
    long start = System.nanoTime();
    try {
      filling.into(part);
    } catch (IOException e) {
      FileTrees.delete(part);
      throw e;
    }
    Files.move(part, directory, StandardCopyOption.ATOMIC_MOVE);
    long millis = (System.nanoTime() - start) / 1_000_000;
    Notice.print("prepared %s in %d ms".formatted(directory, millis));
  }
}
