package org.rowanorm.entity;

import org.jspecify.annotations.Nullable;

/**
 * What every enhanced class implements: the one door between an object and the engine.
 *
 * <p>Each class level holds two trap masks per 64 attributes, a read mask and a write mask; both
 * zero make a plain Java object. A set bit sends the access to {@link EntityState}. Slots and mask
 * words are numbered through the hierarchy, superclasses first. One bit of each mask is the
 * engine's own: bit 63 of the first word where no attribute has it, else that of the word after
 * those of its level. Not thread-safe, as the object itself is not.
 *
 * <p>The methods have bodies for the compiler's sake: what the enhancer adds is synthetic, and so
 * compilers do not see it. Without the bodies a class could not extend an abstract one from a jar
 * that is enhanced already.
 */
@SuppressWarnings({"MethodName", "checkstyle:MethodName"}) // $ keeps clear of the user's own names
public interface Enhanced {

  /** The managed state behind this object, or null where there is none. */
  default @Nullable EntityState $rowan_entry() {
    throw new AbstractMethodError();
  }

  /** Puts the managed state behind this object. */
  default void $rowan_entry(@Nullable EntityState state) {
    throw new AbstractMethodError();
  }

  /** The value of a slot, boxed, without any trap. */
  default @Nullable Object $rowan_raw(int slot) {
    throw new AbstractMethodError();
  }

  /** Sets the value of a slot without any trap; a null for a primitive becomes zero. */
  default void $rowan_raw(int slot, @Nullable Object value) {
    throw new AbstractMethodError();
  }

  /** The read mask in one word. */
  default long $rowan_get(int word) {
    throw new AbstractMethodError();
  }

  /** Replaces the read mask in one word. */
  default void $rowan_get(int word, long mask) {
    throw new AbstractMethodError();
  }

  /** The write mask in one word. */
  default long $rowan_set(int word) {
    throw new AbstractMethodError();
  }

  /** Replaces the write mask in one word. */
  default void $rowan_set(int word, long mask) {
    throw new AbstractMethodError();
  }
}
