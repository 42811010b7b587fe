package org.rowanorm.testdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JvmExitTest {

  @TempDir private Path root;

  @ParameterizedTest
  @EnumSource
  void server_ofKilledJvm_isGoneWithItsData(ServerKind kind) throws Exception {
    Servers.availableOrSkip(kind);
    try (ChildJvm child = child(kind)) {
      List<ProcessHandle> family = child.family();
      assertThat(family).hasSizeGreaterThan(1);
      assertThat(root).isNotEmptyDirectory();

      child.kill();

      assertThat(Servers.soon(() -> family.stream().noneMatch(JvmExitTest::runs))).isTrue();
      assertThat(root).isEmptyDirectory();
    }
  }

  @Test
  void server_ofJvmThatEnds_isGoneWithItsData() throws Exception {
    Servers.availableOrSkip(ServerKind.POSTGRES);
    try (ChildJvm child = child(ServerKind.POSTGRES)) {
      List<ProcessHandle> family = child.family();

      child.endNormally();

      assertThat(Servers.soon(() -> family.stream().noneMatch(JvmExitTest::runs))).isTrue();
      assertThat(root).isEmptyDirectory();
    }
  }

  /** What has ended but was not yet waited for by its parent still counts as alive. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private ChildJvm child(ServerKind kind) throws IOException {
    return ChildJvm.holding(kind, Map.of("rowan.test.dir", root.toString()), Map.of());
  }
}
