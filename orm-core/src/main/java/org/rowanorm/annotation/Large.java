package org.rowanorm.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The collection may hold more than one wants in memory: {@code size}, {@code isEmpty}, {@code
 * contains}, {@code get(index)} of a list with an index column, {@code get(key)} of a map, {@code
 * add} and {@code remove} ask the database about the element and load no others. What needs all
 * elements loads them.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface Large {

  /** Whether what needs all elements is an error: the collection is only written and asked. */
  boolean writeOnly() default false;
}
