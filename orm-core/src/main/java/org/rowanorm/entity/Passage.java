package org.rowanorm.entity;

import org.jspecify.annotations.Nullable;

/**
 * Lets the engine through the traps of one object while it calls getters and setters of the user.
 *
 * <p>They are trapped at their start, whoever calls. The engine does not lower the traps for its
 * own calls, since those may run in several threads at once where a detached object is read.
 * Instead the slow path asks whether its thread is in a passage through the object. Other objects
 * that the user's code touches meanwhile are trapped as ever. For one use by one thread.
 */
final class Passage implements AutoCloseable {

  private static final ThreadLocal<@Nullable Passage> INNERMOST = new ThreadLocal<>();

  /** Spares programs without property access the look-up; a thread sees at least its own write. */
  private static boolean used;

  private final Enhanced entity;
  private final @Nullable Passage outer;

  private Passage(Enhanced entity, @Nullable Passage outer) {
    this.entity = entity;
    this.outer = outer;
  }

  /** Opens a passage until it is closed. */
  static Passage through(Enhanced entity) {
    used = true;
    Passage passage = new Passage(entity, INNERMOST.get());
    INNERMOST.set(passage);
    return passage;
  }

  /** Whether this thread is in a passage through an object. */
  static boolean covers(Enhanced entity) {
    return used && isCovered(entity);
  }

  private static boolean isCovered(Enhanced entity) {
    for (Passage at = INNERMOST.get(); at != null; at = at.outer) {
      if (at.entity == entity) {
        return true;
      }
    }
    return false;
  }

  Enhanced entity() {
    return entity;
  }

  @Override
  public void close() {
    INNERMOST.set(outer);
  }
}
