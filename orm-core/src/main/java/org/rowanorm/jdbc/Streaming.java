package org.rowanorm.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * How a driver gives the rows of a result part by part, without reading it whole.
 *
 * @param fetchSize what the statement is told
 * @param alone whether the driver refuses other statements on the connection meanwhile
 * @param own what a connection that is used for nothing else needs besides, or null
 */
public record Streaming(int fetchSize, boolean alone, @Nullable Own own) {

  /**
   * What a connection of a stream needs.
   *
   * @param isolation the isolation of its transaction, as {@link java.sql.Connection} numbers them
   * @param before a statement that prepares it
   * @param after a statement that undoes it
   */
  public record Own(int isolation, String before, String after) {}

  /** By the fetch size that the standard has. */
  public static Streaming of(int rows) {
    return new Streaming(rows, false, null);
  }
}
