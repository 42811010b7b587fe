package org.rowanorm.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The enum stands in a column of the database's own enum type, which holds it by name. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface NativeEnum {

  /**
   * The name of the type where the database names such types; the simple name of the enum's class
   * in lower case if not given.
   */
  String name() default "";
}
