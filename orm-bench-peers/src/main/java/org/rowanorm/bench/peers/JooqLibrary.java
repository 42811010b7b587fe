package org.rowanorm.bench.peers;

import org.jspecify.annotations.Nullable;
import org.rowanorm.bench.side.Library;

/** jOOQ, which has no mapped classes. */
public final class JooqLibrary implements Library {

  @Override
  public String label() {
    return "jOOQ";
  }

  @Override
  public String side() {
    return "org.rowanorm.bench.peers.JooqSide";
  }

  @Override
  public boolean isPeer() {
    return true;
  }

  @Override
  public byte @Nullable [] enhance(String type, byte[] file, ClassLoader classes) {
    return null;
  }
}
