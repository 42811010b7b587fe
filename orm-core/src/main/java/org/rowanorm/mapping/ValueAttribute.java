package org.rowanorm.mapping;

import org.jspecify.annotations.Nullable;

/** An attribute that holds a value, which may be one that changes in place. */
public sealed interface ValueAttribute extends Attribute permits BasicAttribute, EmbeddedAttribute {

  /** What its columns hold for a value, apart from it: it does not change with the value. */
  @Nullable Object snapshot(@Nullable Object value);

  /** Whether its columns hold for a value what they held at a snapshot. */
  boolean isSame(@Nullable Object snapshot, @Nullable Object value);
}
