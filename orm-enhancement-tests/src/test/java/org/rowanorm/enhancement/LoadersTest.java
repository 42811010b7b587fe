package org.rowanorm.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rowanorm.entity.Enhanced;
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
    WeakReference<ClassLoader> used = new WeakReference<>(useOnce(door));
    for (int i = 0; i < 100 && used.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(used.get()).isNull();
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

  @Test
  void parallelLoading_enhancesEveryClass() throws Exception {
    List<String> names = copies();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        try (var loader =
            new java.net.URLClassLoader(
                new java.net.URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
          loadAll(loader, names, threads);
        }
      }
    } finally {
      threads.shutdown();
    }
  }

  private static void loadAll(ClassLoader loader, List<String> names, ExecutorService threads)
      throws Exception {
    List<String> backward = new ArrayList<>(names);
    Collections.reverse(backward);
    List<Future<Integer>> results =
        threads.invokeAll(List.of(loading(loader, names), loading(loader, backward)));
    for (Future<Integer> enhanced : results) {
      assertThat(enhanced.get()).isEqualTo(CLASSES);
    }
  }

  private static Callable<Integer> loading(ClassLoader loader, List<String> names) {
    return () -> {
      int enhanced = 0;
      for (String name : names) {
        Class<?> type = Class.forName(name, true, loader);
        enhanced += Enhanced.class.isAssignableFrom(type) ? 1 : 0;
      }
      return enhanced;
    };
  }

  /** So many entities, each with another name. */
  private List<String> copies() throws IOException {
    byte[] item = Files.readAllBytes(Woven.plain().resolve(ITEM.replace('.', '/') + ".class"));
    Path target = Files.createDirectories(folder.resolve("copies"));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < CLASSES; i++) {
      ClassWriter writer = new ClassWriter(0);
      SimpleRemapper renamed =
          new SimpleRemapper(Opcodes.ASM9, ITEM.replace('.', '/'), "copies/Item" + i);
      new ClassReader(item).accept(new ClassRemapper(writer, renamed), 0);
      Files.write(target.resolve("Item" + i + ".class"), writer.toByteArray());
      names.add("copies.Item" + i);
    }
    return names;
  }
}
