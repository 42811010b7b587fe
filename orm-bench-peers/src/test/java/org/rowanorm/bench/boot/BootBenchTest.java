package org.rowanorm.bench.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rowanorm.bench.boot.BootBench.Time;

class BootBenchTest {

  /** A start that does not find its row is refused by the benchmark itself. */
  @Test
  void start_ofAFewClasses_findsTheRowWithEachLibrary() throws Exception {
    Map<Starter, List<Time>> times = BootBench.measure(3, 1, List.of(Starter.values()));
    assertThat(times.keySet()).containsExactly(Starter.values());
    assertThat(times.values())
        .allSatisfy(each -> assertThat(each).singleElement().matches(time -> time.millis() > 0));
  }
}
