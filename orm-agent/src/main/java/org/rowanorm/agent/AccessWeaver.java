package org.rowanorm.agent;

import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Sends the accesses of one class to attributes, its own and others', through the accessors. */
final class AccessWeaver extends ClassVisitor {

  private final MappedClasses classes;
  private final ClassShape shape;
  private boolean changed;

  AccessWeaver(ClassVisitor next, MappedClasses classes, ClassShape shape) {
    super(Opcodes.ASM9, next);
    this.classes = classes;
    this.shape = shape;
  }

  /** Whether any access was rewritten. */
  boolean changed() {
    return changed;
  }

  /** Notes that one was. */
  void change() {
    changed = true;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    if (next == null || name.startsWith(Contract.PREFIX)) {
      return next; // the accessors themselves, of a class that is enhanced already
    }
    MethodVisitor rewriter = new AccessRewriter(next, classes, this);
    // only a class itself may write its fields before its super constructor is called
    boolean early = name.equals("<init>") && shape.isMapped();
    return early ? new ConstructorTracker(rewriter, next, shape.name(), descriptor) : rewriter;
  }
}
