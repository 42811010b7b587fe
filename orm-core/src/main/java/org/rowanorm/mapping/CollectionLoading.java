package org.rowanorm.mapping;

/** How much of a collection is loaded for an operation that needs a part of it. */
public enum CollectionLoading {
  /** All elements. */
  WHOLE,
  /** Nothing but the element in question. */
  PARTS,
  /** As {@link #PARTS}, and what needs all elements is refused. */
  NEVER
}
