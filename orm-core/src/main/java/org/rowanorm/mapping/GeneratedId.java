package org.rowanorm.mapping;

import org.jspecify.annotations.Nullable;

/**
 * How the values of an id are made.
 *
 * @param counter what counts them, where they are counted apart from the table
 */
public record GeneratedId(IdGeneration by, @Nullable IdCounter counter) {

  /** By the application. */
  public static final GeneratedId ASSIGNED = new GeneratedId(IdGeneration.ASSIGNED, null);

  /** By the database, as the row is inserted. */
  public static final GeneratedId IDENTITY = new GeneratedId(IdGeneration.IDENTITY, null);

  /** At random. */
  public static final GeneratedId UUID = new GeneratedId(IdGeneration.UUID, null);

  /** At random, in the order of time. */
  public static final GeneratedId UUID7 = new GeneratedId(IdGeneration.UUID7, null);
}
