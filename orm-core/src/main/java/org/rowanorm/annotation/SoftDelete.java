package org.rowanorm.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an entity or a mapped superclass: rows are not deleted but marked as deleted, and marked rows
 * are not read. It holds for the topmost entity and all that extend it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SoftDelete {

  /** What the column holds. */
  Mark value() default Mark.DELETED;

  /** The column; if not given {@code deleted}, {@code active} or {@code deleted_at}. */
  String column() default "";

  /** What tells rows that are deleted from those that are not. */
  enum Mark {
    /** A boolean that is true in deleted rows. */
    DELETED,
    /** A boolean that is true in rows that are not deleted. */
    ACTIVE,
    /** The time of the deletion, in UTC; null in rows that are not deleted. */
    TIME
  }
}
