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
    boolean inner = guard.enter();
    guard.exit(inner);

    assertThat(outer).isTrue();
    assertThat(inner).isFalse();
    assertThatThrownBy(() -> inAnotherThread(guard::enter)).cause().satisfies(GuardTest::isRefusal);
    guard.exit(outer);
    inAnotherThread(guard::enter);
  }

  @Test
  void guard_isFree_whileNobodyIsInside() {
    assertThat(guard.isFree()).isTrue();
    boolean outer = guard.enter();
    assertThat(guard.isFree()).isFalse();
    guard.exit(outer);
    assertThat(guard.isFree()).isTrue();
  }

  @Test
  void thread_whileAnotherIsInside_isRefusedWithItsName() {
    guard.enter();

    assertThatThrownBy(() -> inAnotherThread(guard::enter))
        .cause()
        .isInstanceOf(SessionStateException.class)
        .hasMessageStartingWith(
            "The session is in use by thread '"
                + Thread.currentThread().getName()
                + "'\n    thread '")
        .hasMessageEndingWith(
            "' must not use it, or its objects, at the same time\n"
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
