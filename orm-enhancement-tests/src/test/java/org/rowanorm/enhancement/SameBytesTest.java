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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.rowanorm.agent.RowanAgent;

/** The two doors make the same class files of every case. */
class SameBytesTest {

  @Test
  void H_G8_everyCase_hasTheSameBytesThroughBothDoors() throws Exception {
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

  /** Each thread has an agent and a loader of its own, and begins at another class. */
  @Test
  void H_G8_anyOrderAndNumberOfThreads_giveTheSameBytes() throws Exception {
    List<Path> files = cases();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Map<Path, byte[]>>> runs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        List<Path> order = new ArrayList<>(files);
        Collections.rotate(order, i * files.size() / 4);
        runs.add(() -> byAgent(order));
      }
      List<Future<Map<Path, byte[]>>> results = threads.invokeAll(runs);
      for (Path file : files) {
        byte[] first = results.get(0).get().get(file);
        for (Future<Map<Path, byte[]>> result : results) {
          assertThat(result.get().get(file)).as(file.toString()).isEqualTo(first);
        }
      }
    } finally {
      threads.shutdown();
    }
  }

  private static Map<Path, byte[]> byAgent(List<Path> files) throws Exception {
    ClassFileTransformer agent = agent();
    Map<Path, byte[]> results = new HashMap<>();
    try (Woven plain = Woven.through(Door.AGENT)) {
      for (Path file : files) {
        String name = file.toString().replace('\\', '/').replace(".class", "");
        byte[] original = Files.readAllBytes(Woven.plain().resolve(file));
        byte[] made = transform(agent, plain, name, original);
        results.put(file, made == null ? original : made);
      }
    }
    return results;
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
