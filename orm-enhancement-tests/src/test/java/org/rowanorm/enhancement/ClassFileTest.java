package org.rowanorm.enhancement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rowanorm.agent.EnhancementException;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.NotEnhancedException;
import org.rowanorm.session.Session;

/** Class files that the compiler of this module does not write: older, newer, or made otherwise. */
class ClassFileTest {

  private static final String AGENT_SAYS = "The agent could not enhance Item\n    ";

  @TempDir Path folder;

  /** What refuses to enhance, or to map, the entity Item of a module. */
  private String refusal(Door door, Path module) throws Exception {
    Modules modules = new Modules(door, folder);
    if (door == Door.BUILD) {
      try (URLClassLoader loader = modules.load(module)) {
        throw new AssertionError("Item should have been refused in " + loader);
      } catch (EnhancementException refused) {
        return refused.getMessage();
      }
    }
    try (URLClassLoader loader = modules.load(module)) {
      H2.with(loader.loadClass("Item")).close();
      throw new AssertionError("Item should have been refused");
    } catch (NotEnhancedException refused) {
      assertThat(refused.getMessage()).startsWith(AGENT_SAYS).endsWith(" [ROWAN-101]");
      String cause = refused.getMessage().substring(AGENT_SAYS.length());
      return cause.replace(" [ROWAN-101]", "");
    }
  }

  // ---- code before super()

  @ParameterizedTest
  @EnumSource(Door.class)
  void H_A1_prologueOfJava25_runsAndIsTrappedForOthersOnly(Door door) throws Exception {
    assumeTrue(
        Runtime.version().feature() >= 25,
        "code before super() needs the compiler of JDK 25: -Djdk25.home=...");
    Modules modules = new Modules(door, folder);
    Path module =
        modules.compile(
            "prologue",
            List.of("--release", "25"),
            List.of(),
            "public class Above { public final Object given;"
                + " public Above() { this(null); } public Above(Object o) { given = o; } }",
            """
            @Entity public class Item extends Above implements org.rowanorm.enhancement.Subject {
              @Id int id; String name; Integer size; @ManyToOne Item parent; String more = "m";
              public Item() {}
              public Item(int number, Item other) {
                if (number < 0) { throw new IllegalArgumentException("no " + number); }
                var made = new Item();
                made.size = number;
                try { size = Integer.parseInt("" + number); }
                catch (NumberFormatException e) { size = -1; }
                name = number > 2 ? other.name + made.size : new String("small");
                switch (number) { case 1: parent = null; break; default: parent = other; }
                super(number > 5 ? new Above(made) : other.name);
                id = number;
              }
              public String name() { return name; }
              public void name(String given) { name = given; }
              public Item parent() { return parent; }
            }""");
    try (URLClassLoader loader = modules.load(module)) {
      Class<?> item = loader.loadClass("Item");
      Subject.assertLazyAndTracked(item);
      assertConstructs(item, "one3,3,1");
    }
  }

  /** Makes item 3 from a reference that is not loaded, which takes one SELECT, and stores it. */
  private static void assertConstructs(Class<?> item, String row) throws Exception {
    try (H2 h2 = H2.with(item)) {
      h2.sql("insert into item (id, name, size) values (1, 'one', 1)");
      h2.sql("insert into item (id, name, size, parent_id) values (2, 'two', 2, 1)");
      try (Session session = h2.open()) {
        Subject parent = ((Subject) session.get(item, 2)).parent();
        h2.log().clear();
        Object made = item.getConstructor(int.class, item).newInstance(3, parent);
        assertThat(h2.log().sql()).hasSize(1);
        session.add(made);
        session.commit();
      }
      assertThat(h2.rows("select name, size, parent_id from item where id = 3"))
          .containsExactly(row);
    }
  }

