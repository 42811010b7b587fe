package org.rowanorm.testdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunAsTest {

  @TempDir private Path directory;

  @Test
  void command_ofOrdinaryUser_isLeftAsItIs() throws IOException {
    assumeTrue(!RunAs.isRoot());

    assertThat(RunAs.notRoot().command(List.of("id", "-u"))).containsExactly("id", "-u");
  }

  @Test
  void command_ofRoot_runsAsSomeoneElse() throws IOException {
    assumeTrue(RunAs.isRoot());

    Program.run(
        RunAs.notRoot().command(List.of("sh", "-c", "test $(id -u) -ne 0")), Program.NO_INPUT);
  }

  @Test
  void postgres_ofRootWithoutNamespaces_startsInClosedDirectories() throws Exception {
    assumeTrue(RunAs.isRoot());
    Servers.availableOrSkip(ServerKind.POSTGRES);
    Map<String, String> properties =
        Map.of(
            "rowan.test.cache", directory.resolve("cache").toString(),
            "rowan.test.dir", directory.resolve("data").toString());

    try (ChildJvm child = ChildJvm.holding(ServerKind.POSTGRES, properties, withoutUnshare())) {
      assertThat(child.family()).hasSizeGreaterThan(1);
      assertThat(owners(directory.resolve("data"))).containsExactly(65534);
    }
  }

  /** An environment in which {@code unshare} fails, as it does where namespaces are forbidden. */
  private Map<String, String> withoutUnshare() throws IOException {
    Path programs = Files.createDirectory(directory.resolve("programs"));
    Path unshare = Files.writeString(programs.resolve("unshare"), "#!/bin/sh\nexit 1\n");
    assertThat(unshare.toFile().setExecutable(true)).isTrue();
    return Map.of("PATH", programs + ":" + System.getenv("PATH"));
  }

  private static List<Object> owners(Path root) throws IOException {
    try (Stream<Path> works = Files.list(root)) {
      return works.map(RunAsTest::owner).toList();
    }
  }

  private static Object owner(Path path) {
    try {
      return Files.getAttribute(path, "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
