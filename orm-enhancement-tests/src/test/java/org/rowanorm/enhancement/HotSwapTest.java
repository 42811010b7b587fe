package org.rowanorm.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.ClassDefinition;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.session.Session;

/**
 * An IDE swaps the body of a method: it compiles the plain class, and the agent weaves it again.
 */
class HotSwapTest {

  private static final String ITEM = "org.rowanorm.enhancement.cases.LateCase$Item";
  private static final String TUNE = "org.rowanorm.enhancement.cases.PropertyCases$Tune";

  @ParameterizedTest
  @EnumSource(Door.class)
  void H_G9_swappedBody_runsAndIsTrapped(Door door) throws Exception {
    try (Woven loader = Woven.through(door);
        H2 h2 = H2.with(loader.loadClass(ITEM))) {
      h2.sql("insert into item (id, name) values (1, 'one')");
      h2.sql("insert into item (id, name, parent_id) values (2, 'two', 1)");
      Class<?> item = loader.loadClass(ITEM);

      ByteBuddyAgent.install().redefineClasses(new ClassDefinition(item, recompiled(ITEM, "name")));

      try (Session session = h2.open()) {
        Object parent = ((Enhanced) session.get(item, 2)).$rowan_raw(2);
        h2.log().clear();
        Method name = item.getDeclaredMethod("name");
        name.setAccessible(true);
        assertThat(name.invoke(parent)).isEqualTo("oneone");
        assertThat(h2.log().sql())
            .containsExactly("select i.id, i.name, i.parent_id from item i where i.id in (?)");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void H_G9_swappedBodyOfAGetter_isTrappedAgain(Door door) throws Exception {
    try (Woven loader = Woven.through(door);
        H2 h2 = H2.with(loader.loadClass(TUNE))) {
      h2.sql("insert into tune (id, title) values (1, 'one')");
      h2.sql("insert into tune (id, title, cover_id) values (2, 'two', 1)");
      Class<?> tune = loader.loadClass(TUNE);

      ByteBuddyAgent.install()
          .redefineClasses(new ClassDefinition(tune, recompiled(TUNE, "getTitle")));

      try (Session session = h2.open()) {
        Object cover = tune.getMethod("getCover").invoke(session.get(tune, 2));
        h2.log().clear();
        assertThat(tune.getMethod("getTitle").invoke(cover)).isEqualTo("oneone");
        assertThat(h2.log().sql())
            .containsExactly("select t.id, t.title, t.cover_id from tune t where t.id in (?)");
      }
    }
  }

  /** The plain class, with a method that gives twice what it gave. */
  private static byte[] recompiled(String type, String method) throws java.io.IOException {
    Path file = Woven.plain().resolve(type.replace('.', '/') + ".class");
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor other =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
            return name.equals(method) ? new Twice(next) : next;
          }
        };
    new ClassReader(Files.readAllBytes(file)).accept(other, 0);
    return writer.toByteArray();
  }

  private static final class Twice extends MethodVisitor {

    Twice(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.ARETURN) {
        super.visitInsn(Opcodes.DUP);
        String type = "(Ljava/lang/String;)Ljava/lang/String;";
        super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "concat", type, false);
      }
      super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
      super.visitMaxs(stack + 1, locals);
    }
  }
}