  /**
   * The same on every JDK: what the compiler of JDK 17 refuses, the JVM has always run. Writes of
   * this and of another object, with a branch and a constructor's call of another object between,
   * stand before the call of the superclass.
   */
  @ParameterizedTest
  @EnumSource(Door.class)
  void H_A1_writesBeforeSuper_stayRawAndThoseOfOthersAreTrapped(Door door) throws Exception {
    Modules modules = new Modules(door, folder);
    Path module =
        modules.compile(
            "early",
            List.of(),
            """
            @Entity public class Item implements org.rowanorm.enhancement.Subject {
              @Id int id; String name; int size; @ManyToOne Item parent;
              public Item() {}
              public Item(int number, Item other) {}
              public String name() { return name; }
              public void name(String given) { name = given; }
              public Item parent() { return parent; }
            }""");
    Path file = module.resolve("Item.class");
    Files.write(file, withEarlyWrites(Files.readAllBytes(file)));
    try (URLClassLoader loader = modules.load(module)) {
      assertConstructs(loader.loadClass("Item"), "one,7,1");
    }
  }

  private static byte[] withEarlyWrites(byte[] file) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    new ClassReader(file)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] thrown) {
                MethodVisitor next = super.visitMethod(access, name, type, signature, thrown);
                if (!type.equals("(ILItem;)V")) {
                  return next;
                }
                earlyWrites(next);
                return null;
              }
            },
            0);
    return writer.toByteArray();
  }

  /**
   * name = other.name; size = 7 or -1; new Item().size = 9; super(); parent = other; id = number.
   */
  private static void earlyWrites(MethodVisitor code) {
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 2);
    code.visitFieldInsn(Opcodes.GETFIELD, "Item", "name", "Ljava/lang/String;");
    code.visitFieldInsn(Opcodes.PUTFIELD, "Item", "name", "Ljava/lang/String;");
    Label negative = new Label();
    Label both = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitJumpInsn(Opcodes.IFLT, negative);
    code.visitIntInsn(Opcodes.BIPUSH, 7);
    code.visitJumpInsn(Opcodes.GOTO, both);
    code.visitLabel(negative);
    code.visitInsn(Opcodes.ICONST_M1);
    code.visitLabel(both);
    code.visitFieldInsn(Opcodes.PUTFIELD, "Item", "size", "I");
    code.visitTypeInsn(Opcodes.NEW, "Item");
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "Item", "<init>", "()V", false);
    code.visitIntInsn(Opcodes.BIPUSH, 9);
    code.visitFieldInsn(Opcodes.PUTFIELD, "Item", "size", "I");
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 2);
    code.visitFieldInsn(Opcodes.PUTFIELD, "Item", "parent", "LItem;");
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitFieldInsn(Opcodes.PUTFIELD, "Item", "id", "I");
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  // ---- versions of class files

  private static final int NEWER = Opcodes.V28 + 1;

  private static final String TOO_NEW =
      """
      Its class file version 73 (Java 29) is newer than this enhancer can rewrite (72).
          in class %s
          Compile it with an older --release, or use a newer version of Rowan.""";

  private static void version(Path file, int version) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[7] = (byte) version;
    Files.write(file, bytes);
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void H_A3_newerEntity_isRefusedByNameAndNeverPlain(Door door) throws Exception {
    Modules modules = new Modules(door, folder);
    Path module = modules.compile("newer", List.of(), Subject.SOURCE);
    version(module.resolve("Item.class"), NEWER);
    assertRefusedAsTooNew(modules, module, "Item");
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void H_A3_newerClassThatTouchesAnAttribute_isRefusedByName(Door door) throws Exception {
    Modules modules = new Modules(door, folder);
    Path module =
        modules.compile(
            "newer", List.of(), Subject.SOURCE, "class Report { int of(Item i) { return i.id; } }");
    version(module.resolve("Report.class"), NEWER);
    assertRefusedAsTooNew(modules, module, "Report");
  }

  /** The JVM of the agent refuses it as well, or knows it and then has what the agent said. */
  private static void assertRefusedAsTooNew(Modules modules, Path module, String name)
      throws Exception {
    try (URLClassLoader loader = modules.load(module)) {
      assertThatThrownBy(() -> loader.loadClass(name))
          .isInstanceOf(UnsupportedClassVersionError.class);
      assertThat(Modules.failure(name, loader)).isEqualTo(TOO_NEW, name);
    } catch (EnhancementException refused) {
      assertThat(refused).hasMessage(TOO_NEW, name);
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void H_A6_oldSubroutinesThatTouchAnEntity_areTrapped(Door door) throws Exception {
    Modules modules = new Modules(door, folder);
    Path module =
        modules.compile(
            "old", List.of(), Subject.SOURCE.replace("String name;", "public String name;"));
    Files.write(module.resolve("Old.class"), withSubroutine());
    try (URLClassLoader loader = modules.load(module)) {
      Class<?> item = loader.loadClass("Item");
      Method of = loader.loadClass("Old").getMethod("of", item);
      try (H2 h2 = H2.with(item)) {
        h2.sql("insert into item (id, name) values (1, 'one')");
        h2.sql("insert into item (id, name, parent_id) values (2, 'two', 1)");
        try (Session session = h2.open()) {
          Object parent = ((Subject) session.get(item, 2)).parent();
          h2.log().clear();
          assertThat(of.invoke(null, parent)).isEqualTo("one");
          assertThat(h2.log().sql()).hasSize(1);
        }
      }
    }
  }

  /** A class of Java 1.4: static String of(Item i), with a finally of that time. */
  private static byte[] withSubroutine() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_4, Opcodes.ACC_PUBLIC, "Old", null, "java/lang/Object", null);
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    MethodVisitor code = writer.visitMethod(access, "of", "(LItem;)Ljava/lang/String;", null, null);
    code.visitCode();
    Label sub = new Label();
    code.visitJumpInsn(Opcodes.JSR, sub);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, "Item", "name", "Ljava/lang/String;");
    code.visitInsn(Opcodes.ARETURN);
    code.visitLabel(sub);
    code.visitVarInsn(Opcodes.ASTORE, 1);
    code.visitVarInsn(Opcodes.RET, 1);
    code.visitMaxs(1, 2);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void H_A6_entityOlderThanJava6_isRefusedByName(Door door) throws Exception {
    Path module = new Modules(door, folder).compile("old", List.of(), Subject.SOURCE);
    version(module.resolve("Item.class"), Opcodes.V1_5);

    assertThat(refusal(door, module))
        .isEqualTo(
            """
            Its class file version 49 is older than Java 6.
                in class Item
                Compile it for Java 6 or later.""");
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void H_A6_entityOfJava6WithoutFrames_worksInASession(Door door) throws Exception {
    Modules modules = new Modules(door, folder);
    Path module =
        modules.compile(
            "six",
            List.of(),
            Subject.SOURCE.replace("return name;", "return name == null ? null : name;"));
    Path file = module.resolve("Item.class");
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(Files.readAllBytes(file)).accept(writer, ClassReader.SKIP_FRAMES);
    Files.write(file, writer.toByteArray());
    version(file, Opcodes.V1_6);
    try (URLClassLoader loader = modules.load(module)) {
      Subject.assertLazyAndTracked(loader.loadClass("Item"));
    }
  }

  /** The missing class is neither looked for nor missed, until its method runs. */
  @ParameterizedTest
  @EnumSource(Door.class)
  void H_A4_missingClassInAMethodBody_doesNoHarm(Door door) throws Exception {
    Modules modules = new Modules(door, folder);
    Path module =
        modules.compile(
            "missing",
            List.of(),
            "public class Gone extends RuntimeException { int a; Gone(Object o) {} }",
            Subject.SOURCE.replace(
                "@Id",
                "public int uses() { try { Gone gone = new Gone(name); gone.a = id;"
                    + " name = \"\" + gone.a; return parent.id + gone.a; }"
                    + " finally { name = null; } } @Id"));
    Files.delete(module.resolve("Gone.class"));
    try (URLClassLoader loader = modules.load(module)) {
      Class<?> item = loader.loadClass("Item");
      Subject.assertLazyAndTracked(item);
      assertThat(Modules.failure("Item", loader)).isNull();
      Object made = item.getConstructor().newInstance();
      assertThatThrownBy(() -> item.getMethod("uses").invoke(made))
          .cause()
          .isInstanceOf(NoClassDefFoundError.class)
          .hasMessage("Gone");
    }
  }

  // ---- what else lies in a folder

  @ParameterizedTest
  @EnumSource(Door.class)
  void H_A8_typesThatAreNoClasses_areLeftAlone(Door door) throws Exception {
    Modules modules = new Modules(door, folder);
    Path module =
        modules.compile(
            "kinds",
            List.of(),
            Subject.SOURCE,
            "@Entity enum Colour { RED { int size() { return 2; } }; int size() { return one; }"
                + " int one = 1; }",
            "@MappedSuperclass interface Sized { int ONE = new Object().hashCode(); }",
            "@Entity @interface Odd { int value() default 1; }");
    modules.compile("kinds", List.of(), "module kinds {}");
    byte[] descriptor = Files.readAllBytes(module.resolve("module-info.class"));
    try (URLClassLoader loader = modules.load(module)) {
      for (String name : List.of("Colour", "Colour$1", "Sized", "Odd")) {
        Class<?> type = Class.forName(name, true, loader);
        assertThat(Enhanced.class).isNotIn((Object[]) type.getInterfaces());
        assertThat(type.getDeclaredMethods())
            .noneMatch(method -> method.getName().startsWith("$rowan"));
        assertThat(Modules.failure(name, loader)).isNull();
      }
      assertThat(module.resolve("module-info.class")).hasBinaryContent(descriptor);
      Subject.assertLazyAndTracked(loader.loadClass("Item"));
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void H_F6_recordAsAnEntity_isRefusedByName(Door door) throws Exception {
    Path module =
        new Modules(door, folder)
            .compile("record", List.of(), "@Entity public record Item(@Id int id) {}");

    assertThat(refusal(door, module))
        .isEqualTo(
            """
            A record cannot be an entity: it cannot be changed, nor loaded later.
                in class Item
                Make it a class, or map it as @Embeddable.""");
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void H_G3_entityOfAnotherContract_isRefusedByName(Door door) throws Exception {
    Path module = new Modules(door, folder).compile("stale", List.of(), Subject.SOURCE);
    new Modules(Door.BUILD, folder).enhance(module);
    Path file = module.resolve("Item.class");
    Files.write(file, ofContract(Files.readAllBytes(file)));

    Modules modules = new Modules(door, folder);
    if (door == Door.BUILD) {
      assertThatThrownBy(() -> modules.load(module))
          .isInstanceOf(EnhancementException.class)
          .hasMessage(
              """
              It is enhanced for contract 9, but this enhancer writes contract 2.
                  in class Item
                  Rebuild it from its sources (mvn clean) with this version of Rowan.""");
      return;
    }
    try (URLClassLoader loader = modules.load(module)) {
      Class<?> item = loader.loadClass("Item");
      assertThatThrownBy(() -> H2.with(item))
          .isInstanceOf(NotEnhancedException.class)
          .hasMessage(
              """
              Item was enhanced for contract 9, this version of Rowan needs 2
                  rebuild it with the orm-maven-plugin or the agent of the same version as \
              orm-core [ROWAN-102]""");
    }
  }

  private static byte[] ofContract(byte[] file) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(file)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public net.bytebuddy.jar.asm.AnnotationVisitor visitAnnotation(
                  String type, boolean visible) {
                var next = super.visitAnnotation(type, visible);
                return new net.bytebuddy.jar.asm.AnnotationVisitor(Opcodes.ASM9, next) {
                  @Override
                  public void visit(String name, Object value) {
                    super.visit(name, name.equals("version") ? 9 : value);
                  }
                };
              }
            },
            0);
    return writer.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void H_G3_fieldThataToolAddedAfterwards_isRefusedByName(Door door) throws Exception {
    Modules modules = new Modules(door, folder);
    Path module = modules.compile("stale", List.of(), Subject.SOURCE);
    new Modules(Door.BUILD, folder).enhance(module);
    Path file = module.resolve("Item.class");
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(Files.readAllBytes(file)).accept(writer, 0);
    writer.visitField(Opcodes.ACC_PRIVATE, "more", "I", null, null).visitEnd();
    Files.write(file, writer.toByteArray());

    try (URLClassLoader loader = modules.load(module)) {
      Class<?> item = loader.loadClass("Item");
      assertThatThrownBy(() -> H2.with(item))
          .isInstanceOf(NotEnhancedException.class)
          .hasMessage(
              """
              Item has other attributes than when it was enhanced
                  then: id, name, parent
                  now: id, name, parent, more
                  rebuild it from its sources (mvn clean), and enhance it after every other tool \
              that changes its fields [ROWAN-102]""");
    }
  }
}
