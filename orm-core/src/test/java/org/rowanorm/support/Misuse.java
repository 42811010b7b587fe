package org.rowanorm.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test of what happens to somebody who uses a part of loading wrongly. It asserts the whole
 * message; {@code MisuseTest} counts such tests for each part.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Misuse {

  /** What is used. */
  Of value();

  /** The parts of loading. */
  enum Of {
    /** The objects of one result, and what is loaded for all of them. */
    COHORT,
    /** {@code fetch} and graphs. */
    FETCH,
    /** Reads after the session. */
    AFTER_CLOSE,
    /** {@code raise}. */
    RAISE,
    /** {@code seal}. */
    SEAL,
    /** {@code stream} and {@code forEach}. */
    STREAM,
    /** Pages by cursor, and {@code after}. */
    CURSOR_PAGE,
    /** {@code @Large}. */
    LARGE_COLLECTION,
    /** {@code later}. */
    LATER,
    /** {@code getAll}. */
    GET_ALL
  }
}
