package org.rowanorm.entity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks one enhanced class level; written by the enhancer, never by hand. It is not inherited: each
 * class of a hierarchy carries its own.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Enhancement {

  /** The contract that this version of the core understands. */
  int CONTRACT = 2;

  /** The contract that the class was enhanced for. */
  int version();

  /** The names of the attributes that this class declares, in the order of their slots. */
  String[] attributes();

  /**
   * The names of the getters of the last attributes, in their order: those are reached by getter
   * and setter. All attributes before them are fields.
   */
  String[] properties() default {};
}
