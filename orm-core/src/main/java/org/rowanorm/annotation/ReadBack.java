package org.rowanorm.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The database fills the column, by a default, a generated column or a trigger: what it holds is
 * read back into the attribute after a flush has written the row. Whether the attribute is written
 * at all is said by {@code insertable} and {@code updatable} of its {@code @Column}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface ReadBack {

  /**
   * The statements after which it is read back; each INSERT and UPDATE of its table if not given.
   */
  After value() default After.EACH_WRITE;

  /** What a value is read back after. */
  enum After {
    /** The INSERT, for what never changes after. */
    INSERT,
    /** Each INSERT and UPDATE. */
    EACH_WRITE
  }
}
