package org.rowanorm.entity;

import org.jspecify.annotations.Nullable;

/**
 * What every enhanced class implements: the one door between an object and the engine.
 *
 * <p>Each class level holds two trap masks per 63 attributes, a read mask and a write mask; both
 * zero make a plain Java object. A set bit sends the access to {@link EntityState}. Slots and mask
 * words are numbered through the hierarchy, superclasses first. Bit 63 of each word is the engine's
 * own. Not thread-safe, as the object itself is not.
 */
@SuppressWarnings({"MethodName", "checkstyle:MethodName"}) // $ keeps clear of the user's own names
public interface Enhanced {

  /** The managed state behind this object, or null where there is none. */
  @Nullable EntityState $rowan_entry();

  /** Puts the managed state behind this object. */
  void $rowan_entry(@Nullable EntityState state);

  /** The value of a slot, boxed, without any trap. */
  @Nullable Object $rowan_raw(int slot);

  /** Sets the value of a slot without any trap; a null for a primitive becomes zero. */
  void $rowan_raw(int slot, @Nullable Object value);

  /** The read mask in one word. */
  long $rowan_get(int word);

  /** Replaces the read mask in one word. */
  void $rowan_get(int word, long mask);

  /** The write mask in one word. */
  long $rowan_set(int word);

  /** Replaces the write mask in one word. */
  void $rowan_set(int word, long mask);
}
