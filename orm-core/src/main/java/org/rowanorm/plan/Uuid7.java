package org.rowanorm.plan;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, then a counter, then chance. Each
 * is greater than the one before, also where many are made in one millisecond or the clock goes
 * back: the counter of 12 bits and the 30 bits after it are one number that starts at chance and
 * grows by chance, and the milliseconds run ahead of the clock if it is full. Thread-safe.
 */
public final class Uuid7 {

  /** The counter has 12 bits in the first half and 30 in the second. */
  private static final int LOW_BITS = 30;

  private static final long MAX_COUNTER = (1L << (12 + LOW_BITS)) - 1;
  private static final long LOW = (1L << LOW_BITS) - 1;

  private static final int MAX_STEP = 0xffff;

  private static final long VERSION = 7L << 12;
  private static final long VARIANT = 1L << 63;

  private final InstantSource clock;

  /** Made with the first one: to find the source of chance is a part of the start else. */
  private @Nullable RandomGenerator random;

  private long millis = Long.MIN_VALUE;
  private long counter;

  /** By the clock of the machine. */
  Uuid7() {
    this(InstantSource.system(), null);
  }

  Uuid7(InstantSource clock, @Nullable RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** The next one. */
  public synchronized UUID next() {
    RandomGenerator chance = random;
    if (chance == null) {
      chance = new SecureRandom();
      random = chance;
    }
    long now = clock.millis();
    long step = 1L + (chance.nextInt() & MAX_STEP);
    if (now > millis) {
      millis = now;
      counter = start(chance);
    } else if (counter + step <= MAX_COUNTER) {
      counter += step;
    } else {
      millis++;
      counter = start(chance);
    }
    long tail = chance.nextInt() & 0xffff_ffffL;
    return new UUID(
        millis << 16 | VERSION | counter >>> LOW_BITS, VARIANT | (counter & LOW) << 32 | tail);
  }

  /** In the lower half, so that there is room to grow within the millisecond. */
  private static long start(RandomGenerator chance) {
    return chance.nextLong() & (MAX_COUNTER >> 1);
  }
}
