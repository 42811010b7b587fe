package org.rowanorm.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Turns each GETFIELD and PUTFIELD of an attribute into a call of its static accessor, which takes
 * and leaves the same operands: no frame and no stack size changes.
 *
 * <p>The owner stays the one that the compiler named: the declaring class need not be accessible,
 * and a static method is found through a subclass just as a field is.
 */
final class AccessRewriter extends MethodVisitor {

  private final MappedClasses classes;
  private final AccessWeaver weaver;

  AccessRewriter(MethodVisitor next, MappedClasses classes, AccessWeaver weaver) {
    super(Opcodes.ASM9, next);
    this.classes = classes;
    this.weaver = weaver;
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    boolean get = opcode == Opcodes.GETFIELD;
    ClassShape declaring =
        get || opcode == Opcodes.PUTFIELD ? classes.declaring(owner, name, descriptor) : null;
    if (declaring == null) {
      super.visitFieldInsn(opcode, owner, name, descriptor);
      return;
    }
    weaver.change();
    String accessor = (get ? Contract.READ : Contract.WRITE) + name;
    String type = Accessors.fieldType(get, declaring.name(), descriptor);
    super.visitMethodInsn(Opcodes.INVOKESTATIC, owner, accessor, type, false);
  }
}
