package org.rowanorm.session;

import java.util.List;

/** What a stream gives, part by part. */
interface Parts<R> {

  /** The next part; an empty one at the end. */
  List<R> next();

  /** Whether it was ended from outside: by the end of its transaction. */
  default boolean isCutOff() {
    return false;
  }

  /** Lets go of what it holds. */
  default void end() {}
}
