package org.rowanorm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowanorm.bench.side.Library;

class PeersSmokeTest {

  private static final List<Library> PEERS = Bench.Options.parse("--peers").peers();

  @BeforeAll
  static void letOthersMeasureToo() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  static List<Operation> operations() {
    return Operations.ALL.stream().filter(each -> each.runs(PEERS).size() > 2).toList();
  }

  /** A benchmark checks what its side found or wrote, and that it sent statements, and fails. */
  @ParameterizedTest
  @MethodSource("operations")
  void operation_runOnceOnEachSide_checksItselfAndGivesALine(Operation operation) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    List<Run> runs = operation.runs(PEERS); // of JDBC and Rowan too, to which the table compares
    Samples samples = new Rounds(Pace.SMOKE, out).run(List.of(runs), 1);
    assertThat(runs).allSatisfy(run -> assertThat(samples.of(run)).hasSize(1));
    new PeerReport(samples, PEERS).print(List.of(operation), out);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("| " + operation.label());
  }

  @Test
  void peers_areThoseThatTheIssuesName() {
    assertThat(PEERS)
        .extracting(Library::label)
        .containsExactly("Ebean", "EclipseLink", "Hibernate", "jOOQ");
  }
}
