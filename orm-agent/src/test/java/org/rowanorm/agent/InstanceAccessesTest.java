package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.rowanorm.agent.ConstantPool.FieldRef;

final class InstanceAccessesTest {

  private static final byte ILOAD_1 = 0x1b;

  @Test
  void everyClassOfALibrary_givesWhatAsmFinds() throws Exception {
    int classes = 0;
    int used = 0;
    for (byte[] file : classFilesOf(net.bytebuddy.ByteBuddy.class)) {
      Set<FieldRef> wanted = accesses(file);
      Set<FieldRef> found = new HashSet<>(pool(file).fields());
      assertThat(found).isEqualTo(wanted);
      classes++;
      used += found.size();
    }
    assertThat(classes).isGreaterThan(2000);
    assertThat(used).isGreaterThan(500);
  }

  @Test
  void accessesBehindSwitchesAndWideInstructions_areFound() throws Exception {
    for (int padding = 0; padding < 4; padding++) {
      assertThat(pool(odd(padding)).fields())
          .containsExactlyInAnyOrder(
              new FieldRef("a/Other", "first", "I"), new FieldRef("a/Other", "second", "J"));
    }
  }

  @Test
  void staticFieldsOfOthers_areNotLookedUp() {
    Compiled compiled =
        Compiled.of(
            "package a; class User { int n = Other.count; Other o = Other.ONE; }",
            "package a; class Other { static int count; static final Other ONE = null; }");
    List<String> asked = new ArrayList<>();
    Enhancer enhancer =
        new Enhancer(
            name -> {
              asked.add(name);
              return null;
            });
    assertThat(enhancer.enhance("a.User", compiled.file("a.User"))).isNull();
    assertThat(asked).isEmpty();
  }

  @Test
  void classesThatWereSeen_areNotReadAgain() {
    Compiled compiled =
        Compiled.of(
            "package a; class User { int n(Other o) { return o.n; } }",
            "package a; class Other { int n; }");
    List<String> asked = new ArrayList<>();
    Enhancer enhancer =
        new Enhancer(
            name -> {
              asked.add(name);
              return compiled.file(name.replace('/', '.'));
            });
    assertThat(enhancer.enhance("a.Other", compiled.file("a.Other"))).isNull();
    assertThat(enhancer.enhance("a.User", compiled.file("a.User"))).isNull();
    assertThat(asked).isEmpty();
  }

  @Test
  void codeThatIsNotUnderstood_countsAsAnAccessOfEachField() throws Exception {
    byte[] file = odd(0);
    int code = indexOf(file, new byte[] {ILOAD_1, (byte) Opcodes.TABLESWITCH});
    file[code] = (byte) 0xfd; // no such instruction
    assertThat(pool(file).fields())
        .contains(new FieldRef("a/Other", "shared", "I"), new FieldRef("a/Other", "first", "I"));
  }

  @Test
  void switchOfNegativeSize_endsTheWalk() throws Exception {
    byte[] file = odd(0);
    int at = indexOf(file, new byte[] {0, 0, 0, 1, 0, 0, 0, 2}); // the lowest and highest case
    file[at + 4] = (byte) 0xff;
    assertThat(pool(file).fields()).contains(new FieldRef("a/Other", "shared", "I"));
  }

  @Test
  void referenceToAConstantThatIsNone_isRefusedByName() {
    byte[] file = odd(0);
    int at = indexOf(file, new byte[] {'s', 'e', 'c', 'o', 'n', 'd'});
    file[at - 1] = 7; // the length of the name
    assertThatThrownBy(() -> new Enhancer(name -> null).enhance("a.Odd", file))
        .isInstanceOf(EnhancementException.class)
        .hasMessageStartingWith("Its class file cannot be read.\n    in class a.Odd\n");
  }

  private static ConstantPool pool(byte[] file) throws IOException {
    ConstantPool pool = ConstantPool.of(file);
    if (pool == null) {
      throw new IOException("not understood");
    }
    return pool;
  }

  /** The accesses of a class that is not mapped, as the enhancer must see them. */
  private static Set<FieldRef> accesses(byte[] file) {
    ClassReader reader = new ClassReader(file);
    ClassShape shape = ShapeReader.read(file);
    boolean closed = ConstantPool.isPlatform(shape.superName());
    Set<FieldRef> found = new HashSet<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitFieldInsn(int opcode, String owner, String name, String type) {
                boolean instance = opcode == Opcodes.GETFIELD || opcode == Opcodes.PUTFIELD;
                if (!instance || ConstantPool.isPlatform(owner)) {
                  return;
                }
                if (!owner.equals(shape.name())) {
                  found.add(new FieldRef(owner, name, type));
                } else if (!closed && !shape.declares(name, type)) {
                  found.add(new FieldRef(shape.superName(), name, type));
                }
              }
            };
          }
        },
        0);
    return found;
  }

  /** A class with each instruction of varying length before its accesses. */
  private static byte[] odd(int padding) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_6, 0, "a/Odd", null, "java/lang/Object", null);
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "m", "(La/Other;I)V", null, null);
    code.visitCode();
    code.visitFieldInsn(Opcodes.GETSTATIC, "a/Other", "shared", "I");
    code.visitInsn(Opcodes.POP);
    for (int i = 0; i < padding; i++) {
      code.visitInsn(Opcodes.NOP);
    }
    Label end = new Label();
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitTableSwitchInsn(1, 2, end, end, end);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, "a/Other", "first", "I");
    code.visitLookupSwitchInsn(end, new int[] {7, 900}, new Label[] {end, end});
    code.visitIincInsn(300, 1000);
    code.visitVarInsn(Opcodes.ILOAD, 300);
    code.visitInsn(Opcodes.POP);
    code.visitMultiANewArrayInsn("[[I", 2);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitInsn(Opcodes.LCONST_0);
    code.visitFieldInsn(Opcodes.PUTFIELD, "a/Other", "second", "J");
    code.visitLabel(end);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(4, 302);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static int indexOf(byte[] file, byte[] part) {
    for (int at = 0; at < file.length - part.length; at++) {
      if (Arrays.equals(file, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new AssertionError("not found");
  }

  private static List<byte[]> classFilesOf(Class<?> type) throws Exception {
    Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<byte[]> files = new ArrayList<>();
    try (JarFile open = new JarFile(jar.toFile())) {
      for (Enumeration<JarEntry> all = open.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        boolean used = entry.getName().startsWith("net/bytebuddy/");
        if (used && entry.getName().endsWith(".class")) {
          files.add(open.getInputStream(entry).readAllBytes());
        }
      }
    }
    return files;
  }
}
