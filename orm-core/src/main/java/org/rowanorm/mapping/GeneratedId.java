package org.rowanorm.mapping;

import org.jspecify.annotations.Nullable;

/**
 * How the values of an id are made.
 *
 * @param counter what counts them, where they are counted apart from the table
 */
record GeneratedId(IdGeneration by, @Nullable IdCounter counter) {

  static final GeneratedId ASSIGNED = new GeneratedId(IdGeneration.ASSIGNED, null);
  static final GeneratedId IDENTITY = new GeneratedId(IdGeneration.IDENTITY, null);
  static final GeneratedId UUID = new GeneratedId(IdGeneration.UUID, null);
  static final GeneratedId UUID7 = new GeneratedId(IdGeneration.UUID7, null);
}
