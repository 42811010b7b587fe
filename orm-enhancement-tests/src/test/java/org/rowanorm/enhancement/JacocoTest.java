package org.rowanorm.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JaCoCo's agent beside ours. */
class JacocoTest {

  private static final String CASE = "org.rowanorm.enhancement.cases.LateCase";

  @TempDir Path folder;

  private void assertBothWork(List<String> agents) throws IOException {
    String output = ChildJvm.run(ChildJvm.classPath(), agents, RunTests.class.getName(), CASE);

    assertThat(output).contains("succeeded: 1").doesNotContain("failed");
    assertThat(Files.readString(coverage(), StandardCharsets.ISO_8859_1))
        .contains("org/rowanorm/enhancement/cases/LateCase$Item");
  }

  @Test
  void H_G5_jacocoBefore() throws IOException {
    assertBothWork(List.of(jacoco(), ChildJvm.rowanAgent(folder)));
  }

  @Test
  void H_G5_jacocoAfter() throws IOException {
    assertBothWork(List.of(ChildJvm.rowanAgent(folder), jacoco()));
  }

  @Test
  void H_G5_jacoco_withTheLateAttach() throws IOException {
    assertBothWork(List.of(jacoco()));
  }

  private Path coverage() {
    return folder.resolve("jacoco.exec");
  }

  private String jacoco() {
    String jar =
        Arrays.stream(ChildJvm.classPath().split(File.pathSeparator, -1))
            .filter(element -> element.contains("org.jacoco.agent-"))
            .findFirst()
            .orElseThrow();
    return "-javaagent:" + jar + "=includes=org.rowanorm.enhancement.*,destfile=" + coverage();
  }
}
