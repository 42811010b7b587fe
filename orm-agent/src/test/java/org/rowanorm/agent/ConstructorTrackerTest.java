package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.commons.AnalyzerAdapter;

final class ConstructorTrackerTest {

  @Test
  void writesAfterSuper_areRewritten() {
    assertThat(
            enhanced(Compiled.of("@Entity class User { int a; User(int a) { this.a = a; } }"))
                .accesses("<init>(I)"))
        .containsExactly("call User.$rowan_w_a");
  }

  @Test
  void H_A1_callsOfOtherConstructorsInSuperArguments_doNotEndThePrologue() {
    ClassFile user =
        enhanced(
            Compiled.of(
                "class Base { Base() {} Base(Object o, String s) {} }",
                "@Entity class User extends Base { int a; String s;"
                    + " User(User other, boolean b) {"
                    + " super(new Base(new User(null, b ? !b : b), \"x\" + b + other.a),"
                    + " b ? new String(\"p\") : other.s); a = other.a; } }"));

    assertThat(user.accesses("<init>(LUser;Z)"))
        .containsExactly(
            "call User.$rowan_r_a",
            "call User.$rowan_r_s",
            "call User.$rowan_r_a",
            "call User.$rowan_w_a");
  }

  @Test
  void H_A1_constructorThatCallsThis_isRewrittenAfterIt() {
    assertThat(
            enhanced(
                    Compiled.of(
                        "@Entity class User { int a; User() {}"
                            + " User(int a) { this(); this.a = a; } }"))
                .accesses("<init>(I)"))
        .containsExactly("call User.$rowan_w_a");
  }

  @Test
  @EnabledForJreRange(minVersion = 25)
  void H_A1_prologueOfJava25_keepsItsWritesRaw() {
    ClassFile user =
        enhanced(
            Compiled.of(
                List.of("--release", "25"),
                "class Base { Base() {} Base(Object o) {} }",
                "@Entity public class User extends Base { int a; long b = 7; String c; User o;"
                    + " User(int x, User other) {"
                    + " if (x < 0) { throw new IllegalArgumentException(\"x\" + x); }"
                    + " for (int i = 0; i < x; i++) { other.a += i; }"
                    + " try { a = Integer.parseInt(\"\" + x); }"
                    + " catch (NumberFormatException e) { a = other.a; }"
                    + " c = x > 3 ? other.c : new String(\"y\"); other.c = x > 2 ? \"\" : \"z\";"
                    + " switch (x) { case 1: o = other; break; default: o = null; }"
                    + " super(x > 5 ? new Base(x) : other.o); a = x; } }"));

    assertThat(user.accesses("<init>(ILUser;)"))
        .containsExactly(
            "call User.$rowan_r_a",
            "call User.$rowan_w_a",
            "put User.a",
            "call User.$rowan_r_a",
            "put User.a",
            "call User.$rowan_r_c",
            "put User.c",
            "call User.$rowan_w_c",
            "put User.o",
            "put User.o",
            "call User.$rowan_r_o",
            "call User.$rowan_w_b",
            "call User.$rowan_w_a");
  }

