package org.rowanorm.context;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.SessionStateException;

/**
 * Keeps a second thread out of a session while a first one is inside. A session may go from one
 * thread to another between two calls. Threads are known by their numbers: to write a number costs
 * less than to write a reference, of which the garbage collector wants to know.
 */
public final class Guard {

  private static final long NOBODY = 0;
  private static final VarHandle INSIDE;

  static {
    try {
      INSIDE = MethodHandles.lookup().findVarHandle(Guard.class, "inside", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // through the handle
  private long inside;

  /**
   * Enters; returns whether this call is the outermost one, which must {@link #exit}.
   *
   * @throws SessionStateException where another thread is inside
   */
  public boolean enter() {
    long me = Thread.currentThread().getId();
    return isFree((long) INSIDE.compareAndExchange(this, NOBODY, me), me);
  }

  /** Leaves, where {@link #enter} said that this is the outermost call. */
  public void exit(boolean outermost) {
    if (outermost) {
      INSIDE.setRelease(this, NOBODY);
    }
  }

  /**
   * Whether nobody is inside. What takes a few nanoseconds need not enter: it asks, which shows a
   * second thread while the first one loads or flushes.
   */
  boolean isFree() {
    return (long) INSIDE.getOpaque(this) == NOBODY;
  }

  private static boolean isFree(long other, long me) {
    if (other != NOBODY && other != me) {
      throw refused(other);
    }
    return other == NOBODY;
  }

  private static SessionStateException refused(long other) {
    return new SessionStateException(
        ErrorCode.CONCURRENT_USE,
        null,
        "The session is in use by " + describe(other),
        "thread '"
            + Thread.currentThread().getName()
            + "' must not use it, or its objects, at the same time",
        "open a session for each thread");
  }

  /** The thread with a number, while it is there and no virtual one, of which no list is kept. */
  private static String describe(long number) {
    for (Thread thread : threads()) {
      if (thread != null && thread.getId() == number) {
        return "thread '" + thread.getName() + "'";
      }
    }
    return "another thread";
  }

  private static @Nullable Thread[] threads() {
    ThreadGroup all = Thread.currentThread().getThreadGroup();
    while (all.getParent() != null) {
      all = all.getParent();
    }
    @Nullable Thread[] found = new @Nullable Thread[all.activeCount() * 2 + 16];
    all.enumerate(found);
    return found;
  }
}
