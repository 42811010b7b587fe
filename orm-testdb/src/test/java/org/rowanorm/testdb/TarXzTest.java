package org.rowanorm.testdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class TarXzTest {

  private final ByteArrayOutputStream tar = new ByteArrayOutputStream();
  @TempDir private Path directory;

  @Test
  void file_keepsContentAndRightToRun() throws IOException {
    entry("bin/run", '0', 0755, "", "x".repeat(1000));
    entry("plain", '0', 0644, "", "");
    unpack();

    assertThat(directory.resolve("bin/run")).hasContent("x".repeat(1000)).isExecutable();
    assertThat(directory.resolve("plain")).isEmptyFile();
    assertThat(directory.resolve("plain").toFile().canExecute()).isFalse();
  }

  @Test
  void directory_isMadeThoughEmpty() throws IOException {
    entry("empty/", '5', 0755, "", "");
    unpack();

    assertThat(directory.resolve("empty")).isEmptyDirectory();
  }

  @Test
  void symbolicLink_staysALink() throws IOException {
    entry("lib/a.so.1", '0', 0644, "", "library");
    entry("lib/a.so", '2', 0777, "a.so.1", "");
    unpack();

    assertThat(Files.readSymbolicLink(directory.resolve("lib/a.so"))).isEqualTo(Path.of("a.so.1"));
    assertThat(directory.resolve("lib/a.so")).hasContent("library");
  }

  @Test
  void longName_ofGnuTar_isRead() throws IOException {
    String name = "d".repeat(90) + "/" + "f".repeat(90);
    entry("././@LongLink", 'L', 0644, "", name + "\0");
    entry(name.substring(0, 99), '0', 0644, "", "long");
    entry("short", '0', 0644, "", "short");
    unpack();

    assertThat(directory.resolve(name)).hasContent("long");
    assertThat(directory.resolve("short")).hasContent("short");
  }

  @Test
  void splitName_ofPosixTar_isRead() throws IOException {
    byte[] header = header("file", '0', 0644, "", 0);
    put(header, 257, "ustar\0" + "00");
    put(header, 345, "some/folder");
    tar.write(header);
    unpack();

    assertThat(directory.resolve("some/folder/file")).isEmptyFile();
  }

  @ParameterizedTest
  @CsvSource({"../x, 0, ''", "/x, 0, ''", "a/../../x, 5, ''", "link, 2, ../x", "link, 2, /x"})
  void entry_thatLeadsOut_isRefused(String name, char type, String target) throws IOException {
    entry(name, type, 0644, target, "");

    assertThatThrownBy(this::unpack)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leads out of");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void entry_ofUnknownType_isRefused() throws IOException {
    entry("pipe", '6', 0644, "", "");

    assertThatThrownBy(this::unpack).hasMessage("Entry 'pipe' is of unknown type 6");
  }

  @Test
  void archive_cutOff_isRefused() throws IOException {
    entry("whole", '0', 0644, "", "whole");

    assertThatThrownBy(() -> TarXz.unpack(compressed(), directory))
        .isInstanceOf(EOFException.class);
  }

  private void unpack() throws IOException {
    tar.write(new byte[1024]);
    TarXz.unpack(compressed(), directory);
  }

  private ByteArrayInputStream compressed() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (XZOutputStream xz = new XZOutputStream(compressed, new LZMA2Options(0))) {
      tar.writeTo(xz);
    }
    return new ByteArrayInputStream(compressed.toByteArray());
  }

  private void entry(String name, char type, int mode, String target, String content)
      throws IOException {
    tar.write(header(name, type, mode, target, content.length()));
    tar.write(content.getBytes(StandardCharsets.US_ASCII));
    tar.write(new byte[-content.length() & 511]);
  }

  private static byte[] header(String name, char type, int mode, String target, int size) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "%07o".formatted(mode));
    put(header, 124, "%011o".formatted(size));
    put(header, 156, String.valueOf(type));
    put(header, 157, target);
    put(header, 257, "ustar  ");
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
