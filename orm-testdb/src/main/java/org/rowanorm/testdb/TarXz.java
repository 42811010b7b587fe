package org.rowanorm.testdb;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks a tar archive compressed with xz: plain files, directories, symbolic links and long
 * names, as GNU and POSIX tar write them. Not thread-safe.
 */
final class TarXz {

  private static final int BLOCK = 512;
  private static final int OWNER_MAY_RUN = 0100;

  private final DataInputStream tar;
  private final Path directory;
  private final byte[] header = new byte[BLOCK];
  private String longName = "";

  private TarXz(DataInputStream tar, Path directory) {
    this.tar = tar;
    this.directory = directory;
  }

  /** Unpacks into an empty directory and closes the stream. */
  static void unpack(InputStream compressed, Path directory) throws IOException {
    try (DataInputStream tar =
        new DataInputStream(new XZInputStream(new BufferedInputStream(compressed)))) {
      new TarXz(tar, directory).entries();
    }
  }

  /** An archive ends with empty blocks, so one that merely stops was cut off. */
  private void entries() throws IOException {
    tar.readFully(header);
    while (header[0] != 0) {
      entry((char) header[156], number(124, 12));
      tar.readFully(header);
    }
  }

  private void entry(char type, long size) throws IOException {
    if (type == 'L') {
      longName = longName(size);
      return;
    }
    String name = longName.isEmpty() ? name() : longName;
    longName = "";
    Path path = EntryName.below(directory, name);
    Files.createDirectories(type == '5' ? path : path.resolveSibling(""));
    switch (type) {
      case '5' -> {}
      case '2' ->
          Files.createSymbolicLink(path, EntryName.linkTarget(directory, path, text(157, 100)));
      case '0', '\0' -> file(path, size);
      default -> throw new IOException("Entry '%s' is of unknown type %s".formatted(name, type));
    }
  }

  private void file(Path path, long size) throws IOException {
    boolean program = (number(100, 8) & OWNER_MAY_RUN) != 0;
    byte[] buffer = new byte[1 << 16];
    try (OutputStream file = Files.newOutputStream(path)) {
      for (long left = size; left > 0; ) {
        int length = (int) Math.min(left, buffer.length);
        tar.readFully(buffer, 0, length);
        file.write(buffer, 0, length);
        left -= length;
      }
    }
    skipPadding(size);
    if (program && !path.toFile().setExecutable(true, false)) {
      throw new IOException("Cannot make %s a program".formatted(path));
    }
  }

  private String longName(long size) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(size)];
    tar.readFully(bytes);
    skipPadding(size);
    return text(bytes, 0, bytes.length);
  }

  private void skipPadding(long size) throws IOException {
    tar.skipNBytes(-size & (BLOCK - 1));
  }

  /** The name; POSIX tar splits one that is longer than its field. */
  private String name() {
    String name = text(0, 100);
    boolean posix = header[257 + "ustar".length()] == 0;
    String prefix = posix ? text(345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private long number(int from, int length) {
    return Long.parseLong(text(from, length).trim(), 8);
  }

  private String text(int from, int length) {
    return text(header, from, length);
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }
}
