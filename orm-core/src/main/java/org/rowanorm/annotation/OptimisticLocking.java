package org.rowanorm.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an entity without a version, or a mapped superclass: an UPDATE or DELETE finds its row only
 * while that holds the values that the object was read with, so that changes of other transactions
 * are noticed. It holds for the topmost entity and all that extend it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OptimisticLocking {

  /** Which values an UPDATE compares; a DELETE compares all. */
  Compared value();

  /** Values that are compared. */
  enum Compared {
    /** All that the object has loaded: whoever changed anything of the row is noticed. */
    ALL,
    /** Those that are changed: two transactions may change different attributes of one row. */
    CHANGED
  }
}
