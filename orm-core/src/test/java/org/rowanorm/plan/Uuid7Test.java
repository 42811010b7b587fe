package org.rowanorm.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import com.github.f4b6a3.uuid.util.UuidUtil;
import com.github.f4b6a3.uuid.util.UuidValidator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class Uuid7Test {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");

  private static final RandomGenerator CHANCE = new SecureRandom();

  private static List<UUID> make(Uuid7 generator, int count) {
    List<UUID> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(generator.next());
    }
    return made;
  }

  /** As databases and texts order them. */
  private static void assertRising(List<UUID> made) {
    assertThat(made.stream().map(UUID::toString).toList()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void uuid_ofANow_saysItsTimeVersionAndVariant() {
    for (UUID made : make(new Uuid7(InstantSource.fixed(NOON), CHANCE), 1_000)) {
      assertThat(made.version()).isEqualTo(7);
      assertThat(made.variant()).isEqualTo(2);
      assertThat(UuidValidator.isValid(made.toString(), 7)).isTrue();
      assertThat(UuidUtil.getInstant(made)).isEqualTo(NOON);
    }
  }

  @Test
  void uuids_ofOneMillisecond_rise() {
    assertRising(make(new Uuid7(InstantSource.fixed(NOON), CHANCE), 100_000));
  }

  @Test
  void uuids_ofAClockThatGoesBack_rise() {
    long[] now = {NOON.toEpochMilli()};
    List<UUID> made = make(new Uuid7(() -> Instant.ofEpochMilli(now[0]--), CHANCE), 10_000);
    assertRising(made);
  }

  /** Steps of the greatest size fill the upper half of the counter in 33 million, so it is long. */
  @Test
  void uuids_whenTheCounterIsFull_riseIntoTheNextMillisecond() {
    Uuid7 generator = new Uuid7(InstantSource.fixed(NOON), () -> -1L);
    UUID last = generator.next();
    int made = 1;
    while (UuidUtil.getInstant(last).equals(NOON)) {
      UUID next = generator.next();
      if (Long.compareUnsigned(next.getMostSignificantBits(), last.getMostSignificantBits()) < 0) {
        throw new AssertionError(next + " follows " + last);
      }
      last = next;
      made++;
    }
    assertThat(made).isGreaterThan(30_000_000);
    assertThat(UuidUtil.getInstant(last)).isEqualTo(NOON.plusMillis(1));
  }

  @Test
  void uuids_besideThoseOfAnotherLibrary_areOfTheSameTime() {
    Uuid7 generator = new Uuid7();
    long before = UuidUtil.getInstant(UuidCreator.getTimeOrderedEpoch()).toEpochMilli();
    long ours = UuidUtil.getInstant(generator.next()).toEpochMilli();
    long after = UuidUtil.getInstant(UuidCreator.getTimeOrderedEpoch()).toEpochMilli();
    assertThat(ours).isBetween(before, Math.max(after, before));
  }

  @Test
  void uuids_ofManyThreads_areUnique() throws Exception {
    Uuid7 generator = new Uuid7();
    Set<UUID> all = ConcurrentHashMap.newKeySet();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> work = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        work.add(
            threads.submit(
                () -> {
                  List<UUID> made = make(generator, 20_000);
                  assertRising(made);
                  all.addAll(made);
                }));
      }
      for (Future<?> one : work) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(all).hasSize(80_000);
  }
}
