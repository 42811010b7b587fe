package org.rowanorm.bench.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessorBenchmarkTest {

  /** A benchmark checks its objects when it opens and when it closes. */
  @ParameterizedTest
  @EnumSource(Side.class)
  void eachAccess_onEachSide_passesTheChecks(Side side) throws Exception {
    Object benchmark = open(AccessorBenchmark.class, side);
    assertThat(call(benchmark, "getInt")).isEqualTo(0);
    assertThat(call(benchmark, "getString")).isEqualTo(Accounts.NAME);
    assertThat(call(benchmark, "getLazy")).isEqualTo(Accounts.NAME);
    call(benchmark, "setDirty");
    call(benchmark, "close");
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void firstWrite_onEachSide_passesTheChecks(Side side) throws Exception {
    Object benchmark = open(FirstWriteBenchmark.class, side);
    call(benchmark, "makeClean");
    call(benchmark, "firstWrite");
    call(benchmark, "close");
  }

  /** Opens a benchmark whose accounts are of a class of their own. */
  private static Object open(Class<?> benchmark, Side side) throws Exception {
    Class<?> type = new AccountLoader().loadClass(benchmark.getName());
    assertThat(type).isNotEqualTo(benchmark);
    Object made = type.getConstructor().newInstance();
    Field chosen = type.getField("side");
    Object there = chosen.getType().getMethod("valueOf", String.class).invoke(null, side.name());
    chosen.set(made, there);
    call(made, "open");
    return made;
  }

  private static @Nullable Object call(Object benchmark, String method) throws Exception {
    return benchmark.getClass().getMethod(method).invoke(benchmark);
  }
}
