package org.rowanorm.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.SessionStateException;

class GuardTest {

  private final Guard guard = new Guard();

  @Test
  void thread_insideAlready_entersAgainAndDoesNotLeaveTwice() {
    boolean outer = guard.enter();
    boolean inner = guard.enterBriefly();
    guard.exitBriefly(inner);

    assertThat(outer).isTrue();
    assertThat(inner).isFalse();
    assertThatThrownBy(() -> inAnotherThread(guard::enter)).cause().satisfies(GuardTest::isRefusal);
    guard.exit(outer);
    inAnotherThread(guard::enter);
  }

  @Test
  void thread_whileAnotherIsInsideBriefly_isRefused() {
    boolean outer = guard.enterBriefly();

    assertThatThrownBy(() -> inAnotherThread(guard::enterBriefly))
        .cause()
        .satisfies(GuardTest::isRefusal);
    assertThatThrownBy(() -> inAnotherThread(guard::enter)).cause().satisfies(GuardTest::isRefusal);
    guard.exitBriefly(outer);
  }

  /** What a thread sees that came in at the same moment, and was overtaken. */
  @Test
  void thread_thatWasOvertaken_isToldAsItLeaves() {
    boolean outer = guard.enterBriefly();
    guard.exit(true);

    assertThatThrownBy(() -> guard.exitBriefly(outer))
        .isInstanceOf(SessionStateException.class)
        .hasMessage(
            "The session is in use by another thread\n    thread '"
                + Thread.currentThread().getName()
                + "' must not use it, or its objects, at the same time\n"
                + "    open a session for each thread [ROWAN-302]");
  }

  private static void inAnotherThread(Runnable work) throws CompletionException {
    CompletableFuture.runAsync(work).join();
  }

  private static void isRefusal(Throwable error) {
    assertThat(error)
        .isInstanceOf(SessionStateException.class)
        .hasMessageStartingWith("The session is in use by thread '");
  }
}
