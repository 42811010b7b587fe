package org.rowanorm.lifecycle;

import org.jspecify.annotations.Nullable;

/** An owner or a part, as tests see it; public, since classes of another loader implement it. */
public interface Led {

  /** Gives it an id and a name. */
  void set(int id, String name);

  /** Gives it another name. */
  void rename(String name);

  /** Its name. */
  @Nullable String name();

  /** What a way of an owner leads to, or null. */
  default @Nullable Led read(Way way) {
    throw new UnsupportedOperationException(way.toString());
  }

  /** Lets a way of an owner lead to a part. */
  default void lead(Way way, Led part) {
    throw new UnsupportedOperationException(way.toString());
  }

  /** Takes a part out of what a way of an owner holds. */
  default void takeOut(Way way, Led part) {
    throw new UnsupportedOperationException(way.toString());
  }

  /** Lets a way of an owner lead nowhere. */
  default void clear(Way way) {
    throw new UnsupportedOperationException(way.toString());
  }
}
