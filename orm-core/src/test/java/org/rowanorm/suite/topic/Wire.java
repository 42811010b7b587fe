package org.rowanorm.suite.topic;

import org.jspecify.annotations.Nullable;
import org.rowanorm.testdb.WireTap;

/** A way to the database of the suite that counts round trips, where there is a wire. */
public record Wire(String url, @Nullable WireTap tap) implements AutoCloseable {

  /** Whether there is anything to count. */
  public boolean isCounted() {
    return tap != null;
  }

  /** The round trips so far. */
  public long roundTrips() {
    return tap == null ? 0 : tap.roundTrips();
  }

  @Override
  public void close() {
    if (tap != null) {
      tap.close();
    }
  }
}
