package org.rowanorm.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rowanorm.agent.RowanAgent;

/** The two doors make the same class files of every case. */
class SameBytesTest {

  @Test
  void everyCase_hasTheSameBytesThroughBothDoors() throws Exception {
    List<Path> files = cases();
    assertThat(files).hasSizeGreaterThan(20);
    ClassFileTransformer agent = agent();
    int enhanced = 0;
    try (Woven plain = Woven.through(Door.AGENT);
        Woven built = Woven.through(Door.BUILD)) {
      for (Path file : files) {
        String name = file.toString().replace('\\', '/');
        byte[] original = Files.readAllBytes(Woven.plain().resolve(file));
        byte[] byAgent = transform(agent, plain, name.replace(".class", ""), original);
        byte[] byBuild = built.getResource(name).openStream().readAllBytes();
        assertThat(byAgent == null ? original : byAgent).as(name).isEqualTo(byBuild);
        enhanced += byAgent == null ? 0 : 1;
      }
    }
    assertThat(enhanced).isGreaterThan(20);
  }

  private static byte[] transform(
      ClassFileTransformer agent, ClassLoader loader, String name, byte[] file)
      throws IllegalClassFormatException {
    return agent.transform(loader, name, null, null, file);
  }

  private static List<Path> cases() throws IOException {
    Path folder = Woven.plain().resolve("org/rowanorm/enhancement/cases");
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(Woven.plain()::relativize).toList();
    }
  }

  /** The transformer that the agent installs. */
  private static ClassFileTransformer agent() {
    List<ClassFileTransformer> installed = new ArrayList<>();
    RowanAgent.agentmain(
        "packages=org.rowanorm.enhancement.cases",
        (Instrumentation)
            Proxy.newProxyInstance(
                Instrumentation.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("getAllLoadedClasses")) {
                    return new Class<?>[0];
                  }
                  installed.add((ClassFileTransformer) arguments[0]);
                  return null;
                }));
    return installed.get(0);
  }
}
