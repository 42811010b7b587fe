package org.rowanorm.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.OfflineInstrumentationAccessGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rowanorm.agent.DirectoryEnhancer;
import org.rowanorm.agent.PlainClasses;

/** JaCoCo beside ours: its agent, and its offline instrumentation. */
class JacocoTest {

  private static final String CASE = "org.rowanorm.enhancement.cases.LateCase";
  private static final String ITEM = CASE + "$Item";

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

  /** Instrumented in the build, before what either door does. */
  @ParameterizedTest
  @EnumSource(Door.class)
  void H_G5_jacocoOffline_before(Door door) throws Exception {
    Path classes = ChildJvm.copy(folder.resolve("classes"), CASE, ITEM);
    instrument(classes);
    if (door == Door.BUILD) {
      new DirectoryEnhancer(classes, List.of()).enhance();
      assertThat(PlainClasses.in(classes)).isEmpty();
    }
    assertOfflineWorks(classes, door);
  }

  @Test
  void H_G5_jacocoOffline_afterTheBuild() throws Exception {
    Path classes = ChildJvm.copy(folder.resolve("classes"), CASE, ITEM);
    new DirectoryEnhancer(classes, List.of()).enhance();
    instrument(classes);
    assertOfflineWorks(classes, Door.BUILD);
  }

  private void assertOfflineWorks(Path classes, Door door) throws IOException {
    List<String> options = new ArrayList<>();
    options.add("-Djacoco-agent.destfile=" + coverage());
    options.add("-Drowan.attach=never");
    if (door == Door.AGENT) {
      options.add(ChildJvm.rowanAgent(folder));
    }
    String output =
        ChildJvm.run(ChildJvm.classPathWith(classes), options, RunTests.class.getName(), CASE);

    assertThat(output).contains("succeeded: 1").doesNotContain("failed");
    assertThat(Files.readString(coverage(), StandardCharsets.ISO_8859_1))
        .contains("org/rowanorm/enhancement/cases/LateCase$Item");
  }

  private static void instrument(Path classes) throws IOException {
    Instrumenter instrumenter = new Instrumenter(new OfflineInstrumentationAccessGenerator());
    try (var files = Files.walk(classes.resolve("org/rowanorm/enhancement/cases"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.write(file, instrumenter.instrument(Files.readAllBytes(file), file.toString()));
      }
    }
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
