package org.rowanorm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final OptionalDouble TARGET = OptionalDouble.of(1.10); // so the limit is 1.155

  @Test
  void interval_ofFiveRatios_isThatOfStudent() {
    Interval interval = Interval.of(List.of(1.00, 1.02, 1.04, 1.06, 1.08));
    assertThat(interval.mean()).isCloseTo(1.0396, within(0.0001));
    assertThat(interval.low()).isCloseTo(1.0012, within(0.0005));
    assertThat(interval.high()).isCloseTo(1.0795, within(0.0005));
  }

  @Test
  void interval_ofOneRatio_isUnbounded() {
    Interval interval = Interval.of(List.of(0.5));
    assertThat(interval.mean()).isCloseTo(0.5, within(1e-9));
    assertThat(Verdict.ofTime(interval, TARGET)).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void time_withAllOfANarrowIntervalBelowTheLimit_isMet() {
    assertThat(Verdict.ofTime(new Interval(1.05, 1.10, 1.15), TARGET)).isEqualTo(Verdict.MET);
  }

  @Test
  void time_withANarrowIntervalThatReachesTheLimit_isMissed() {
    assertThat(Verdict.ofTime(new Interval(1.10, 1.13, 1.16), TARGET)).isEqualTo(Verdict.MISSED);
  }

  @Test
  void time_withAWideInterval_isUndecidedButSaysWhereItLies() {
    assertThat(Verdict.ofTime(new Interval(0.9, 1.1, 1.3), TARGET)).isEqualTo(Verdict.UNDECIDED);
    assertThat(Verdict.ofTime(new Interval(0.6, 0.8, 1.0), TARGET))
        .isEqualTo(Verdict.UNDECIDED_BELOW);
    assertThat(Verdict.ofTime(new Interval(1.3, 1.6, 1.9), TARGET))
        .isEqualTo(Verdict.UNDECIDED_ABOVE);
  }

  @Test
  void bytes_areExact() {
    assertThat(Verdict.ofBytes(24.4, OptionalDouble.of(24))).isEqualTo(Verdict.MET);
    assertThat(Verdict.ofBytes(25, OptionalDouble.of(24))).isEqualTo(Verdict.MISSED);
    assertThat(Verdict.ofBytes(25, OptionalDouble.empty())).isEqualTo(Verdict.NO_TARGET);
  }
}
