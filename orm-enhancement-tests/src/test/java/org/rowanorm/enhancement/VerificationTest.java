package org.rowanorm.enhancement;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the JVM of these tests verifies what it loads: without that, many of them prove nothing. */
class VerificationTest {

  @TempDir Path folder;

  @Test
  void brokenClass_isRefused() throws Exception {
    Files.write(folder.resolve("Broken.class"), broken("Broken"));
    try (var loader = Modules.loader(getClass().getClassLoader(), folder)) {
      assertThatThrownBy(() -> Class.forName("Broken", true, loader))
          .isInstanceOf(VerifyError.class)
          .hasMessageContaining("Bad type on operand stack");
    }
  }

  /** This one needs the option: the JVM trusts its own class path otherwise. */
  @Test
  void brokenClassOfTheBootLoader_isRefused() throws Exception {
    Path jar = folder.resolve("boot.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry("BrokenAtBoot.class"));
      entries.write(broken("BrokenAtBoot"));
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      ByteBuddyAgent.install().appendToBootstrapClassLoaderSearch(file);
    }
    assertThatThrownBy(() -> Class.forName("BrokenAtBoot", true, null))
        .isInstanceOf(VerifyError.class)
        .hasMessageContaining("Bad type on operand stack");
  }

  /** Its method gives a number as a text. */
  private static byte[] broken(String name) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    MethodVisitor code = writer.visitMethod(access, "text", "()Ljava/lang/String;", null, null);
    code.visitCode();
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(1, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
