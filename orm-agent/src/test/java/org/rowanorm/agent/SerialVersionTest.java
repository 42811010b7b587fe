package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldNode;

final class SerialVersionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Entity public class User implements java.io.Serializable { int a; }",
        "@Entity class User implements java.io.Serializable { private int a; protected List<?> b;"
            + " transient int t; static int s = 1; private static int p; public volatile long v;"
            + " static final int C = 5; }",
        "@Entity abstract class User implements java.io.Externalizable, Comparable<User>, Cloneable"
            + " { User(int a, String[] b) {} private User() {} protected User(List<int[]> x) {}"
            + " abstract void x(); synchronized int y(int... z) { return 1; }"
            + " private void hidden() {} static native void n(); final strictfp void m(User u) {}"
            + " public int compareTo(User u) { return 0; } }",
        "@Entity final class User extends ArrayList<String> { int a; static { a(); }"
            + " static void a() {} Runnable r() { return () -> a++; } }",
        "@Entity class User implements java.io.Serializable { int a; int b() { assert a > 0;"
            + " return a; } Class<?> c() { return User.class; } }",
      })
  void H_F7_addedVersion_isTheOneBefore(String source) throws Exception {
    for (String release : List.of("8", "11", "17")) {
      Compiled compiled = Compiled.of(List.of("--release", release, "-Xlint:none"), source);
      long before = version(compiled, "User");

      FieldNode added = new ClassFile(compiled.enhance("User")).field("serialVersionUID");

      assertThat(added.value).isEqualTo(before);
      assertThat(added.access)
          .isEqualTo(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL);
      assertThat(version(compiled.enhanced(), "User")).isEqualTo(before);
    }
  }

  @Test
  void H_F7_nestedClass_isVersionedByItsOwnModifiers() throws Exception {
    Compiled compiled =
        Compiled.of(
            "class Outer { @Entity protected static final class User implements"
                + " java.io.Serializable { int a; private User() {} class Inner {}"
                + " int b() { return new Outer().c; } } private int c; }");

    assertThat(new ClassFile(compiled.enhance("Outer$User")).field("serialVersionUID").value)
        .isEqualTo(version(compiled, "Outer$User"));
  }

  @Test
  void serializableThroughTheHierarchy_isVersionedPerLevel() throws Exception {
    Compiled compiled =
        Compiled.of(
            "interface Kept extends Comparable<Object>, java.io.Serializable {}",
            "@MappedSuperclass abstract class Base implements Kept { int a; }",
            "@Entity abstract class User extends Base { int b; }");

    assertThat(new ClassFile(compiled.enhance("Base")).field("serialVersionUID").value)
        .isEqualTo(version(compiled, "Base"));
    assertThat(new ClassFile(compiled.enhance("User")).field("serialVersionUID").value)
        .isEqualTo(version(compiled, "User"));
  }

  @Test
  void declaredVersion_isKept() {
    Compiled compiled =
        Compiled.of(
            "@Entity class User implements java.io.Serializable { int a;"
                + " private static final long serialVersionUID = 42; }");

    ClassFile user = new ClassFile(compiled.enhance("User"));
    assertThat(user.fieldNames()).filteredOn("serialVersionUID"::equals).hasSize(1);
    assertThat(user.field("serialVersionUID").value).isEqualTo(42L);
  }

  @Test
  void classThatIsNotSerializable_getsNoVersion() {
    assertThat(
            new ClassFile(Compiled.of("@Entity class User { int a; }").enhance("User"))
                .fieldNames())
        .doesNotContain("serialVersionUID");
  }

  @Test
  void version_ofAllSerialisableClassesOfTheJdk_isTheirs() throws Exception {
    int compared = 0;
    for (String folder : List.of("modules/java.base/java", "modules/java.desktop/javax/swing")) {
      for (Path file : classFiles(folder)) {
        byte[] bytes = Files.readAllBytes(file);
        ClassReader reader = new ClassReader(bytes);
        Class<?> type = Class.forName(reader.getClassName().replace('/', '.'), false, null);
        if (hasComputedVersion(type)) {
          compared++;
          assertThat(SerialVersion.of(reader))
              .as(type.getName())
              .isEqualTo(ObjectStreamClass.lookupAny(type).getSerialVersionUID());
        }
      }
    }
    assertThat(compared).isGreaterThan(300);
  }

  private static List<Path> classFiles(String folder) throws IOException {
    Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath(folder);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.toString().endsWith("-info.class"))
          .toList();
    }
  }

  private static boolean hasComputedVersion(Class<?> type) {
    return Serializable.class.isAssignableFrom(type)
        && !Enum.class.isAssignableFrom(type)
        && !type.isInterface()
        && !type.isRecord()
        && Stream.of(type.getDeclaredFields())
            .noneMatch(field -> field.getName().equals("serialVersionUID"));
  }

  private static long version(Compiled compiled, String name) {
    return ObjectStreamClass.lookupAny(new Loaded(compiled.files()).link(name))
        .getSerialVersionUID();
  }
}
