package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

final class WarmUpTest {

  @Test
  void sample_isAnEntityAndIsWoven() {
    byte[] file = WarmUp.sample();
    byte[] enhanced = new Enhancer(type -> null).enhance("org/rowanorm/agent/Sample", file);
    assertThat(new ClassFile(file).fieldNames()).containsExactly("id");
    assertThat(enhanced).isNotNull();
    assertThat(new ClassFile(enhanced).fieldNames())
        .contains("id", Contract.ENTRY, Contract.GET, Contract.SET);
  }

  @Test
  void run_needsNothingAndThrowsNothing() {
    assertThatCode(() -> new WarmUp().run()).doesNotThrowAnyException();
  }

  @Test
  void thread_keepsNoJvmAliveAndEnds() throws InterruptedException {
    WarmUp.begin();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("rowan-agent-warm-up")) {
        assertThat(thread.isDaemon()).isTrue();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }
}
