package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RowanAgentTest {

  private final List<Object> installed = new ArrayList<>();

  @Test
  void premain_installsATransformerThatTakesPartInRetransformation() {
    RowanAgent.premain("packages=shop", instrumentation());

    assertThat(installed).hasSize(2);
    assertThat(installed.get(1)).isEqualTo(true);
    Compiled compiled = Compiled.of("package shop; @Entity class User { int a; }");
    assertThat(transform(compiled)).isEqualTo(compiled.enhance("shop.User"));
  }

  @Test
  void agentmain_installsTheSame() {
    RowanAgent.agentmain(null, instrumentation());

    Compiled compiled = Compiled.of("package shop; @Entity class User { int a; }");
    assertThat(transform(compiled)).isEqualTo(compiled.enhance("shop.User"));
  }

  private byte[] transform(Compiled compiled) {
    try {
      return ((ClassFileTransformer) installed.get(0))
          .transform(
              new Loaded(compiled.files()), "shop/User", null, null, compiled.file("shop.User"));
    } catch (java.lang.instrument.IllegalClassFormatException e) {
      throw new AssertionError(e);
    }
  }

  /** Knows one loaded class, and notes what is added. */
  private Instrumentation instrumentation() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            Instrumentation.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getAllLoadedClasses")) {
                return new Class<?>[] {String.class, Compiled.class, int[].class};
              }
              installed.addAll(List.of(arguments));
              return null;
            });
  }
}
