package org.rowanorm.jdbc;

import java.util.List;

/**
 * How a driver gives the rows of a result part by part, without reading it whole.
 *
 * @param fetchSize what the statement is told
 * @param alone whether the driver refuses other statements on the connection meanwhile
 * @param before statements that prepare a connection that is used for nothing else
 * @param after statements that undo them
 */
public record Streaming(int fetchSize, boolean alone, List<String> before, List<String> after) {

  /** Copies the lists. */
  public Streaming {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** By the fetch size that the standard has. */
  public static Streaming of(int rows) {
    return new Streaming(rows, false, List.of(), List.of());
  }
}
