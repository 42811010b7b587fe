package org.rowanorm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchSmokeTest {

  @Test
  void eachOperation_runOnce_checksItselfAndGivesALine() throws Exception {
    System.setProperty("jmh.ignoreLock", "true");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    List<Operation> all = List.of(Operation.values());
    Samples samples = new Rounds(Pace.SMOKE, out).run(all, 1);
    new Report(samples).print(all, out);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains(Arrays.stream(Operation.values()).map(operation -> operation.label).toList());
  }
}
