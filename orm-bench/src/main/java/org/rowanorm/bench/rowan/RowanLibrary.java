package org.rowanorm.bench.rowan;

import org.jspecify.annotations.Nullable;
import org.rowanorm.agent.ClassFileSource;
import org.rowanorm.agent.Enhancer;
import org.rowanorm.bench.side.Libraries;
import org.rowanorm.bench.side.Library;

/** Rowan. */
public final class RowanLibrary implements Library {

  @Override
  public String label() {
    return Libraries.ROWAN;
  }

  @Override
  public String side() {
    return "org.rowanorm.bench.rowan.RowanSide";
  }

  @Override
  public boolean isPeer() {
    return false;
  }

  @Override
  public byte @Nullable [] enhance(String type, byte[] file, ClassLoader classes) {
    return new Enhancer(ClassFileSource.of(classes)).enhance(type, file);
  }
}
