package org.rowanorm.agent;

import java.util.Map;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Writes one added method; every frame in it has the locals of its start and an empty stack. */
final class Code {

  private record Box(String type, String unboxing) {}

  private static final Map<String, Box> BOXES =
      Map.of(
          "Z", new Box("java/lang/Boolean", "booleanValue"),
          "B", new Box("java/lang/Byte", "byteValue"),
          "S", new Box("java/lang/Short", "shortValue"),
          "C", new Box("java/lang/Character", "charValue"),
          "I", new Box("java/lang/Integer", "intValue"),
          "J", new Box("java/lang/Long", "longValue"),
          "F", new Box("java/lang/Float", "floatValue"),
          "D", new Box("java/lang/Double", "doubleValue"));

  private final MethodVisitor method;

  Code(ClassVisitor target, int access, String name, String descriptor) {
    this.method = target.visitMethod(access | Opcodes.ACC_SYNTHETIC, name, descriptor, null, null);
    method.visitCode();
  }

  Code op(int opcode) {
    method.visitInsn(opcode);
    return this;
  }

  Code loadThis() {
    return load(0, "Ljava/lang/Object;");
  }

  Code load(int local, String descriptor) {
    method.visitVarInsn(Type.getType(descriptor).getOpcode(Opcodes.ILOAD), local);
    return this;
  }

  Code push(int value) {
    if (value >= -1 && value <= 5) {
      method.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value == (byte) value) {
      method.visitIntInsn(Opcodes.BIPUSH, value);
    } else if (value == (short) value) {
      method.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      method.visitLdcInsn(value);
    }
    return this;
  }

  Code push(long value) {
    method.visitLdcInsn(value);
    return this;
  }

  /** Zero, false or null, by type. */
  Code zero(String descriptor) {
    return op(
        switch (descriptor.charAt(0)) {
          case 'J' -> Opcodes.LCONST_0;
          case 'F' -> Opcodes.FCONST_0;
          case 'D' -> Opcodes.DCONST_0;
          case 'L', '[' -> Opcodes.ACONST_NULL;
          default -> Opcodes.ICONST_0;
        });
  }

  Code get(String owner, String field, String descriptor) {
    method.visitFieldInsn(Opcodes.GETFIELD, owner, field, descriptor);
    return this;
  }

  Code put(String owner, String field, String descriptor) {
    method.visitFieldInsn(Opcodes.PUTFIELD, owner, field, descriptor);
    return this;
  }

  Code call(int opcode, String owner, String name, String descriptor) {
    method.visitMethodInsn(opcode, owner, name, descriptor, false);
    return this;
  }

  Code box(String descriptor) {
    Box box = BOXES.get(descriptor);
    return box == null
        ? this
        : call(Opcodes.INVOKESTATIC, box.type, "valueOf", "(" + descriptor + ")L" + box.type + ";");
  }

  /** From an object to a type, unboxed where it is primitive. */
  Code cast(String descriptor) {
    Box box = BOXES.get(descriptor);
    if (box != null) {
      method.visitTypeInsn(Opcodes.CHECKCAST, box.type);
      return call(Opcodes.INVOKEVIRTUAL, box.type, box.unboxing, "()" + descriptor);
    }
    if (!descriptor.equals("Ljava/lang/Object;")) {
      method.visitTypeInsn(Opcodes.CHECKCAST, Type.getType(descriptor).getInternalName());
    }
    return this;
  }

  static boolean isPrimitive(String descriptor) {
    return BOXES.containsKey(descriptor);
  }

  Code instance(String type) {
    method.visitTypeInsn(Opcodes.NEW, type);
    return this;
  }

  Code jump(int opcode, Label label) {
    method.visitJumpInsn(opcode, label);
    return this;
  }

  Code choose(Label otherwise, Label[] labels) {
    method.visitTableSwitchInsn(0, labels.length - 1, otherwise, labels);
    return this;
  }

  /** A place that is jumped to. */
  Code at(Label label) {
    method.visitLabel(label);
    method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    return this;
  }

  Code give(String descriptor) {
    return op(Type.getType(descriptor).getOpcode(Opcodes.IRETURN));
  }

  void end(int stack, int locals) {
    method.visitMaxs(stack, locals);
    method.visitEnd();
  }
}
