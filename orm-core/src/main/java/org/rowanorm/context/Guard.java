package org.rowanorm.context;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.SessionStateException;

/**
 * Keeps a second thread out of a session while a first one is inside. A session may go from one
 * thread to another between two calls.
 */
public final class Guard {

  private static final VarHandle INSIDE;

  static {
    try {
      INSIDE = MethodHandles.lookup().findVarHandle(Guard.class, "inside", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // through the handle
  private @Nullable Thread inside;

  /**
   * Enters; returns whether this call is the outermost one, which must {@link #exit}.
   *
   * @throws SessionStateException where another thread is inside
   */
  public boolean enter() {
    Thread me = Thread.currentThread();
    return isFree((Thread) INSIDE.compareAndExchange(this, null, me), me);
  }

  /** Leaves, where {@link #enter} said that this is the outermost call. */
  public void exit(boolean outermost) {
    if (outermost) {
      INSIDE.setRelease(this, null);
    }
  }

  /**
   * Enters for a few nanoseconds, without an instruction that is atomic: that would take longer
   * than what is guarded. Two threads that enter at the same moment are both let in, and {@link
   * #exitBriefly} tells the one that was overtaken.
   *
   * @return as {@link #enter}
   * @throws SessionStateException where another thread is inside
   */
  boolean enterBriefly() {
    Thread me = Thread.currentThread();
    boolean free = isFree((Thread) INSIDE.getAcquire(this), me);
    if (free) {
      INSIDE.setRelease(this, me);
    }
    return free;
  }

  /**
   * Leaves, where {@link #enterBriefly} said that this is the outermost call.
   *
   * @throws SessionStateException where another thread came in meanwhile
   */
  void exitBriefly(boolean outermost) {
    if (outermost) {
      Thread me = Thread.currentThread();
      Thread now = (Thread) INSIDE.getAcquire(this);
      if (now != me) {
        throw refused(now, me);
      }
      INSIDE.setRelease(this, null);
    }
  }

  private static boolean isFree(@Nullable Thread other, Thread me) {
    if (other != null && other != me) {
      throw refused(other, me);
    }
    return other == null;
  }

  private static SessionStateException refused(@Nullable Thread other, Thread me) {
    return new SessionStateException(
        ErrorCode.CONCURRENT_USE,
        null,
        "The session is in use by "
            + (other == null ? "another thread" : "thread '" + other.getName() + "'"),
        "thread '" + me.getName() + "' must not use it, or its objects, at the same time",
        "open a session for each thread");
  }
}
