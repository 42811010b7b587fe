package org.rowanorm.bench.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rowanorm.bench.enhance.StartUp.Time;
import org.rowanorm.bench.enhance.StartUp.Way;

class StartUpTest {

  @Test
  void application_ofAFewClasses_givesTheSameEachWay() throws Exception {
    Map<Way, List<Time>> times = StartUp.measure(320, 1);
    assertThat(times.keySet()).containsExactly(Way.values());
    assertThat(times.values())
        .allSatisfy(each -> assertThat(each).singleElement().matches(time -> time.nanos() > 0));
  }
}
