package org.rowanorm.testdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipTest {

  @TempDir private Path directory;

  @Test
  void wantedFiles_areUnpackedWithoutThePrefix() throws IOException {
    Path target = unpack("in/bin/run", "in/share/a/text", "in/doc/unwanted", "other/bin/run");

    assertThat(target.resolve("bin/run")).hasContent("in/bin/run").isExecutable();
    assertThat(target.resolve("share/a/text").toFile().canExecute()).isFalse();
    assertThat(target.resolve("doc")).doesNotExist();
    assertThat(target.toFile().list()).containsExactlyInAnyOrder("bin", "share");
  }

  @ParameterizedTest
  @ValueSource(strings = {"in/../x", "in//x", "in/a/../../x"})
  void file_thatLeadsOut_isRefused(String name) {
    assertThatThrownBy(() -> unpack(name))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leads out of");
    assertThat(directory.resolve("x")).doesNotExist();
  }

  private Path unpack(String... names) throws IOException {
    Path file = directory.resolve("test.zip");
    try (OutputStream bytes = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    Path target = Files.createDirectory(directory.resolve("target"));
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Zip.unpack(zip, "in/", name -> !name.contains("unwanted"), target);
    }
    return target;
  }
}
