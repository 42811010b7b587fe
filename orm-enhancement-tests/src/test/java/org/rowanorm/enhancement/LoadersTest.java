package org.rowanorm.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rowanorm.agent.DirectoryEnhancer;
import org.rowanorm.agent.PlainClasses;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.Enhancement;
import org.rowanorm.session.Session;

/** Class loaders: the same name twice, collection, and loading by several threads. */
class LoadersTest {

  private static final String ITEM = "org.rowanorm.enhancement.cases.LateCase$Item";
  private static final int CLASSES = 200;
  private static final int ROUNDS = 100;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Door.class)
  void H_G2_sameNameInTwoLoaders_isTwoEntities(Door door) throws Exception {
    try (Woven one = Woven.through(door);
        Woven two = Woven.through(door);
        H2 first = H2.with(one.loadClass(ITEM));
        H2 second = H2.with(two.loadClass(ITEM))) {
      first.sql("insert into item (id, name) values (1, 'first')");
      second.sql("insert into item (id, name) values (1, 'second')");
      try (Session here = first.open();
          Session there = second.open()) {
        Object a = here.get(one.loadClass(ITEM), 1);
        Object b = there.get(two.loadClass(ITEM), 1);
        assertThat(a.getClass()).isNotEqualTo(b.getClass()).isEqualTo(one.loadClass(ITEM));
        assertThat(((Enhanced) a).$rowan_raw(1)).isEqualTo("first");
        assertThat(((Enhanced) b).$rowan_raw(1)).isEqualTo("second");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void H_G2_loader_isCollectedAfterUse(Door door) throws Exception {
    assertCollected(List.of(new WeakReference<>(useOnce(door))));
  }

  private static ClassLoader useOnce(Door door) throws Exception {
    try (Woven loader = Woven.through(door);
        H2 h2 = H2.with(loader.loadClass(ITEM))) {
      h2.sql("insert into item (id, name) values (1, 'one')");
      try (Session session = h2.open()) {
        Object item = session.get(loader.loadClass(ITEM), 1);
        ((Enhanced) item).$rowan_raw(1);
        session.query(loader.loadClass(ITEM)).all();
      }
      return loader;
    }
  }

  /**
   * In each round two threads begin at once, in the same order or from both ends. Half of the
   * entities have superclasses of their own, mapped and not.
   */
  @ParameterizedTest
  @EnumSource(Door.class)
  void parallelLoading_enhancesEveryClassAndKeepsNoLoader(Door door) throws Exception {
    List<String> names = copies();
    if (door == Door.BUILD) {
      new DirectoryEnhancer(folder, List.of()).enhance();
      assertThat(PlainClasses.in(folder)).isEmpty();
    }
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        loaders.add(new WeakReference<>(loadAll(names, threads, round % 2 == 0)));
      }
    } finally {
      threads.shutdown();
    }
    assertCollected(loaders);
  }

  private static void assertCollected(List<WeakReference<ClassLoader>> loaders)
      throws InterruptedException {
    for (int i = 0; i < 100 && loaders.stream().anyMatch(one -> one.get() != null); i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(loaders).allMatch(loader -> loader.get() == null);
  }

  private ClassLoader loadAll(List<String> names, ExecutorService threads, boolean sameOrder)
      throws Exception {
    List<String> others = new ArrayList<>(names);
    if (!sameOrder) {
      Collections.reverse(others);
    }
    CyclicBarrier start = new CyclicBarrier(2);
    try (URLClassLoader loader = Modules.loader(getClass().getClassLoader(), folder)) {
      for (Future<Integer> enhanced :
          threads.invokeAll(
              List.of(loading(loader, names, start), loading(loader, others, start)))) {
        assertThat(enhanced.get()).isEqualTo(CLASSES);
      }
      for (String name : names) {
        assertThat(Modules.failure(name, loader)).isNull();
      }
      return loader;
    }
  }

  private static Callable<Integer> loading(
      ClassLoader loader, List<String> names, CyclicBarrier start) {
    return () -> {
      start.await();
      int enhanced = 0;
      for (String name : names) {
        Class<?> type = Class.forName(name, true, loader);
        enhanced += type.getDeclaredAnnotation(Enhancement.class) == null ? 0 : 1;
      }
      return enhanced;
    };
  }

  /** So many entities, each with another name. */
  private List<String> copies() throws IOException {
    Files.createDirectories(folder.resolve("copies"));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < CLASSES; i++) {
      String hierarchy = "org/rowanorm/enhancement/cases/HierarchyCases$";
      if (i % 2 == 0) {
        copy(Map.of(ITEM.replace('.', '/'), "copies/Entity" + i));
      } else {
        copy(
            Map.of(
                hierarchy + "Pen", "copies/Entity" + i,
                hierarchy + "Between", "copies/Between" + i,
                hierarchy + "Named", "copies/Named" + i));
      }
      names.add("copies.Entity" + i);
    }
    return names;
  }

  private void copy(Map<String, String> names) throws IOException {
    SimpleRemapper renamed = new SimpleRemapper(Opcodes.ASM9, names);
    for (Map.Entry<String, String> entry : names.entrySet()) {
      byte[] file = Files.readAllBytes(Woven.plain().resolve(entry.getKey() + ".class"));
      ClassWriter writer = new ClassWriter(0);
      new ClassReader(file).accept(new ClassRemapper(writer, renamed), 0);
      Files.write(folder.resolve(entry.getValue() + ".class"), writer.toByteArray());
    }
  }
}
