package org.rowanorm.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code build()} tells of the door, at DEBUG. */
class BootLogTest {

  private static final String PEN = "org.rowanorm.enhancement.cases.HierarchyCases$Pen";
  private static final String NAMED = "org.rowanorm.enhancement.cases.HierarchyCases$Named";

  @ParameterizedTest
  @CsvSource({"AGENT, by the agent", "BUILD, at build time"})
  void eachMappedLevel_isLoggedWithItsDoor(Door door, String mode) throws Exception {
    assertThat(logOfBuild(door).lines().filter(line -> line.startsWith("DEBUG")))
        .containsExactlyInAnyOrder(
            "DEBUG org.rowanorm.boot - " + PEN + " is enhanced: " + mode,
            "DEBUG org.rowanorm.boot - " + NAMED + " is enhanced: " + mode);
  }

  private static String logOfBuild(Door door) throws IOException, ClassNotFoundException {
    PrintStream before = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (Woven loader = Woven.through(door);
        PrintStream capturing = new PrintStream(written, true, StandardCharsets.UTF_8)) {
      System.setErr(capturing);
      H2.with(loader.loadClass(PEN)).close();
    } finally {
      System.setErr(before);
    }
    return written.toString(StandardCharsets.UTF_8);
  }
}
