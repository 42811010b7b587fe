package org.rowanorm.agent;

import static net.bytebuddy.jar.asm.Opcodes.ACC_PRIVATE;
import static net.bytebuddy.jar.asm.Opcodes.ACC_PUBLIC;
import static net.bytebuddy.jar.asm.Opcodes.ALOAD;
import static net.bytebuddy.jar.asm.Opcodes.GETFIELD;
import static net.bytebuddy.jar.asm.Opcodes.ILOAD;
import static net.bytebuddy.jar.asm.Opcodes.INVOKESPECIAL;
import static net.bytebuddy.jar.asm.Opcodes.IRETURN;
import static net.bytebuddy.jar.asm.Opcodes.PUTFIELD;
import static net.bytebuddy.jar.asm.Opcodes.RETURN;
import static net.bytebuddy.jar.asm.Opcodes.V17;

import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * Enhances a small class of its own, beside the start of the application: so the hundred classes
 * that weaving needs are there before the first mapped class comes, which else would wait for them.
 */
final class WarmUp implements Runnable {

  /** The class that it enhances; nobody loads it. */
  static final String NAME = "org/rowanorm/agent/Sample";

  private static final String ID = "id";

  /** Begins, in a thread that keeps no JVM alive and ends soon. */
  static Thread begin() {
    Thread thread = new Thread(new WarmUp(), "rowan-agent-warm-up");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void run() {
    new Enhancer(type -> null).enhance(NAME, sample());
  }

  /** An entity with an id, a constructor, a getter and a setter. */
  static byte[] sample() {
    ClassWriter sample = new ClassWriter(0);
    sample.visit(V17, ACC_PUBLIC, NAME, null, ClassShape.OBJECT, null);
    sample.visitAnnotation("L" + Contract.ENTITY + ";", true).visitEnd();
    var id = sample.visitField(ACC_PRIVATE, ID, "I", null, null);
    id.visitAnnotation("L" + Contract.ID + ";", true).visitEnd();
    id.visitEnd();
    MethodVisitor constructor = method(sample, "<init>", "()V");
    constructor.visitVarInsn(ALOAD, 0);
    constructor.visitMethodInsn(INVOKESPECIAL, ClassShape.OBJECT, "<init>", "()V", false);
    constructor.visitInsn(RETURN);
    end(constructor, 1, 1);
    MethodVisitor getter = method(sample, "getId", "()I");
    getter.visitVarInsn(ALOAD, 0);
    getter.visitFieldInsn(GETFIELD, NAME, ID, "I");
    getter.visitInsn(IRETURN);
    end(getter, 1, 1);
    MethodVisitor setter = method(sample, "setId", "(I)V");
    setter.visitVarInsn(ALOAD, 0);
    setter.visitVarInsn(ILOAD, 1);
    setter.visitFieldInsn(PUTFIELD, NAME, ID, "I");
    setter.visitInsn(RETURN);
    end(setter, 2, 2);
    sample.visitEnd();
    return sample.toByteArray();
  }

  private static MethodVisitor method(ClassWriter sample, String name, String descriptor) {
    MethodVisitor method = sample.visitMethod(ACC_PUBLIC, name, descriptor, null, null);
    method.visitCode();
    return method;
  }

  private static void end(MethodVisitor method, int stack, int locals) {
    method.visitMaxs(stack, locals);
    method.visitEnd();
  }
}
