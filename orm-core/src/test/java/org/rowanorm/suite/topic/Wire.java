package org.rowanorm.suite.topic;

import org.jspecify.annotations.Nullable;
import org.rowanorm.testdb.SeparateServer;
import org.rowanorm.testdb.WireTap;

/**
 * A way to a database that counts round trips, where there is a wire.
 *
 * @param url the way that is counted
 * @param direct the way past the tap
 * @param tap what counts; null for a database in this process
 * @param separate a server that is there for this way only, or null
 */
public record Wire(
    String url, String direct, @Nullable WireTap tap, @Nullable SeparateServer separate)
    implements AutoCloseable {

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
    if (separate != null) {
      separate.close();
    }
  }
}
