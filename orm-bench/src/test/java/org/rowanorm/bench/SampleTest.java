package org.rowanorm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rowanorm.bench.Sample.Iteration;

class SampleTest {

  @Test
  void sample_ofDisturbedIterations_takesTheMedianOfTheCalmerHalf() {
    Sample sample =
        Sample.of(
            List.of(
                new Iteration(300, 90),
                new Iteration(100, 95),
                new Iteration(104, 103),
                new Iteration(102, 101),
                new Iteration(150, 100)),
            64,
            3);
    assertThat(sample).isEqualTo(new Sample(102, 101, 64, 3));
  }

  @Test
  void sample_ofOneIteration_isThatIteration() {
    assertThat(Sample.of(List.of(new Iteration(9, 8)), 7, 1)).isEqualTo(new Sample(9, 8, 7, 1));
  }
}
