package org.rowanorm.flush.preview;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a row is written.
 *
 * @param at the attribute that changed, or the way over which a session came upon the object; empty
 *     where it was given to the session itself
 * @param old what the row holds, as far as it is known
 * @param now what it will hold; another object as its entity and id
 */
public record Reason(Kind kind, String at, @Nullable Object old, @Nullable Object now) {

  /** The kinds of reasons. */
  public enum Kind {
    /** The object is new. */
    ADDED,
    /** The object is to be deleted. */
    DELETED,
    /** An attribute changed. */
    CHANGED,
    /** An attribute changed of which it is not known what it was: it was written unread. */
    WRITTEN,
    /** The object joined a collection. */
    JOINED,
    /** The object left a collection. */
    LEFT,
    /** The element stands at another place in its collection. */
    MOVED,
    /** The reference closes a circle, so it is set after the INSERT. */
    POSTPONED,
    /** The whole collection was replaced unread, or its owner is deleted. */
    RELEASED,
    /** The row gives up its value before its turn, since another row needs that first. */
    EMPTIED
  }

  @Override
  public String toString() {
    return kind == Kind.CHANGED
        ? at + ": " + old + " -> " + now
        : kind == Kind.WRITTEN ? at + ": -> " + now : named();
  }

  private String named() {
    String word = kind.name().toLowerCase(Locale.ROOT);
    String where = at.isEmpty() ? "" : " at " + at;
    return now == null ? word + where : word + where + " of " + now;
  }
}
