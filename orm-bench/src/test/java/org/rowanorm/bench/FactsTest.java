package org.rowanorm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rowanorm.bench.work.HeldBenchmark;

class FactsTest {

  /** A hit in a HashMap allocates its key and nothing else, and sends nothing. */
  @Test
  void facts_ofAHitInAMap_areItsKeyAndNoStatement() throws Exception {
    PrintStream none =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Run run = Run.of(HeldBenchmark.class, "run", "JDBC", null);
    Samples samples = new Rounds(Pace.FACTS, none).run(List.of(List.of(run)), 1);
    assertThat(samples.of(run))
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.bytes()).isBetween(16.0, 40.0);
              assertThat(sample.statements()).isZero();
              assertThat(sample.cpuNanos()).isBetween(1.0, 10_000.0);
            });
  }
}