  /**
   * Writes, before super, of this and of another object, a wide one among them, in an order of
   * blocks that only frames explain: an exit behind the call, and a call in each of two branches.
   */
  @Test
  void H_A1_exitsAndSeveralSuperCalls_areToldApartByFrames() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "User", null, "java/lang/Object", null);
    writer.visitAnnotation("Ljakarta/persistence/Entity;", true).visitEnd();
    writer.visitField(0, "a", "J", null, null).visitEnd();
    org.objectweb.asm.MethodVisitor code =
        writer.visitMethod(0, "<init>", "(JLUser;)V", null, null);
    code.visitCode();
    Label other = new Label();
    Label bad = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.LLOAD, 1);
    code.visitInsn(Opcodes.DUP2_X1);
    code.visitFieldInsn(Opcodes.PUTFIELD, "User", "a", "J"); // this
    code.visitInsn(Opcodes.POP2);
    code.visitVarInsn(Opcodes.ALOAD, 3);
    code.visitVarInsn(Opcodes.LLOAD, 1);
    code.visitFieldInsn(Opcodes.PUTFIELD, "User", "a", "J"); // another
    code.visitVarInsn(Opcodes.ALOAD, 3);
    code.visitJumpInsn(Opcodes.IFNULL, bad);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 3);
    code.visitFieldInsn(Opcodes.GETFIELD, "User", "a", "J");
    code.visitInsn(Opcodes.LCONST_0);
    code.visitInsn(Opcodes.LCMP);
    code.visitJumpInsn(Opcodes.IFEQ, other);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitInsn(Opcodes.LCONST_1);
    code.visitFieldInsn(Opcodes.PUTFIELD, "User", "a", "J"); // initialised
    code.visitInsn(Opcodes.RETURN);
    code.visitLabel(bad);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitInsn(Opcodes.LCONST_0);
    code.visitFieldInsn(Opcodes.PUTFIELD, "User", "a", "J"); // not initialised again
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitInsn(Opcodes.ATHROW);
    code.visitLabel(other);
    code.visitInsn(Opcodes.DUP);
    code.visitInsn(Opcodes.LCONST_1);
    code.visitFieldInsn(Opcodes.PUTFIELD, "User", "a", "J"); // nor here, from the stack
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    Compiled compiled =
        new Compiled(new java.util.TreeMap<>(java.util.Map.of("User", writer.toByteArray())));

    assertThat(enhanced(compiled).accesses("<init>(JLUser;)"))
        .containsExactly(
            "put User.a",
            "call User.$rowan_w_a",
            "call User.$rowan_r_a",
            "call User.$rowan_w_a",
            "put User.a",
            "put User.a");
  }

  @Test
  void H_A6_branchBeforeAnEarlyWriteWithoutFrames_isRefusedByName() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_6, Opcodes.ACC_PUBLIC, "User", null, "java/lang/Object", null);
    writer.visitAnnotation("Ljakarta/persistence/Entity;", true).visitEnd();
    writer.visitField(0, "a", "I", null, null).visitEnd();
    org.objectweb.asm.MethodVisitor code = writer.visitMethod(0, "<init>", "()V", null, null);
    code.visitCode();
    Label next = new Label();
    code.visitJumpInsn(Opcodes.GOTO, next);
    code.visitLabel(next);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitInsn(Opcodes.ICONST_1);
    code.visitFieldInsn(Opcodes.PUTFIELD, "User", "a", "I");
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(2, 1);
    code.visitEnd();
    writer.visitEnd();
    byte[] file = writer.toByteArray();

    assertThatThrownBy(() -> new Enhancer(name -> null).enhance("User", file))
        .isInstanceOf(EnhancementException.class)
        .hasMessage(
            """
            A constructor writes a where it cannot be told whether the object is initialised: \
            the class file has no stack map frames.
                in class User
                Compile it for Java 7 or later.""");
  }

  @Test
  void tracker_onAllConstructorsOfTheJdk_agreesWithAsmsAnalyzer() throws IOException {
    List<String> tracked = new ArrayList<>();
    List<String> analysed = new ArrayList<>();
    try (Stream<Path> files =
        Files.walk(
            FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base/java"))) {
      files
          .filter(file -> file.toString().endsWith(".class"))
          .forEach(
              file -> {
                byte[] bytes = read(file);
                track(bytes, tracked);
                analyse(bytes, analysed);
              });
    }

    assertThat(analysed).hasSizeGreaterThan(1000).anyMatch(line -> line.endsWith(" early"));
    assertThat(tracked).isEqualTo(analysed);
  }

  private static void track(byte[] file, List<String> lines) {
    ClassReader reader = new ClassReader(file);
    String owner = reader.getClassName();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return name.equals("<init>")
                ? new ConstructorTracker(
                    lister(owner, "", lines), lister(owner, " early", lines), owner, descriptor)
                : null;
          }
        },
        0);
  }

  private static MethodVisitor lister(String owner, String suffix, List<String> lines) {
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public void visitFieldInsn(int opcode, String type, String name, String descriptor) {
        if (opcode == Opcodes.PUTFIELD && type.equals(owner)) {
          lines.add(owner + "." + name + suffix);
        }
      }
    };
  }

  private static void analyse(byte[] file, List<String> lines) {
    org.objectweb.asm.ClassReader reader = new org.objectweb.asm.ClassReader(file);
    String owner = reader.getClassName();
    reader.accept(
        new org.objectweb.asm.ClassVisitor(Opcodes.ASM9) {
          @Override
          public org.objectweb.asm.MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return name.equals("<init>")
                ? new Oracle(owner, access, name, descriptor, lines)
                : null;
          }
        },
        org.objectweb.asm.ClassReader.EXPAND_FRAMES);
  }

  private static final class Oracle extends AnalyzerAdapter {
    private final String owner;
    private final List<String> lines;

    Oracle(String owner, int access, String name, String descriptor, List<String> lines) {
      super(Opcodes.ASM9, owner, access, name, descriptor, null);
      this.owner = owner;
      this.lines = lines;
    }

    @Override
    public void visitFieldInsn(int opcode, String type, String name, String descriptor) {
      if (opcode == Opcodes.PUTFIELD && type.equals(owner)) {
        int size = org.objectweb.asm.Type.getType(descriptor).getSize();
        Object receiver = stack.get(stack.size() - size - 1);
        boolean early = receiver == org.objectweb.asm.Opcodes.UNINITIALIZED_THIS;
        lines.add(owner + "." + name + (early ? " early" : ""));
      }
      super.visitFieldInsn(opcode, type, name, descriptor);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassFile enhanced(Compiled compiled) {
    Compiled enhanced = compiled.enhanced();
    Loaded.verified(enhanced);
    return new ClassFile(enhanced.file("User"));
  }
}
