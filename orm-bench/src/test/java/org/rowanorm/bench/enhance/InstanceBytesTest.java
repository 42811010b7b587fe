package org.rowanorm.bench.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InstanceBytesTest {

  @Test
  void rowan_addsAtMost24Bytes_andThePeersAddMore() throws Exception {
    Map<Side, Long> bytes = InstanceBytes.measure();
    assertThat(bytes.keySet()).containsExactly(Side.values());
    long plain = bytes.get(Side.PLAIN);
    assertThat(plain).isEqualTo(40);
    assertThat(bytes.get(Side.ROWAN) - plain).isBetween(1L, 24L);
    assertThat(bytes.get(Side.HIBERNATE)).isGreaterThan(bytes.get(Side.ROWAN));
    assertThat(bytes.get(Side.EBEAN)).isGreaterThan(bytes.get(Side.ROWAN));
  }
}
