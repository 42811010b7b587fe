package org.rowanorm.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowanorm.agent.DirectoryEnhancer;
import org.rowanorm.agent.PlainClasses;

/** A JUnit run with orm-agent on its class path, in a JVM of its own. */
class LateAttachTest {

  private static final String CASE = "org.rowanorm.enhancement.cases.LateCase";
  private static final String ITEM = CASE + "$Item";

  @TempDir Path folder;

  @BeforeEach
  void copyClasses() throws IOException {
    ChildJvm.copy(folder, CASE, ITEM);
  }

  private String run(List<String> options, String... arguments) throws IOException {
    String[] all = new String[arguments.length + 1];
    all[0] = RunTests.class.getName();
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return ChildJvm.run(ChildJvm.classPathWith(folder), options, all);
  }

  @Test
  void entityThatNobodyEnhanced_worksWithoutAFlag() throws IOException {
    assertThat(run(List.of("-Drowan.attach.options=verbose"), CASE))
        .contains("[rowan] enhanced " + ITEM)
        .contains("succeeded: 1")
        .doesNotContain("failed");
  }

  @Test
  void switchedOff_theEntityIsRefused() throws IOException {
    assertThat(run(List.of("-Drowan.attach=never"), CASE))
        .contains("succeeded: 0")
        .contains("failed: Not enhanced: " + ITEM + "\n    start the JVM with -javaagent:");
  }

  @Test
  void entityThatIsLoadedAlready_endsTheRunByName() throws IOException {
    assertThat(run(List.of(), CASE, ITEM))
        .contains(
            "Loaded before the Rowan agent could attach: "
                + ITEM
                + "\n    These classes can no longer be enhanced in this JVM."
                + "\n    Start it with -javaagent, or run the goals of orm-maven-plugin in the build.")
        .doesNotContain("succeeded");
  }

  @Test
  void entityThatIsEnhanced_needsNoAgent() throws IOException {
    new DirectoryEnhancer(folder, List.of()).enhance();

    assertThat(PlainClasses.in(folder)).isEmpty();
    assertThat(run(List.of("-Drowan.attach.options=verbose"), CASE))
        .contains("succeeded: 1")
        .doesNotContain("[rowan]");
  }
}
