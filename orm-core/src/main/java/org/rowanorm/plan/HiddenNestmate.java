package org.rowanorm.plan;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.SIPUSH;
import static org.objectweb.asm.Opcodes.V17;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.lang.invoke.MethodType;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * A class that is generated beside an entity and implements an interface of the engine.
 *
 * <p>It is a nestmate of the entity, so it reads and sets private fields and calls private
 * constructors directly, and it goes when the entity's class goes. What it names is in the package
 * {@code entity}, or the user's own: the user's module need not read any other.
 */
final class HiddenNestmate {

  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

  /**
   * A class without fields, which its methods are added to.
   *
   * @param owner the internal name of the entity
   */
  HiddenNestmate(String owner, String suffix, Class<?> implemented) {
    writer.visit(
        V17,
        ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC,
        owner + suffix,
        null,
        "java/lang/Object",
        new String[] {Type.getInternalName(implemented)});
    MethodVisitor code = method("<init>", "()V");
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    code.visitInsn(RETURN);
    end(code);
  }

  /** Begins a public method. */
  MethodVisitor method(String name, String descriptor) {
    MethodVisitor code = writer.visitMethod(ACC_PUBLIC, name, descriptor, null, null);
    code.visitCode();
    return code;
  }

  static void end(MethodVisitor code) {
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Puts a number from 0 to 32,767 on the stack. */
  static void constant(MethodVisitor code, int value) {
    if (value <= 5) {
      code.visitInsn(ICONST_0 + value);
    } else {
      code.visitIntInsn(SIPUSH, value);
    }
  }

  /**
   * The one object of the class.
   *
   * @param lookup of the entity
   */
  Object define(Lookup lookup) throws ReflectiveOperationException {
    writer.visitEnd();
    Lookup hidden = lookup.defineHiddenClass(writer.toByteArray(), true, ClassOption.NESTMATE);
    MethodHandle constructor =
        hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class));
    try {
      return constructor.invoke();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new ReflectiveOperationException(e);
    }
  }
}
