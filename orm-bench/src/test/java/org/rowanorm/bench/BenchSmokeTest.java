package org.rowanorm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchSmokeTest {

  @Test
  void eachOperation_runOnce_checksItselfAndGivesALine() throws Exception {
    System.setProperty("jmh.ignoreLock", "true");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    List<List<Run>> runs = Operations.ALL.stream().map(each -> each.runs(List.of())).toList();
    Samples samples = new Rounds(Pace.SMOKE, out).run(runs, 1);
    new Report(samples).print(Operations.ALL, out);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains(Operations.ALL.stream().map(Operation::label).toList());
  }
}
