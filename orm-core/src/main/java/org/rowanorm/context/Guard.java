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
    Thread other = (Thread) INSIDE.compareAndExchange(this, null, me);
    if (other == null) {
      return true;
    }
    if (other == me) {
      return false;
    }
    throw new SessionStateException(
        ErrorCode.CONCURRENT_USE,
        null,
        "The session is in use by thread '" + other.getName() + "'",
        "thread '" + me.getName() + "' must not use it, or its objects, at the same time",
        "open a session for each thread");
  }

  /** Leaves, where {@link #enter} said that this is the outermost call. */
  public void exit(boolean outermost) {
    if (outermost) {
      INSIDE.setRelease(this, null);
    }
  }
}
