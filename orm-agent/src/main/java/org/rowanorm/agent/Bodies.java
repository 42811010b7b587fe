package org.rowanorm.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Looks through the bodies of getters and setters before they are trapped. For one use. */
final class Bodies extends ClassVisitor {

  /**
   * What one body is like.
   *
   * @param line its first line, or 0
   * @param plain whether it does nothing but set fields to what it was given
   */
  record Body(int line, boolean plain) {}

  private final Set<String> wanted;
  private final Map<String, Body> bodies = new HashMap<>();

  private Bodies(Set<String> wanted) {
    super(Opcodes.ASM9);
    this.wanted = wanted;
  }

  /**
   * @param wanted the names and descriptors of methods
   */
  static Map<String, Body> of(ClassReader reader, Set<String> wanted) {
    Bodies reading = new Bodies(wanted);
    reader.accept(reading, ClassReader.SKIP_FRAMES);
    return reading.bodies;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return wanted.contains(name + descriptor) ? new Reading(name + descriptor) : null;
  }

  private final class Reading extends MethodVisitor {
    private final String method;
    private int line;
    private boolean stores;
    private boolean plain = true;

    Reading(String method) {
      super(Opcodes.ASM9);
      this.method = method;
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      line = line == 0 ? number : line;
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
      plain &= opcode < Opcodes.ISTORE; // a load
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      plain &= opcode == Opcodes.PUTFIELD;
      stores = true;
    }

    @Override
    public void visitInsn(int opcode) {
      plain &= opcode == Opcodes.RETURN || opcode == Opcodes.ARETURN;
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      plain = false;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      plain = false;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      plain = false;
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      plain = false;
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      plain = false;
    }

    @Override
    public void visitLdcInsn(Object value) {
      plain = false;
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
      plain = false;
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
      plain = false;
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
      plain = false;
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
      plain = false;
    }

    @Override
    public void visitEnd() {
      bodies.put(method, new Body(line, plain && stores));
    }
  }
}
