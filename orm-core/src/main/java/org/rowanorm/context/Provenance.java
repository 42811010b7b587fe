package org.rowanorm.context;

/** Where an object came from: with others in a {@link Cohort}, or alone. */
public sealed interface Provenance permits Cohort, Origin {

  /** The query that it came with, or that led to it. */
  Origin origin();
}
