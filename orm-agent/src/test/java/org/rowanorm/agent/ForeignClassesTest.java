package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Makes every class of a library an entity: the JVM must verify each, and the library must still
 * work, since all masks are zero.
 */
final class ForeignClassesTest {

  private static final String ENTITY = "Ljakarta/persistence/Entity;";

  @Test
  void everyClassOfAssertJ_asAnEntity_verifiesAndWorks() throws Exception {
    Loaded loaded = loaded(org.assertj.core.api.Assertions.class, 500);

    Class<?> assertions = loaded.link("org.assertj.core.api.Assertions");
    Object assertion =
        assertions.getMethod("assertThat", List.class).invoke(null, List.of("a", "b"));
    Object same = assertion.getClass().getMethod("hasSize", int.class).invoke(assertion, 2);
    assertThat(same).isSameAs(assertion);
    assertThatThrownBy(
            () -> assertion.getClass().getMethod("hasSize", int.class).invoke(assertion, 3))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .hasMessageContaining("Expected size: 3 but was: 2");
  }

  @Test
  void everyClassOfByteBuddy_asAnEntity_verifiesAndWorks() throws Exception {
    Loaded loaded = loaded(net.bytebuddy.ByteBuddy.class, 1500);

    Object buddy = loaded.create("net.bytebuddy.ByteBuddy");
    Object builder =
        buddy.getClass().getMethod("subclass", Class.class).invoke(buddy, Object.class);
    Class<?> builders = loaded.link("net.bytebuddy.dynamic.DynamicType$Builder");
    Object named = builders.getMethod("name", String.class).invoke(builder, "a.Made");
    Object made = builders.getMethod("make").invoke(named);
    Class<?> types = loaded.link("net.bytebuddy.dynamic.DynamicType");
    byte[] file = (byte[]) types.getMethod("getBytes").invoke(made);
    assertThat(new ClassFile(file).node().name).isEqualTo("a/Made");
  }

  private static Loaded loaded(Class<?> anchor, int atLeast) throws Exception {
    Map<String, byte[]> files = files(anchor);
    Set<String> plain = new HashSet<>();
    Map<String, byte[]> enhanced = enhance(files, plain);
    long woven =
        enhanced.values().stream().filter(file -> ShapeReader.read(file).isEnhanced()).count();
    assertThat(woven).isGreaterThan(atLeast);
    enhanced.values().stream().limit(400).forEach(file -> new ClassFile(file).check());

    Loaded loaded = new Loaded(enhanced);
    for (String name : enhanced.keySet()) {
      try {
        loaded.link(name);
      } catch (NoClassDefFoundError e) {
        assertThat(e.getMessage()).doesNotStartWith("org/rowanorm"); // optional dependencies
      }
    }
    return loaded;
  }

  /** Enhances all, leaving out as entities those that cannot be, until the rest can. */
  private static Map<String, byte[]> enhance(Map<String, byte[]> files, Set<String> plain) {
    while (true) {
      Map<String, byte[]> entities = new TreeMap<>();
      files.forEach((name, file) -> entities.put(name, plain.contains(name) ? file : entity(file)));
      int refused = plain.size();
      Compiled compiled = new Compiled(new TreeMap<>(entities));
      Enhancer enhancer = compiled.enhancer();
      Map<String, byte[]> enhanced = new TreeMap<>(entities);
      entities.forEach(
          (name, file) -> {
            try {
              byte[] rewritten = enhancer.enhance(name, file);
              enhanced.put(name, rewritten == null ? file : rewritten);
            } catch (EnhancementException e) {
              plain.add(e.className());
            }
          });
      if (plain.size() == refused) {
        return enhanced;
      }
    }
  }

  private static byte[] entity(byte[] file) {
    ClassReader reader = new ClassReader(file);
    if ((reader.getAccess() & Opcodes.ACC_MODULE) != 0) {
      return file;
    }
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(writer, 0);
    writer.visitAnnotation(ENTITY, true).visitEnd();
    return writer.toByteArray();
  }

  private static Map<String, byte[]> files(Class<?> anchor) throws Exception {
    Path jar = Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
    Map<String, byte[]> files = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      file.stream()
          .filter(entry -> entry.getName().endsWith(".class"))
          .filter(entry -> !entry.getName().startsWith("META-INF/"))
          .filter(entry -> !entry.getName().endsWith("-info.class"))
          .forEach(
              entry -> {
                try (InputStream in = file.getInputStream(entry)) {
                  byte[] bytes = in.readAllBytes();
                  files.put(new ClassReader(bytes).getClassName().replace('/', '.'), bytes);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    return files;
  }
}
