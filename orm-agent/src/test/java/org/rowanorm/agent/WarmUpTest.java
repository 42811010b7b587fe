package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

final class WarmUpTest {

  @Test
  void sample_isAnEntityAndIsWoven() {
    byte[] file = WarmUp.sample();
    byte[] enhanced = new Enhancer(type -> null).enhance(WarmUp.NAME, file);
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
    Thread thread = WarmUp.begin();
    assertThat(thread.isDaemon()).isTrue();
    thread.join(10_000);
    assertThat(thread.getState()).isEqualTo(Thread.State.TERMINATED);
  }
}
