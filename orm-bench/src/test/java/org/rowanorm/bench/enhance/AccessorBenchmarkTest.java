package org.rowanorm.bench.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessorBenchmarkTest {

  /** The benchmark checks its objects when it opens and when it closes. */
  @ParameterizedTest
  @EnumSource(Side.class)
  void eachAccess_onEachSide_passesTheChecks(Side side) throws Exception {
    Class<?> type = new AccountLoader().loadClass(AccessorBenchmark.class.getName());
    assertThat(type).isNotEqualTo(AccessorBenchmark.class);
    Object benchmark = type.getConstructor().newInstance();
    Field chosen = type.getField("side");
    Object there = chosen.getType().getMethod("valueOf", String.class).invoke(null, side.name());
    chosen.set(benchmark, there);
    type.getMethod("open").invoke(benchmark);
    assertThat(type.getMethod("getInt").invoke(benchmark)).isEqualTo(0);
    assertThat(type.getMethod("getString").invoke(benchmark)).isEqualTo(Accounts.NAME);
    assertThat(type.getMethod("getLazy").invoke(benchmark)).isEqualTo(Accounts.NAME);
    type.getMethod("setDirty").invoke(benchmark);
    type.getMethod("firstWrite").invoke(benchmark);
    type.getMethod("close").invoke(benchmark);
  }
}
