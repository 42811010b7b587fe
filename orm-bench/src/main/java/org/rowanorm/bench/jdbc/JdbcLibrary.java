package org.rowanorm.bench.jdbc;

import org.jspecify.annotations.Nullable;
import org.rowanorm.bench.side.Libraries;
import org.rowanorm.bench.side.Library;

/** No library: plain JDBC. */
public final class JdbcLibrary implements Library {

  @Override
  public String label() {
    return Libraries.BASELINE;
  }

  @Override
  public String side() {
    return "org.rowanorm.bench.jdbc.JdbcSide";
  }

  @Override
  public boolean isPeer() {
    return false;
  }

  @Override
  public byte @Nullable [] enhance(String type, byte[] file, ClassLoader classes) {
    return null;
  }
}
